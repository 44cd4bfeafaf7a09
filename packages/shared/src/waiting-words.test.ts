import { expect, test } from "@jest/globals";
import { DuplicateRefusalCode, refusalWords } from "./duplicate-refusal.ts";
import { isWaitedFor, refusalWordsOf, waitingWords } from "./waiting-words.ts";

const codes = Object.values(DuplicateRefusalCode);

test("a request waits for proofs, and for nothing else", () => {
  expect(codes.filter((code) => isWaitedFor({ code })).sort()).toEqual([
    "DOMAIN_VALIDATION_EXPIRED",
    "DOMAIN_VALIDATION_INCOMPLETE",
    "ORGANIZATION_VALIDATION_EXPIRED",
    "ORGANIZATION_VALIDATION_INCOMPLETE",
  ]);
});

test("what is waited for says that the certificate is then issued by itself", () => {
  for (const code of codes.filter((one) => isWaitedFor({ code: one }))) {
    const { message, remedy } = waitingWords({ code, subject: "example.com", path: null });
    expect([code, message.includes("example.com"), remedy.includes("issued by itself")]).toEqual([code, true, true]);
  }
});

test("of what a first certificate may be refused for, nothing speaks of a duplicate", () => {
  const ofOriginals = codes.filter(
    (code) => isWaitedFor({ code }) || /^(VALIDITY|KEY|ORDER_EXPIRED|ORDER_REVOKED)/.test(code),
  );
  for (const code of ofOriginals) {
    const { message, remedy } = refusalWordsOf("ORIGINAL")({ code, subject: null, path: null });
    expect([code, /duplicate/i.test(message + remedy)]).toEqual([code, false]);
  }
  const refusal = { code: "VALIDITY_IN_THE_PAST", subject: "2026-01-01T00:00:00Z", path: null } as const;
  expect(refusalWordsOf("DUPLICATE")(refusal)).toEqual(refusalWords(refusal));
});
