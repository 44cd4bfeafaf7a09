import { expect, test } from "@jest/globals";
import { BuiltInCaRefusalCode, builtInCaRefusals, builtInCaRefusalWords } from "./built-in-ca-refusals.ts";
import { ImportRefusalCode, importRefusalWords } from "./import-refusal.ts";
import { type ImportFacts, importRefusals } from "./import-refusals.ts";

const now = new Date("2026-11-20T10:00:00Z");
const good: ImportFacts = {
  level: "OV",
  usages: ["1.3.6.1.5.5.7.3.1"],
  dnsNames: ["www.example.com", "*.example.com"],
  otherNames: [],
  validTo: new Date("2027-05-01T00:00:00Z"),
  signature: { name: "sha256WithRSAEncryption", accepted: true },
  gap: null,
  issuedHere: false,
  known: null,
  key: null,
};
const codes = (change: Partial<ImportFacts>) =>
  importRefusals({ ...good, ...change }, null, now).map(({ code }) => code);

test("a certificate for servers with public names is imported, to the last second of its validity", () => {
  expect(codes({})).toEqual([]);
  expect(codes({ usages: null })).toEqual([]);
  expect(codes({ usages: ["2.5.29.37.0"] })).toEqual([]);
  expect(codes({ validTo: now })).toEqual([]);
  expect(codes({ validTo: new Date(now.getTime() - 1000) })).toEqual(["EXPIRED"]);
});

test("every reason is listed; of a certificate that is here already, not that its key is", () => {
  expect(
    codes({
      usages: [],
      signature: { name: "x", accepted: false },
      dnsNames: ["a.local"],
      gap: { above: "a", wanted: "b" },
    }),
  ).toEqual(["NOT_FOR_SERVERS", "SIGNATURE_NOT_ACCEPTED", "CHAIN_BROKEN", "NAME_NOT_ALLOWED"]);
  const key = { code: "KEY_ALREADY_USED", by: null } as const;
  expect(codes({ key, issuedHere: true })).toEqual(["ISSUED_HERE", "KEY_ALREADY_USED"]);
  expect(codes({ key, issuedHere: true, known: { orderNumber: 7 } })).toEqual(["ALREADY_KNOWN"]);
  expect(codes({ dnsNames: [] })).toEqual(["NO_NAMES"]);
  expect(codes({ dnsNames: [], otherNames: ["IP address 192.0.2.1"] })).toEqual(["NAME_NOT_ALLOWED"]);
  expect(codes({ level: "EV" })).toEqual(["NAME_NOT_ALLOWED"]);
});

test("every reason says what is wrong and what to do", () => {
  for (const code of Object.values(ImportRefusalCode))
    for (const text of ["something", null]) {
      const { message, remedy } = importRefusalWords({ code, subject: text, found: text, path: null });
      expect([code, message, remedy]).toEqual([
        code,
        expect.stringMatching(/^\S.+\.$/s),
        expect.stringMatching(/^\S.+\.$/s),
      ]);
      expect(message + remedy).not.toMatch(/undefined|\[object/);
    }
  for (const code of Object.values(BuiltInCaRefusalCode)) {
    const { message, remedy } = builtInCaRefusalWords({ code, subject: "OV" });
    expect([message, remedy]).toEqual([expect.stringMatching(/\.$/), expect.stringMatching(/\.$/)]);
  }
});

test("the built-in CA is allowed for an imported order that is not over, with the organization it names", () => {
  const facts = {
    imported: true,
    status: "ISSUED" as const,
    orderValidTo: now,
    validationType: "OV" as const,
    issuer: { keyType: "RSA", available: true },
    organization: { legalName: "Example Widgets Ltd", country: "TW" },
    certified: { organization: "Example Widgets Ltd", country: "TW" },
  };
  const why = (change: Partial<typeof facts> | object) =>
    builtInCaRefusals({ ...facts, ...change }).map(({ code }) => code);
  expect(why({})).toEqual([]);
  expect(why({ imported: false, organization: null })).toEqual(["NOT_IMPORTED"]);
  expect(why({ organization: null, status: "EXPIRED" })).toEqual(["ORDER_EXPIRED", "ORGANIZATION_NEEDED"]);
  expect(why({ status: "REVOKED" })).toEqual(["ORDER_NOT_ISSUED"]);
  expect(why({ issuer: { keyType: "EC", available: false } })).toEqual(["NO_ISSUING_CA"]);
  expect(why({ validationType: "DV" })).toEqual(["ORGANIZATION_NOT_NAMED"]);
  expect(why({ validationType: "DV", organization: null })).toEqual([]);
  const other = { organization: "Widget Works Ltd", country: "TW" };
  expect(why({ certified: other })).toEqual(["ORGANIZATION_DIFFERS"]);
  expect(why({ certified: { ...facts.certified, country: "GB" } })).toEqual(["ORGANIZATION_DIFFERS"]);
  expect(why({ certified: { organization: null, country: null } })).toEqual([]);
});
