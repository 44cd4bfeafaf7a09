import { expect, test } from "@jest/globals";
import { draftCertificate, newSerial } from "./draft.ts";
import { readTbs } from "./read-certificate.ts";
import { samplePlan, signedAt } from "./sample.ts";

test("serial numbers are positive, minimal, at most 20 octets, and never come twice", () => {
  const serials = Array.from({ length: 500 }, newSerial);
  for (const serial of serials) {
    expect(serial).toHaveLength(16);
    expect(serial[0]).toBeGreaterThanOrEqual(0x40);
    expect(serial[0]).toBeLessThan(0x80);
  }
  expect(new Set(serials.map((serial) => serial.toString("hex"))).size).toBe(500);
});

test("the bytes say what the plan says, and the serial number and notBefore they were given", () => {
  const plan = samplePlan();
  const serial = newSerial();
  const { subject, issuer, spki, signatureAlgorithm, extensions, ...read } = readTbs(
    draftCertificate(plan, serial, signedAt).tbs,
  );
  expect({ subject, issuer, spki, signatureAlgorithm }).toEqual({
    subject: plan.subject,
    issuer: plan.issuer,
    spki: plan.spki,
    signatureAlgorithm: plan.signatureAlgorithm,
  });
  expect(extensions.map(({ value, ...rest }) => ({ ...rest, value: value.toString("hex") }))).toEqual(plan.extensions);
  expect(read).toMatchObject({ version: 2, serial, notBefore: signedAt, notAfter: new Date(plan.notAfter) });
});

test("the same plan, serial number and notBefore make the same bytes", () => {
  const serial = newSerial();
  const again = JSON.parse(JSON.stringify(samplePlan()));
  expect(draftCertificate(again, serial, signedAt).tbs).toEqual(draftCertificate(samplePlan(), serial, signedAt).tbs);
});

test("time is UTCTime through 2049 and GeneralizedTime from 2050", () => {
  const hexOf = (notAfter: string) =>
    draftCertificate({ ...samplePlan(), notAfter }, newSerial(), signedAt).tbs.toString("latin1");
  expect(hexOf("2049-12-31T23:59:59Z")).toContain("\x17\x0d491231235959Z");
  expect(hexOf("2050-01-01T00:00:00Z")).toContain("\x18\x0f20500101000000Z");
});

test("a certificate does not begin within a second", () => {
  expect(() => draftCertificate(samplePlan(), newSerial(), new Date("2026-11-20T10:00:00.5Z"))).toThrow("whole second");
});
