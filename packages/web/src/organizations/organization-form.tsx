import { businessCategories } from "@duplicert/shared/organization-details";
import type { OrganizationField } from "@duplicert/shared/organization-refusal";
import { Fieldset, Select, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { countryChoices } from "../words/country-name.ts";
import type en from "../words/en.json";
import { organizationRefusalWords, type SpokenOrganizationRefusal } from "../words/organization-refusal-words.ts";
import type { OrganizationValues } from "./organization-values.ts";

interface Props {
  values: OrganizationValues;
  onChange: (part: Partial<OrganizationValues>) => void;
  refusals: SpokenOrganizationRefusal[];
  /** Legal details are the administrators' and managers' to change; the phone number is everybody's. */
  legalFixed?: boolean;
}

type Field = keyof OrganizationValues;

/** The fields of an organization: what every certificate tells of it, and what extended validation tells besides. */
export function OrganizationForm({ values, onChange, refusals, legalFixed = false }: Props) {
  const { t, i18n } = useTranslation();
  const countries = useMemo(() => countryChoices(i18n.language), [i18n.language]);
  const of = (field: Field) => {
    const refusal = refusals.find((one) => one.field === (field as OrganizationField));
    const words = refusal && organizationRefusalWords(t, refusal);
    return {
      label: t(`organization.fields.${field}`),
      description: field in hints ? t(`organization.hints.${field as Hint}`) : undefined,
      error: words && `${words.message} ${words.remedy}`,
      disabled: legalFixed && field !== "phone",
    };
  };
  const text = (field: Field, more: object = {}) => (
    <TextInput
      {...of(field)}
      {...more}
      value={values[field]}
      onChange={(event) => onChange({ [field]: event.currentTarget.value })}
    />
  );
  const choice = (field: Field, data: { value: string; label: string }[], more: object = {}) => (
    <Select
      {...of(field)}
      {...more}
      data={data}
      value={values[field] || null}
      onChange={(value) => onChange({ [field]: value ?? "" })}
      searchable
      nothingFoundMessage={t("organization.noSuchChoice")}
    />
  );
  return (
    <Stack gap="md">
      <Fieldset legend={t("organization.forAll")}>
        <Stack gap="sm">
          {text("legalName", { required: true, "data-autofocus": true, autoComplete: "organization" })}
          {text("streetAddress", { autoComplete: "street-address" })}
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
            {text("postalCode", { autoComplete: "postal-code" })}
            {text("locality", { autoComplete: "address-level2" })}
            {text("stateOrProvince", { autoComplete: "address-level1" })}
            {choice("country", countries, { required: true })}
          </SimpleGrid>
          {text("phone", { type: "tel", autoComplete: "tel" })}
        </Stack>
      </Fieldset>
      <Fieldset legend={t("organization.forEv")}>
        <Stack gap="sm">
          {choice(
            "businessCategory",
            businessCategories.map((value) => ({ value, label: t(`organization.categories.${value as Category}`) })),
            { clearable: true },
          )}
          {text("registrationNumber")}
          {choice("jurisdictionCountry", countries, { clearable: true })}
        </Stack>
      </Fieldset>
    </Stack>
  );
}

type Category = keyof typeof en.organization.categories;
type Hint = keyof typeof en.organization.hints;
const hints: Record<Hint, true> = {
  legalName: true,
  streetAddress: true,
  stateOrProvince: true,
  phone: true,
  businessCategory: true,
  registrationNumber: true,
  jurisdictionCountry: true,
};
