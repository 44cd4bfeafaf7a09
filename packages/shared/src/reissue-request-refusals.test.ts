import { expect, test } from "@jest/globals";
import { ReissueRefusalCode, reissueRefusalWords } from "./reissue-request-refusal.ts";
import {
  type ReissueFacts,
  type ReissueWish,
  reissueDefaults,
  reissueRequestRefusals,
} from "./reissue-request-refusals.ts";

const now = new Date("2026-11-20T10:00:00.500Z");
const ov: ReissueFacts = {
  number: 7,
  status: "ISSUED",
  product: { validationType: "OV", names: "SEVERAL" },
  orderValidTo: new Date("2027-10-01T23:59:59Z"),
  primary: { commonName: "www.example.com", dnsNames: ["www.example.com", "example.com"], signatureHash: "SHA256" },
  issuer: { signatureHashes: ["SHA256", "SHA384"] },
  pending: null,
  earlier: ["0A", "0B"],
};
const dv: ReissueFacts = { ...ov, product: { validationType: "DV", names: "WILDCARD" } };
const nothing: ReissueWish = {
  commonName: null,
  dnsNames: null,
  validTo: null,
  signatureHash: null,
  domainMethod: null,
  revokeEarlier: false,
};
const suffix = (name: string) => ({ isPublicSuffix: name === "co.uk", isKnown: !name.endsWith(".exampel") });

const asked = (wish: Partial<ReissueWish>, facts = ov) =>
  reissueRequestRefusals(facts, { ...nothing, ...wish }, now, suffix).map(
    ({ code, subject, fault, path }) => `${code} ${subject}${fault ? ` ${fault}` : ""} ${path}`,
  );
const order = (change: Partial<ReissueFacts>) =>
  reissueRequestRefusals({ ...ov, ...change }, null, now, null).map(({ code, path }) => `${code} ${path}`);

test("an issued order may be reissued as it is, whatever is proved", () => {
  expect(asked({})).toEqual([]);
  expect(order({})).toEqual([]);
  expect(order({ status: "REISSUE_PENDING" })).toEqual([]);
});

test("an order that is not issued, or over, is not reissued", () => {
  expect(order({ status: "PENDING", primary: null })).toEqual(["ORDER_NOT_ISSUED /orders/7"]);
  expect(order({ status: "EXPIRED" })).toEqual(["ORDER_EXPIRED /orders/7"]);
  expect(order({ status: "REVOKED" })).toEqual(["ORDER_REVOKED /orders/7"]);
});

test("one reissue waits at a time, and something has to be able to sign", () => {
  expect(order({ pending: { id: "r1" } })).toEqual(["REISSUE_PENDING /requests/r1"]);
  expect(order({ issuer: null })).toEqual(["ISSUER_CANNOT_DUPLICATE /orders/7"]);
});

test("names may be added; leaving one out has to be confirmed, and the refusal says what it ends", () => {
  const added = ["www.example.com", "example.com", "shop.example.net"];
  expect(asked({ dnsNames: added })).toEqual([]);
  expect(asked({ dnsNames: ["www.example.com"] })).toEqual(["REVOCATION_NOT_CONFIRMED 0A, 0B /orders/7"]);
  expect(asked({ dnsNames: ["www.example.com"], revokeEarlier: true })).toEqual([]);
  const many = Array.from({ length: 8 }, (_, i) => `0${i}`);
  expect(asked({ dnsNames: ["www.example.com"] }, { ...ov, earlier: many })).toEqual([
    "REVOCATION_NOT_CONFIRMED 00, 01, 02, 03, 04 and 3 more /orders/7",
  ]);
  expect(asked({ dnsNames: ["www.example.com"] }, { ...ov, earlier: [] })).toEqual([
    "REVOCATION_NOT_CONFIRMED null /orders/7",
  ]);
});

