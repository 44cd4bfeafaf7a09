import { type OrganizationDetails as Details, organizationFields } from "@duplicert/shared/organization-details";
import { useTranslation } from "react-i18next";
import { Facts } from "../ui/facts.tsx";
import { countryName } from "./country-name.ts";
import type en from "./en.json";

/** The legal details of an organization, and its phone number where that is given. */
export function OrganizationDetails({ details, phone }: { details: Details; phone?: string | null }) {
  const { t, i18n } = useTranslation();
  const shown = (field: keyof Details): string | null => {
    const value = details[field];
    if (!value) return null;
    if (field === "country" || field === "jurisdictionCountry") return countryName(value, i18n.language);
    if (field === "businessCategory" && value in categories) return t(`organization.categories.${value as Category}`);
    return value;
  };
  return (
    <Facts
      facts={[
        ...organizationFields.map((field): [string, string | null] => [
          t(`organization.fields.${field}`),
          shown(field),
        ]),
        [t("organization.fields.phone"), phone ?? null],
      ]}
    />
  );
}

type Category = keyof typeof en.organization.categories;
// Only the terms of EVG 7.1.4.2.3 have words of their own.
const categories: Record<Category, true> = {
  "Private Organization": true,
  "Government Entity": true,
  "Business Entity": true,
  "Non-Commercial Entity": true,
};
