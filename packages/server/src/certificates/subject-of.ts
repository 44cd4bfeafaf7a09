import type { SubjectFacts } from "../ca/profile.ts";
import type { Organization } from "../organizations/organization.ts";

/** What the subject of a certificate is written from: the organization as it is now, or of a DV certificate nobody. */
export function subjectOf(organization: Organization | null, commonName: string): SubjectFacts {
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
