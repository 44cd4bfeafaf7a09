import { expect, test } from "@jest/globals";
import {
  type DuplicateRefusal,
  DuplicateRefusalCode,
  type DuplicateWish,
  duplicateDefaults,
  duplicateRefusals,
  type OrderFacts,
  refusalWords,
  wishedNames,
} from "./duplicate-refusals.ts";
import { issuanceRefusals } from "./issuance-refusals.ts";
import { OrderStatus } from "./order-status.ts";
import type { Validation } from "./validation.ts";

const now = new Date("2026-06-01T10:00:00.500Z");
const day = 86_400_000;
const validated: Validation = { status: "VALIDATED", validFrom: now, validUntil: now, proofId: "p" };
const pending: Validation = { status: "PENDING", validFrom: null, validUntil: null, proofId: null };
const expired: Validation = { ...validated, status: "EXPIRED" };

const primary: NonNullable<OrderFacts["primary"]> = {
  commonName: "example.com",
  dnsNames: ["example.com", "www.example.com", "*.example.org"],
  validTo: new Date("2026-10-01T00:00:00Z"),
  signatureHash: "SHA256",
  status: "ISSUED",
};
const facts: OrderFacts = {
  number: 7,
  status: "ISSUED",
  validationType: "OV",
  duplicatesAllowed: true,
  orderValidTo: new Date("2027-06-01T00:00:00Z"),
  domains: [
    { id: "d1", name: "example.com", domain: "example.com", validation: validated },
    { id: "d1", name: "www.example.com", domain: "example.com", validation: validated },
    { id: "d2", name: "*.example.org", domain: "example.org", validation: validated },
  ],
  organization: { id: "o1", legalName: "Example Ltd", validation: validated, certifiedAs: null },
  primary,
  issuer: { canDuplicate: true, signatureHashes: ["SHA256", "SHA384"] },
  defaultPlatform: "nginx",
};
const nothing: DuplicateWish = { commonName: null, dnsNames: null, validTo: null, signatureHash: null };

const told = (refusals: DuplicateRefusal[]): string[] =>
  refusals.map(({ code, subject, path }) => `${code} ${subject} ${path}`);
const order = (change: Partial<OrderFacts>, at = now) => told(duplicateRefusals({ ...facts, ...change }, null, at));
const wish = (change: Partial<DuplicateWish>, of = facts) =>
  told(duplicateRefusals(of, { ...nothing, ...change }, now));

test("a validated, issued order may have a duplicate, with all names and any subset", () => {
  expect(order({})).toEqual([]);
  expect(order({ status: "REISSUE_PENDING" })).toEqual([]);
  expect(wish({})).toEqual([]);
  expect(wish({ commonName: "WWW.example.com.", dnsNames: ["www.EXAMPLE.com"], signatureHash: "SHA384" })).toEqual([]);
  expect(issuanceRefusals.DUPLICATE(facts, nothing, now)).toEqual([]);
});

test("DV may not, and hears nothing else but the order's status, whatever it wishes", () => {
  const dv: OrderFacts = { ...facts, validationType: "DV", duplicatesAllowed: false, organization: null, domains: [] };
  expect(wish({ dnsNames: [], validTo: now, signatureHash: "SHA512" }, dv)).toEqual([
    "DUPLICATES_NOT_ALLOWED DV /orders/7/reissues/new",
  ]);
  expect(wish({}, { ...dv, status: "REVOKED" })).toEqual([
    "DUPLICATES_NOT_ALLOWED DV /orders/7/reissues/new",
    "ORDER_REVOKED null /orders/7",
  ]);
  expect(wish({}, { ...dv, duplicatesAllowed: true })).toEqual(["DUPLICATES_NOT_ALLOWED DV /orders/7/reissues/new"]);
  expect(order({ duplicatesAllowed: false })).toEqual(["DUPLICATES_NOT_ALLOWED OV /orders/7/reissues/new"]);
});

