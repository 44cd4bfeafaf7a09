import { expect, test } from "@jest/globals";
import { RevocationReason, subscriberReasons } from "./revocation-reason.ts";
import { type RevocationRefusal, RevocationRefusalCode, revocationRefusalWords } from "./revocation-refusal.ts";
import {
  type CertificateRevocationFacts,
  certificateRevocationRefusals,
  type OrderRevocationFacts,
  orderRevocationRefusals,
} from "./revocation-refusals.ts";

const now = new Date("2026-11-20T10:00:00.500Z");
const certificate: CertificateRevocationFacts = {
  orderNumber: 7,
  issuedElsewhere: false,
  validTo: new Date("2027-05-01T23:59:59Z"),
  revoked: null,
  waiting: null,
};
const order: OrderRevocationFacts = {
  orderNumber: 7,
  status: "ISSUED",
  orderValidTo: new Date("2027-10-01T23:59:59Z"),
  revoked: null,
  waiting: null,
};
const earlier = { at: new Date("2026-11-01T08:00:00Z"), reason: RevocationReason.KEY_COMPROMISE };
const waiting = { id: "r1", since: new Date("2026-11-19T08:00:00Z") };

const told = (refusals: RevocationRefusal[]) =>
  refusals.map(({ code, subject, reason, path }) => `${code} ${subject} ${reason} ${path}`);
const ofCertificate = (change: Partial<CertificateRevocationFacts>, at = now) =>
  told(certificateRevocationRefusals({ ...certificate, ...change }, null, at));

test("an issued certificate may be revoked, for every reason a subscriber has", () => {
  expect(ofCertificate({})).toEqual([]);
  for (const reason of subscriberReasons)
    expect(certificateRevocationRefusals(certificate, { reason, atOnce: false }, now)).toEqual([]);
});

test("nothing is revoked twice, and the refusal says since when and why", () => {
  const [refusal] = certificateRevocationRefusals({ ...certificate, revoked: earlier }, null, now);
  expect(told([refusal!])).toEqual(["CERTIFICATE_REVOKED 2026-11-01T08:00:00.000Z KEY_COMPROMISE /orders/7"]);
  expect(revocationRefusalWords(refusal!).message).toBe(
    "The certificate has been revoked since 2026-11-01 08:00:00 UTC (key compromise).",
  );
});

test("an expired certificate need not be revoked; in its last second it still may be", () => {
  const { validTo } = certificate;
  expect(ofCertificate({}, new Date(validTo.getTime() + 999))).toEqual([]);
  expect(ofCertificate({}, new Date(validTo.getTime() + 1000))).toEqual([
    "CERTIFICATE_EXPIRED 2027-05-01T23:59:59.000Z null /orders/7",
  ]);
});

test("what another CA issued, only that CA revokes", () => {
  expect(ofCertificate({ issuedElsewhere: true })).toEqual(["ISSUED_ELSEWHERE null null /orders/7"]);
});

test("a second request for the same waits for nothing; an approver revokes all the same", () => {
  const asked = { reason: RevocationReason.SUPERSEDED, atOnce: false };
  expect(told(certificateRevocationRefusals({ ...certificate, waiting }, asked, now))).toEqual([
    "REVOCATION_REQUESTED 2026-11-19T08:00:00.000Z null /requests/r1",
  ]);
  expect(certificateRevocationRefusals({ ...certificate, waiting }, { ...asked, atOnce: true }, now)).toEqual([]);
  expect(orderRevocationRefusals({ ...order, waiting }, asked)).toHaveLength(1);
});

test("a subscriber withdraws no privilege; the reason is told along with every other refusal", () => {
  const wish = { reason: RevocationReason.PRIVILEGE_WITHDRAWN, atOnce: true };
  expect(told(certificateRevocationRefusals({ ...certificate, revoked: earlier }, wish, now))).toEqual([
    "CERTIFICATE_REVOKED 2026-11-01T08:00:00.000Z KEY_COMPROMISE /orders/7",
    "REASON_NOT_ALLOWED null PRIVILEGE_WITHDRAWN null",
  ]);
});

test.each([
  ["ISSUED", []],
  ["REISSUE_PENDING", []],
  ["REVOKED", ["ORDER_REVOKED 2026-11-01T08:00:00.000Z KEY_COMPROMISE /orders/7"]],
  ["EXPIRED", ["ORDER_EXPIRED 2027-10-01T23:59:59.000Z null /orders/7"]],
  ["PENDING", ["ORDER_NOT_ISSUED PENDING null /orders/7"]],
  ["CANCELED", ["ORDER_NOT_ISSUED CANCELED null /orders/7"]],
] as const)("an order that is %s", (status, refusals) => {
  expect(told(orderRevocationRefusals({ ...order, status, revoked: earlier }, null))).toEqual(refusals);
});

test("every refusal has words: what is wrong, and what to do", () => {
  for (const code of Object.values(RevocationRefusalCode)) {
    const words = revocationRefusalWords({ code, subject: "2026-11-01T08:00:00Z", reason: "SUPERSEDED", path: null });
    expect(words.message).toMatch(/\.$/);
    expect(words.remedy).toMatch(/\.$/);
  }
});
