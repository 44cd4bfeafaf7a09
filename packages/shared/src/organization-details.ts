/** What the law knows an organization by: what is verified of it, and of what a certificate tells. */
export interface OrganizationDetails {
  legalName: string;
  streetAddress: string | null;
  locality: string | null;
  stateOrProvince: string | null;
  postalCode: string | null;
  country: string;
  registrationNumber: string | null;
  businessCategory: string | null;
  jurisdictionCountry: string | null;
}

/** The fields of it, in the order in which a person reads them. */
export const organizationFields = [
  "legalName",
  "streetAddress",
  "locality",
  "stateOrProvince",
  "postalCode",
  "country",
  "registrationNumber",
  "businessCategory",
  "jurisdictionCountry",
] as const satisfies readonly (keyof OrganizationDetails)[];

/** EVG 7.1.4.2.3: what an EV certificate may say of the kind of an organization. */
export const businessCategories: readonly string[] = [
  "Private Organization",
  "Government Entity",
  "Business Entity",
  "Non-Commercial Entity",
];

/** The details alone, of anything that has them. */
export function detailsOf(one: OrganizationDetails): OrganizationDetails {
  return Object.fromEntries(organizationFields.map((field) => [field, one[field] ?? null])) as never;
}

/** Whether two say the same in every field. */
export function sameDetails(one: OrganizationDetails, other: OrganizationDetails): boolean {
  return organizationFields.every((field) => (one[field] ?? null) === (other[field] ?? null));
}
