import { isCountryCode } from "./country-codes.ts";
import { businessCategories, type OrganizationDetails, organizationFields } from "./organization-details.ts";
import type { OrganizationField, OrganizationRefusal, OrganizationRefusalCode } from "./organization-refusal.ts";

/** A person who speaks for an organization. */
export interface ContactDetails {
  name: string;
  email: string;
  phone: string | null;
  title: string | null;
}

// RFC 5280 appendix A.1, and EVG 7.1.4.2 for those of an EV subject
const longest: Partial<Record<OrganizationField, number>> = {
  legalName: 64,
  streetAddress: 128,
  locality: 128,
  stateOrProvince: 128,
  postalCode: 40,
  registrationNumber: 64,
  name: 100,
  email: 254,
  title: 64,
  phone: 40,
};

/** Every reason why details cannot be kept so; an empty list means yes. */
export function organizationRefusals(details: OrganizationDetails, phone: string | null): OrganizationRefusal[] {
  const { country, jurisdictionCountry, businessCategory, registrationNumber } = details;
  const found: OrganizationRefusal[] = [];
  for (const field of ["legalName", "country"] as const)
    if (!details[field]) found.push(refusal("FIELD_MISSING", field, null));
  for (const field of organizationFields) found.push(...tooLong(field, details[field]));
  if (country && !isCountryCode(country)) found.push(refusal("COUNTRY_UNKNOWN", "country", country));
  if (jurisdictionCountry && !isCountryCode(jurisdictionCountry))
    found.push(refusal("COUNTRY_UNKNOWN", "jurisdictionCountry", jurisdictionCountry));
  if (businessCategory && !businessCategories.includes(businessCategory))
    found.push(refusal("BUSINESS_CATEGORY_UNKNOWN", "businessCategory", businessCategory));
  const unprintable = registrationNumber?.replace(/[A-Za-z0-9 '()+,\-./:=?]/g, "");
  if (unprintable) found.push(refusal("CHARACTER_NOT_ALLOWED", "registrationNumber", unprintable));
  return [...found, ...phoneRefusals(phone)];
}

/** Every reason why a contact cannot be kept so; an empty list means yes. */
export function contactRefusals(contact: ContactDetails): OrganizationRefusal[] {
  const { name, email, phone, title } = contact;
  const found: OrganizationRefusal[] = [];
  if (!name) found.push(refusal("FIELD_MISSING", "name", null));
  if (!email) found.push(refusal("FIELD_MISSING", "email", null));
  // what a relay takes is for the relay to say; this finds the slip of a finger
  else if (!/^[^\s@<>(),;:"]+@[^\s@<>(),;:".]+(\.[^\s@<>(),;:".]+)+$/.test(email))
    found.push(refusal("EMAIL_MALFORMED", "email", email));
  found.push(...tooLong("name", name), ...tooLong("email", email), ...tooLong("title", title));
  return [...found, ...phoneRefusals(phone)];
}

/** Every reason why an organization cannot be submitted for verification yet; an empty list means yes. */
export function submissionRefusals(
  kind: "OV" | "EV",
  details: OrganizationDetails,
  contacts: readonly Pick<ContactDetails, "phone">[],
): OrganizationRefusal[] {
  const found = organizationRefusals(details, null);
  const needed: (keyof OrganizationDetails)[] = [
    // BR 3.2.2.1: the name and the address are verified
    "streetAddress",
    // EVG 7.1.4.2: what an EV subject names besides
    ...(kind === "EV" ? (["registrationNumber", "businessCategory", "jurisdictionCountry"] as const) : []),
  ];
  for (const field of needed) if (!details[field]) found.push(refusal("FIELD_MISSING", field, null));
  if (!details.locality && !details.stateOrProvince) found.push(refusal("PLACE_MISSING", "locality", null));
  if (kind === "EV" && !contacts.some(({ phone }) => phone)) found.push(refusal("CONTACT_MISSING", "contacts", null));
  return found;
}

function phoneRefusals(phone: string | null): OrganizationRefusal[] {
  if (!phone) return [];
  const digits = phone.replace(/\D/g, "").length;
  // E.164: at most 15 digits, the country's first; an extension behind it
  const isNumber = /^\+[\d\s().\-/]+(\s*(x|ext\.?)\s*\d{1,8})?$/i.test(phone) && digits >= 6 && digits <= 23;
  return isNumber ? tooLong("phone", phone) : [refusal("PHONE_MALFORMED", "phone", phone)];
}

function tooLong(field: OrganizationField, text: string | null): OrganizationRefusal[] {
  const most = longest[field];
  const isTooLong = most !== undefined && text !== null && [...text].length > most;
  return isTooLong ? [refusal("FIELD_TOO_LONG", field, String(most))] : [];
}

const refusal = (
  code: OrganizationRefusalCode,
  field: OrganizationField,
  subject: string | null,
): OrganizationRefusal => ({ code, field, subject });
