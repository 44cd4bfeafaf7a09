import type { OrganizationDetails } from "@duplicert/shared/organization-details";
import type { SubjectFacts } from "../ca/profile.ts";

/** What the subject of a certificate is written from: the organization as it is now, or of a DV certificate nobody. */
export function subjectOf(organization: OrganizationDetails | null, commonName: string): SubjectFacts {
  return {
    commonName,
    organization: organization?.legalName ?? null,
    streetAddress: organization?.streetAddress ?? null,
    locality: organization?.locality ?? null,
    stateOrProvince: organization?.stateOrProvince ?? null,
    postalCode: organization?.postalCode ?? null,
    country: organization?.country ?? null,
    businessCategory: organization?.businessCategory ?? null,
    jurisdictionCountry: organization?.jurisdictionCountry ?? null,
    registrationNumber: organization?.registrationNumber ?? null,
  };
}

// Street and postal code are in no certificate.
const certified = [
  "organization",
  "locality",
  "stateOrProvince",
  "country",
  "registrationNumber",
  "businessCategory",
  "jurisdictionCountry",
] as const satisfies readonly (keyof SubjectFacts)[];

/** The organization that a subject names, when what it says of it is not what is so now. */
export function namedOtherwise(then: SubjectFacts | null, now: SubjectFacts): string | null {
  return then === null || certified.every((fact) => then[fact] === now[fact]) ? null : then.organization;
}
