import { expect, test } from "@jest/globals";
import { countryCodes } from "./country-codes.ts";
import { detailsOf, type OrganizationDetails, sameDetails } from "./organization-details.ts";
import { type OrganizationRefusal, OrganizationRefusalCode, organizationRefusalWords } from "./organization-refusal.ts";
import { contactRefusals, organizationRefusals, submissionRefusals } from "./organization-refusals.ts";

const good: OrganizationDetails = {
  legalName: "Example Widgets Ltd",
  streetAddress: "1 Example Street",
  locality: "Taipei",
  stateOrProvince: null,
  postalCode: "100",
  country: "TW",
  registrationNumber: "HRB 123456/A",
  businessCategory: "Private Organization",
  jurisdictionCountry: "TW",
};
const reachable = [{ phone: "+886 2 5550 0100" }];
const said = (refusals: OrganizationRefusal[]) => refusals.map(({ code, field }) => `${code} ${field}`);

test("good details have no fault, and may be submitted for OV and EV", () => {
  expect(organizationRefusals(good, "+49 30 123456")).toEqual([]);
  expect(submissionRefusals("OV", good, [])).toEqual([]);
  expect(submissionRefusals("EV", good, reachable)).toEqual([]);
});

test("every fault of details is found, each at its field", () => {
  const bad = { ...good, legalName: "", country: "UK", jurisdictionCountry: "tw", businessCategory: "Club" };
  expect(said(organizationRefusals({ ...bad, registrationNumber: "12*3_4" }, "030 123"))).toEqual([
    "FIELD_MISSING legalName",
    "COUNTRY_UNKNOWN country",
    "COUNTRY_UNKNOWN jurisdictionCountry",
    "BUSINESS_CATEGORY_UNKNOWN businessCategory",
    "CHARACTER_NOT_ALLOWED registrationNumber",
    "PHONE_MALFORMED phone",
  ]);
  expect(organizationRefusals({ ...good, registrationNumber: "12*3_4" }, null)[0]?.subject).toBe("*_");
});

test("a field may have as many characters as a certificate holds of it, and no more", () => {
  // a character outside the basic plane is one, not two
  expect(organizationRefusals({ ...good, legalName: "𠮷".repeat(64) }, null)).toEqual([]);
  expect(organizationRefusals({ ...good, legalName: "𠮷".repeat(65) }, null)).toEqual([
    { code: "FIELD_TOO_LONG", field: "legalName", subject: "64" },
  ]);
  expect(said(organizationRefusals({ ...good, locality: "x".repeat(129), postalCode: "9".repeat(41) }, null))).toEqual([
    "FIELD_TOO_LONG locality",
    "FIELD_TOO_LONG postalCode",
  ]);
});

test("OV asks for an address, EV for a register, a category and somebody to call as well", () => {
  const bare = detailsOf({ ...good, streetAddress: null, locality: null });
  const unregistered = { ...good, registrationNumber: null, businessCategory: null, jurisdictionCountry: null };
  expect(said(submissionRefusals("OV", bare, []))).toEqual(["FIELD_MISSING streetAddress", "PLACE_MISSING locality"]);
  expect(submissionRefusals("OV", unregistered, [])).toEqual([]);
  expect(said(submissionRefusals("EV", unregistered, [{ phone: null }]))).toEqual([
    "FIELD_MISSING registrationNumber",
    "FIELD_MISSING businessCategory",
    "FIELD_MISSING jurisdictionCountry",
    "CONTACT_MISSING contacts",
  ]);
  expect(submissionRefusals("OV", { ...good, locality: null, stateOrProvince: "Bavaria" }, [])).toEqual([]);
});

test.each([
  ["grace@example.com", []],
  ["grace.chen+ca@mail.example.co.uk", []],
  ["grace@localhost", ["EMAIL_MALFORMED email"]],
  ["grace@@example.com", ["EMAIL_MALFORMED email"]],
  ["Grace <grace@example.com>", ["EMAIL_MALFORMED email"]],
  ["", ["FIELD_MISSING email"]],
])("of the e-mail address %p a contact is told %j", (email, expected) => {
  expect(said(contactRefusals({ name: "Grace", email, phone: null, title: null }))).toEqual(expected);
});

test.each([
  ["+886 2 5550-0100", true],
  ["+49 (0)30 / 12.34.56 ext. 12", true],
  ["030 123456", false],
  ["+12", false],
  ["+1 555 CALL NOW", false],
  ["+49 30 123456789012345678901", false],
])("the phone number %p can be called from everywhere: %p", (phone, good) => {
  const found = said(contactRefusals({ name: "Grace", email: "g@example.com", phone, title: null }));
  expect(found).toEqual(good ? [] : ["PHONE_MALFORMED phone"]);
});

test("details are the same only if every field is", () => {
  expect(sameDetails(good, { ...good })).toBe(true);
  for (const field of Object.keys(good)) expect(sameDetails(good, { ...good, [field]: "other" })).toBe(false);
});

test("there are 249 country codes, sorted, and every refusal has words and a remedy", () => {
  expect(countryCodes).toHaveLength(249);
  expect(countryCodes).toEqual([...new Set(countryCodes)].sort());
  for (const code of Object.values(OrganizationRefusalCode)) {
    const { message, remedy } = organizationRefusalWords({ code, field: "legalName", subject: "x" });
    expect([message, remedy].every((words) => /^[A-Z“].*\.$|: = \?$/.test(words))).toBe(true);
  }
});
