import type { Content } from "../certificates/authorize-issuance.ts";
import type { DemoOrganization } from "./organizations.ts";

const nobody = {
  streetAddress: null,
  locality: null,
  stateOrProvince: null,
  postalCode: null,
  country: null,
  businessCategory: null,
  jurisdictionCountry: null,
  registrationNumber: null,
};

/** The subject of a certificate: a common name, and the organization where one is named. */
export function subjectOf(organization: DemoOrganization | null, commonName: string): Content["subject"] {
  if (!organization) return { ...nobody, commonName, organization: null };
  const { legalName, phone: _, ...details } = organization.details;
  return { ...details, commonName, organization: legalName };
}
