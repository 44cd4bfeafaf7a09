import type { OrganizationField } from "@duplicert/shared/organization-refusal";
import type { TFunction } from "i18next";
import type { OrganizationRefusalCode } from "../gql/graphql.ts";

/** A reason why details cannot be kept or verified, as the API and as the shared rule give it. */
export interface SpokenOrganizationRefusal {
  code: OrganizationRefusalCode;
  field: string;
  subject: string | null;
}

/** What is wrong with a field, and what to do about it, in the viewer's language. */
export function organizationRefusalWords(
  t: TFunction,
  { code, field, subject }: SpokenOrganizationRefusal,
): { message: string; remedy: string } {
  const about = { field: t(`organization.fields.${field as OrganizationField}`), subject: subject ?? "" };
  return {
    message: t(`organizationRefusal.${code}.message`, about),
    remedy: t(`organizationRefusal.${code}.remedy`, about),
  };
}