test("every other status than issued is refused by its own code", () => {
  for (const status of Object.values(OrderStatus)) {
    const codes = order({ status }).map((line) => line.split(" ")[0]);
    const code = { EXPIRED: "ORDER_EXPIRED", REVOKED: "ORDER_REVOKED", ISSUED: null, REISSUE_PENDING: null }[
      status as "ISSUED"
    ];
    expect(codes).toEqual(code === null ? [] : [code ?? "ORDER_NOT_ISSUED"]);
  }
  expect(order({ primary: null })).toEqual(["ORDER_NOT_ISSUED ISSUED /orders/7"]);
  expect(order({ status: "PENDING", primary: null, issuer: null })).toEqual(["ORDER_NOT_ISSUED PENDING /orders/7"]);
});

test("every missing domain and the organization are named, each with where it is completed", () => {
  const [first, second, third] = facts.domains;
  const domains = [
    { ...first!, validation: expired },
    { ...second!, validation: expired },
    { ...third!, validation: pending },
  ];
  const organization = { ...facts.organization!, validation: expired };
  expect(order({ domains, organization })).toEqual([
    "DOMAIN_VALIDATION_EXPIRED example.com /domains/d1",
    "DOMAIN_VALIDATION_INCOMPLETE example.org /domains/d2",
    "ORGANIZATION_VALIDATION_EXPIRED Example Ltd /organizations/o1",
  ]);
  expect(order({ organization: { ...organization, validation: pending } })).toEqual([
    "ORGANIZATION_VALIDATION_INCOMPLETE Example Ltd /organizations/o1",
  ]);
  expect(order({ organization: null })).toEqual(["ORGANIZATION_VALIDATION_INCOMPLETE null /orders/7"]);
});

test("where a domain stands for some of its names only, the names are named", () => {
  const [first, second, third] = facts.domains;
  expect(order({ domains: [first!, { ...second!, validation: pending }, third!] })).toEqual([
    "DOMAIN_VALIDATION_INCOMPLETE www.example.com /domains/d1",
  ]);
  expect(
    order({
      domains: [
        { ...first!, validation: expired },
        { ...second!, validation: pending },
      ],
    }),
  ).toEqual([
    "DOMAIN_VALIDATION_EXPIRED example.com /domains/d1",
    "DOMAIN_VALIDATION_INCOMPLETE www.example.com /domains/d1",
  ]);
});

test("a revoked, soon revoked or expired certificate is not duplicated", () => {
  expect(order({ primary: { ...primary, status: "REVOKED" } })).toEqual(["CERTIFICATE_REVOKED example.com /orders/7"]);
  expect(order({ primary: { ...primary, status: "REVOCATION_PENDING" } })).toHaveLength(1);
  const line = "CERTIFICATE_EXPIRED 2026-10-01T00:00:00.000Z /orders/7";
  expect(order({ primary: { ...primary, status: "EXPIRED" } })).toEqual([line]);
  expect(order({}, new Date("2026-10-01T00:00:01Z"))).toEqual([line]);
  expect(order({}, primary.validTo)).toEqual([]);
});

test("without an issuer that can, nothing is duplicated", () => {
  const line = "ISSUER_CANNOT_DUPLICATE null /orders/7";
  expect(order({ issuer: null })).toEqual([line]);
  expect(order({ issuer: { canDuplicate: false, signatureHashes: ["SHA256"] } })).toEqual([line]);
  expect(wish({ signatureHash: "SHA512" })).toEqual(["SIGNATURE_HASH_NOT_ALLOWED SHA512 /orders/7"]);
});

test("each name that may not be there is named once, and the common name is one of the chosen", () => {
  const line = (name: string | null) => `NAME_NOT_ALLOWED ${name} /orders/7`;
  expect(wish({ dnsNames: [] })).toEqual([line(null)]);
  expect(wish({ dnsNames: ["example.com", "a.example.org", "A.example.org", "no name"] })).toEqual([
    line("a.example.org"),
    line("no name"),
  ]);
  expect(wish({ commonName: "www.example.com", dnsNames: ["example.com"] })).toEqual([line("www.example.com")]);
  expect(wish({ commonName: "evil.test" })).toEqual([line("evil.test")]);
  expect(wish({ commonName: "evil.test", dnsNames: ["evil.test"] })).toEqual([line("evil.test")]);
});

