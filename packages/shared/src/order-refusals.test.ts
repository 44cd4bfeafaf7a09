import { expect, test } from "@jest/globals";
import { orderRefusalWords } from "./order-refusal.ts";
import {
  latestOrderEnd,
  orderedNames,
  type PlacementFacts,
  type PlacementWish,
  placementRefusals,
  usualOrderEnd,
  wildcardsByFile,
} from "./order-refusals.ts";

const now = new Date("2026-11-20T10:00:00.500Z");
const facts: PlacementFacts = { organization: null, signatureHashes: ["SHA256"], suffix: null };
const wish: PlacementWish = {
  product: "dv",
  dnsNames: ["www.example.com", "example.com"],
  commonName: null,
  domainMethod: "DNS_TXT",
  contacts: [{ kind: "CERTIFICATE", email: "web@example.com" }],
  orderValidTo: null,
  validTo: null,
  signatureHash: null,
};
const codes = (change: Partial<PlacementWish>, known: Partial<PlacementFacts> = {}) =>
  placementRefusals({ ...facts, ...known }, { ...wish, ...change }, now).map(({ code }) => code);

test("an order that needs nothing more has no reason against it", () => {
  expect(codes({})).toEqual([]);
});

test("a page that knows neither the list of suffixes nor the CA advises on the rest", () => {
  expect(codes({ dnsNames: ["shop.example.com"], signatureHash: "SHA512" }, { signatureHashes: null })).toEqual([]);
  expect(codes({ dnsNames: ["intranet"] }, { signatureHashes: null })).toEqual(["NAME_NOT_ALLOWED"]);
});

test("names are compared as certificates write them", () => {
  expect(orderedNames(["WWW.Example.com", " www.example.com. ", "bücher.example.com"])).toEqual([
    "www.example.com",
    "xn--bcher-kva.example.com",
  ]);
  expect(codes({ commonName: "EXAMPLE.com" })).toEqual([]);
  expect(wildcardsByFile("HTTP_FILE", ["*.Example.com", "example.com"])).toEqual(["*.example.com"]);
  expect(wildcardsByFile("DNS_TXT", ["*.example.com"])).toEqual([]);
});

test("what stands for everybody's names is refused below an asterisk, too", () => {
  const suffix = (name: string) => ({ isPublicSuffix: name === "co.uk", isKnown: true });
  const [refusal] = placementRefusals(
    { ...facts, suffix },
    { ...wish, product: "dv_wildcard", dnsNames: ["*.co.uk"] },
    now,
  );
  expect(refusal).toMatchObject({ code: "NAME_NOT_ALLOWED", subject: "*.co.uk" });
  expect(orderRefusalWords(refusal!).message).toContain("co.uk is a public suffix");
});

test("a name too long for a record in front of it is refused where it needs a record of its own", () => {
  const long = `${"a".repeat(60)}.${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(40)}.example.com`;
  const organization = {
    id: "1",
    legalName: "A",
    registrationNumber: null,
    businessCategory: null,
    jurisdictionCountry: null,
  };
  expect(codes({ dnsNames: [long] })).toEqual(["NAME_NOT_ALLOWED"]);
  expect(codes({ dnsNames: [long], product: "ov", domainMethod: null }, { organization })).toEqual([]);
});

test("an order runs a year unless it says otherwise, and three at the longest, the last day included", () => {
  expect(usualOrderEnd(now).toISOString()).toBe("2027-11-20T10:00:00.000Z");
  expect(latestOrderEnd(now).toISOString()).toBe("2029-11-20T23:59:59.000Z");
  expect(codes({ orderValidTo: latestOrderEnd(now) })).toEqual([]);
  expect(codes({ orderValidTo: new Date("2029-11-21T00:00:00Z") })).toEqual(["ORDER_TOO_LONG"]);
  expect(usualOrderEnd(new Date("2028-02-29T12:00:00Z")).toISOString()).toBe("2029-03-01T12:00:00.000Z");
});

test("a contact is written to, so its address has to be one", () => {
  for (const email of [
    "web",
    "web@",
    "@example.com",
    "a b@example.com",
    "web@example",
    "<web@example.com>",
    "a@b@example.com",
  ])
    expect([email, codes({ contacts: [...wish.contacts, { kind: "TECHNICAL", email }] })]).toEqual([
      email,
      ["CONTACT_NOT_AN_ADDRESS"],
    ]);
  for (const email of ["web+certs@example.com", "o'neil@example.co.uk", " web@bücher.example.com"])
    expect([email, codes({ contacts: [{ kind: "CERTIFICATE", email }] })]).toEqual([
      email,
      email.includes("ü") ? ["CONTACT_NOT_AN_ADDRESS"] : [],
    ]);
});

test("every reason says what to do", () => {
  const all = placementRefusals(
    { ...facts, signatureHashes: [] },
    { ...wish, product: "gold", dnsNames: [], contacts: [], validTo: now, orderValidTo: now },
    now,
  );
  expect(all.map(({ code }) => code).sort()).toEqual([
    "CONTACT_NEEDED",
    "ISSUER_UNAVAILABLE",
    "NO_NAMES",
    "ORDER_ENDS_IN_THE_PAST",
    "PRODUCT_UNKNOWN",
    "VALIDITY_IN_THE_PAST",
  ]);
  for (const refusal of all) {
    const { message, remedy } = orderRefusalWords(refusal);
    expect([refusal.code, message.endsWith("."), remedy.endsWith(".")]).toEqual([refusal.code, true, true]);
  }
});