test("every name that cannot be is named, with what is wrong", () => {
  const names = ["www.example.com", "example.com", "no name", "db.local", "co.uk", "www.exampel", "*.example.com"];
  expect(asked({ dnsNames: names })).toEqual([
    "NAME_NOT_ALLOWED no name NOT_A_DNS_NAME /orders/7",
    "NAME_NOT_ALLOWED db.local RESERVED_NAME /orders/7",
    "NAME_NOT_ALLOWED co.uk PUBLIC_SUFFIX /orders/7",
    "NAME_NOT_ALLOWED www.exampel UNKNOWN_TOP_LEVEL_DOMAIN /orders/7",
    "NAME_NOT_ALLOWED *.example.com NOT_OF_THE_PRODUCT /orders/7",
  ]);
  expect(asked({ dnsNames: [] })).toEqual(["NAME_NOT_ALLOWED null /orders/7"]);
  expect(asked({ commonName: "mail.example.com" })).toEqual(["COMMON_NAME_NOT_AMONG_NAMES mail.example.com /orders/7"]);
});

test("no EV certificate has a wildcard, also on an order that takes any names", () => {
  const ev: ReissueFacts = { ...ov, product: { validationType: "EV", names: "ANY" } };
  const dnsNames = ["www.example.com", "example.com", "*.example.com"];
  expect(asked({ dnsNames }, ev)).toEqual(["NAME_NOT_ALLOWED *.example.com NOT_OF_THE_PRODUCT /orders/7"]);
  expect(asked({ dnsNames }, { ...ev, product: { validationType: "OV", names: "ANY" } })).toEqual([]);
});

test("a DV order needs one method, and a file proves no wildcard; other orders have none", () => {
  const wildcard = { ...dv, primary: { ...ov.primary!, dnsNames: ["*.example.com", "www.example.com"] } };
  expect(asked({}, wildcard)).toEqual(["DOMAIN_METHOD_NEEDED null /orders/7"]);
  expect(asked({ domainMethod: "HTTP_FILE" }, wildcard)).toEqual(["WILDCARD_BY_FILE *.example.com /orders/7"]);
  expect(asked({ domainMethod: "DNS_TXT" }, wildcard)).toEqual([]);
  expect(asked({ domainMethod: "DNS_TXT" })).toEqual(["DOMAIN_METHOD_ONLY_FOR_DV DNS_TXT /orders/7"]);
});

test("a date has to be ahead, and within the order and the limit; a hash has to be the CA's", () => {
  expect(asked({ validTo: new Date("2026-11-20T09:00:00Z") })).toEqual([
    "VALIDITY_IN_THE_PAST 2026-11-20T09:00:00.000Z /orders/7",
  ]);
  expect(asked({ validTo: new Date("2028-01-01T00:00:00Z") })).toEqual([
    "VALIDITY_EXCEEDS_ORDER 2027-10-01T23:59:59.000Z /orders/7",
    "VALIDITY_EXCEEDS_MAXIMUM 2027-06-07T09:59:59.000Z /orders/7",
  ]);
  expect(asked({ signatureHash: "SHA512" })).toEqual(["SIGNATURE_HASH_NOT_ALLOWED SHA512 /orders/7"]);
});

test("left open, it has the names there are and lasts as long as may be", () => {
  expect(reissueDefaults(ov, now)).toEqual({
    commonName: "www.example.com",
    dnsNames: ["www.example.com", "example.com"],
    validTo: new Date("2027-06-07T09:59:59Z"),
    maxValidTo: new Date("2027-06-07T09:59:59Z"),
    signatureHash: "SHA256",
  });
  expect(reissueDefaults({ ...ov, issuer: { signatureHashes: ["SHA384"] } }, now)?.signatureHash).toBe("SHA384");
  expect(reissueDefaults({ ...ov, primary: null }, now)).toBeNull();
});

test("every reason says what is wrong and what to do", () => {
  for (const code of Object.values(ReissueRefusalCode)) {
    const { message, remedy } = reissueRefusalWords({
      code,
      subject: "2027-01-01T00:00:00.000Z",
      fault: null,
      path: null,
    });
    expect(message).toMatch(/\.$/);
    expect(remedy.length).toBeGreaterThan(15);
  }
});
