import { type OrganizationDetails, organizationFields } from "@duplicert/shared/organization-details";

/** What stands in the fields of the form: an empty text is nothing. */
export type OrganizationValues = Record<keyof OrganizationDetails | "phone", string>;

type Kept = OrganizationDetails & { phone: string | null };

/** The fields as they are before anybody types; of nothing, empty ones. */
export function valuesOf(organization: Partial<Kept>): OrganizationValues {
  const names = [...organizationFields, "phone"] as const;
  return Object.fromEntries(names.map((name) => [name, organization[name] ?? ""])) as OrganizationValues;
}

/** What the fields say, as the rules and the API take it. */
export function detailsIn(values: OrganizationValues): Kept {
  const read = Object.fromEntries(Object.entries(values).map(([name, text]) => [name, text.trim() || null]));
  return { ...read, legalName: values.legalName.trim(), country: values.country } as Kept;
}
