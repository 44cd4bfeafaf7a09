import { businessCategories, type OrganizationDetails } from "./organization-details.ts";

/** Each reason why details of an organization cannot be kept so, or cannot be verified yet. */
export const OrganizationRefusalCode = {
  FIELD_MISSING: "FIELD_MISSING",
  FIELD_TOO_LONG: "FIELD_TOO_LONG",
  CHARACTER_NOT_ALLOWED: "CHARACTER_NOT_ALLOWED",
  COUNTRY_UNKNOWN: "COUNTRY_UNKNOWN",
  BUSINESS_CATEGORY_UNKNOWN: "BUSINESS_CATEGORY_UNKNOWN",
  EMAIL_MALFORMED: "EMAIL_MALFORMED",
  PHONE_MALFORMED: "PHONE_MALFORMED",
  PLACE_MISSING: "PLACE_MISSING",
  CONTACT_MISSING: "CONTACT_MISSING",
} as const;
export type OrganizationRefusalCode = (typeof OrganizationRefusalCode)[keyof typeof OrganizationRefusalCode];

/** Where it is wrong. `name` and `title` are a contact's, `phone` an organization's or a contact's. */
export type OrganizationField = keyof OrganizationDetails | "phone" | "name" | "email" | "title" | "contacts";

/** A reason, the field it is about, and what was found there or how long it may be. */
export interface OrganizationRefusal {
  code: OrganizationRefusalCode;
  field: OrganizationField;
  subject: string | null;
}

const fieldNames: Record<OrganizationField, string> = {
  legalName: "legal name",
  streetAddress: "street address",
  locality: "city",
  stateOrProvince: "state or province",
  postalCode: "postal code",
  country: "country",
  registrationNumber: "registration number",
  businessCategory: "business category",
  jurisdictionCountry: "country of registration",
  phone: "phone number",
  name: "name",
  email: "e-mail address",
  title: "title",
  contacts: "contacts",
};

const missingRemedies: Partial<Record<OrganizationField, string>> = {
  country: "Enter the two letters of ISO 3166-1, such as DE, TW or US.",
  registrationNumber:
    "Enter it as the register has it; for an entity without one, the date it was founded (EVG 7.1.4.2.5).",
  businessCategory: `Choose ${businessCategories.join(", ")} (EVG 7.1.4.2.3).`,
  jurisdictionCountry:
    "Enter the two letters of ISO 3166-1 of the country whose register it is in, such as DE, TW or US.",
  name: "Enter the name of the person who speaks for the organization.",
  email: "Enter one such as name@example.com.",
};

type Words = (field: string, subject: string, refusal: OrganizationRefusal) => { message: string; remedy: string };

const words: Record<OrganizationRefusalCode, Words> = {
  FIELD_MISSING: (field, _, refusal) => ({
    message: `The ${field} is missing.`,
    remedy: missingRemedies[refusal.field] ?? `Enter the ${field} as official records have it.`,
  }),
  FIELD_TOO_LONG: (field, longest) => ({
    message: `The ${field} is longer than the ${longest} characters that a certificate holds (RFC 5280, appendix A.1).`,
    remedy:
      field === "legal name"
        ? "Abbreviate it in a way that is locally accepted, such as “Ltd” for “Limited” (BR 7.1.2.7.4)."
        : `Shorten it to ${longest} characters.`,
  }),
  CHARACTER_NOT_ALLOWED: (field, characters) => ({
    message: `The ${field} holds “${characters}”, which a certificate cannot hold there (PrintableString, X.520).`,
    remedy: "Use Latin letters without accents, digits, spaces and ' ( ) + , - . / : = ?",
  }),
  COUNTRY_UNKNOWN: (field, code) => ({
    message: `The ${field} “${code}” is no country code.`,
    remedy: "Enter the two letters of ISO 3166-1, such as DE, TW or US.",
  }),
  BUSINESS_CATEGORY_UNKNOWN: (_, category) => ({
    message: `“${category}” is no business category that an EV certificate may name (EVG 7.1.4.2.3).`,
    remedy: `Choose ${businessCategories.join(", ")}, or leave it empty.`,
  }),
  EMAIL_MALFORMED: (_, address) => ({
    message: `“${address}” is no e-mail address.`,
    remedy: "Enter one such as name@example.com.",
  }),
  PHONE_MALFORMED: (_, number) => ({
    message: `“${number}” is no phone number that can be called from everywhere.`,
    remedy: "Enter it with + and the country's code, such as +49 30 123456.",
  }),
  PLACE_MISSING: () => ({
    message: "Neither a city nor a state or province is entered: a certificate holds one of them (BR 7.1.2.7.4).",
    remedy: "Enter the city, the state or province, or both.",
  }),
  CONTACT_MISSING: () => ({
    message: "There is no contact with a phone number: extended validation reaches a person (EVG 3.2.2.5, 3.2.2.8).",
    remedy: "Add a contact of the organization with name, e-mail address and phone number.",
  }),
};

/** A reason in English: what is wrong, and what to do about it. */
export function organizationRefusalWords(refusal: OrganizationRefusal): { message: string; remedy: string } {
  return words[refusal.code](fieldNames[refusal.field], refusal.subject ?? "", refusal);
}