test("a common name that is left out is the primary's, or the first chosen where that one is dropped", () => {
  expect(wishedNames(primary, { commonName: null, dnsNames: ["www.example.com", "example.com"] })).toEqual({
    commonName: "example.com",
    dnsNames: ["www.example.com", "example.com"],
  });
  expect(wishedNames(primary, { commonName: null, dnsNames: ["*.example.org"] }).commonName).toBe("*.example.org");
  expect(wish({ dnsNames: ["*.example.org"] })).toEqual([]);
});

test("a date is judged to the second against now, the order's end and the longest lifetime", () => {
  const longest = new Date("2026-12-17T09:59:59Z");
  const at = (time: number) => wish({ validTo: new Date(time) });
  expect(at(now.getTime())).toEqual(["VALIDITY_IN_THE_PAST 2026-06-01T10:00:00.000Z /orders/7"]);
  expect(at(now.getTime() + 1000)).toEqual([]);
  expect(at(longest.getTime() + 999)).toEqual([]);
  expect(at(longest.getTime() + 1000)).toEqual(["VALIDITY_EXCEEDS_MAXIMUM 2026-12-17T09:59:59.000Z /orders/7"]);
  expect(at(facts.orderValidTo.getTime() + 1000)).toEqual([
    "VALIDITY_EXCEEDS_ORDER 2027-06-01T00:00:00.000Z /orders/7",
    "VALIDITY_EXCEEDS_MAXIMUM 2026-12-17T09:59:59.000Z /orders/7",
  ]);
  const short = { ...facts, orderValidTo: new Date(now.getTime() + 30 * day) };
  expect(wish({ validTo: short.orderValidTo }, short)).toEqual([]);
  expect(wish({ validTo: new Date(short.orderValidTo.getTime() + 1000) }, short)).toHaveLength(1);
});

test("the defaults are the primary's, within what is possible now, and are never refused", () => {
  expect(duplicateDefaults(facts, now)).toEqual({
    commonName: "example.com",
    dnsNames: primary.dnsNames,
    validTo: primary.validTo,
    maxValidTo: new Date("2026-12-17T09:59:59Z"),
    signatureHash: "SHA256",
  });
  const long = {
    ...facts,
    primary: { ...primary, validTo: new Date("2027-05-01T00:00:00Z"), signatureHash: "SHA512" as const },
  };
  const defaults = duplicateDefaults(long, now)!;
  expect(defaults).toMatchObject({ validTo: new Date("2026-12-17T09:59:59Z"), signatureHash: "SHA256" });
  expect(wish(defaults, long)).toEqual([]);
  expect(duplicateDefaults({ ...facts, primary: null }, now)).toBeNull();
});

test("every reason says what is wrong and what to do", () => {
  for (const code of Object.values(DuplicateRefusalCode)) {
    const nullable = /REVOKED|ISSUER|NAME|ORGANIZATION_VALIDATION_INCOMPLETE/.test(code);
    for (const subject of nullable ? ["example.com", null] : ["2026-10-01T00:00:00.000Z"]) {
      const { message, remedy } = refusalWords({ code, subject, path: null });
      expect(message).toMatch(/^\S.+\.$/);
      expect(remedy).toMatch(/^\S.+\.$/);
      expect(message + remedy).not.toMatch(/undefined|null|\[object/);
    }
  }
  expect(refusalWords({ code: "DUPLICATES_NOT_ALLOWED", subject: "DV", path: null }).remedy).toMatch(/^Reissue/);
});

test("an organization proved under new details does not let its old name be copied", () => {
  const organization = { ...facts.organization!, certifiedAs: "Old Example Ltd" };
  expect(told(duplicateRefusals({ ...facts, organization }, null, now))).toEqual([
    `ORGANIZATION_VALIDATION_INCOMPLETE Old Example Ltd /orders/${facts.number}`,
  ]);
});
