import { expect, test } from "@jest/globals";
import { notBeforeOf } from "./not-before.ts";
import { readCertificate } from "./read-certificate.ts";
import { rsaCa, samplePlan, signedAt } from "./sample.ts";

const after = (seconds: number, from = signedAt) => new Date(from.getTime() + seconds * 1000);
const short = samplePlan({ validTo: after(86_400 * 90) });

test("a certificate begins five minutes before it is signed, on a whole second", () => {
  expect(notBeforeOf(short, rsaCa, null, signedAt)).toEqual(after(-300));
  expect(notBeforeOf(short, rsaCa, null, new Date(signedAt.getTime() + 1))).toEqual(after(-299));
  expect(notBeforeOf(short, rsaCa, after(-86_400), signedAt)).toEqual(after(-300));
});

test("it begins no earlier than its newest proof, rounded up to a second", () => {
  expect(notBeforeOf(short, rsaCa, after(-60), signedAt)).toEqual(after(-60));
  expect(notBeforeOf(short, rsaCa, new Date(after(-60).getTime() + 1), signedAt)).toEqual(after(-59));
  // The clock of the machine that proved is ahead of ours.
  expect(notBeforeOf(short, rsaCa, after(2), signedAt)).toEqual(after(2));
});

test("it begins no earlier than its CA", () => {
  const { notBefore } = readCertificate(rsaCa.certificateDer).facts;
  const plan = samplePlan({ validTo: after(86_400 * 90, notBefore) });
  expect(notBeforeOf(plan, rsaCa, null, after(100, notBefore))).toEqual(notBefore);
});

test("it lives no longer than the profile allows, to the second", () => {
  // Both ends count: 199 days.
  const longest = samplePlan({ validTo: after(199 * 86_400 - 1) });
  expect(notBeforeOf(longest, rsaCa, null, after(10))).toEqual(signedAt);
  const nearly = samplePlan({ validTo: after(199 * 86_400 - 1 - 120) });
  expect(notBeforeOf(nearly, rsaCa, null, signedAt)).toEqual(after(-120));
});

test("a plan that is too long by now begins now, for lint to refuse", () => {
  const late = samplePlan({ validTo: after(400 * 86_400) });
  expect(notBeforeOf(late, rsaCa, null, new Date(signedAt.getTime() + 500))).toEqual(signedAt);
});
