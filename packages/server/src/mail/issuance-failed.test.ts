import { type DuplicateRefusal, DuplicateRefusalCode } from "@duplicert/shared/duplicate-refusal";
import { expect, test } from "@jest/globals";
import { type IssuanceFailedFacts, issuanceFailed } from "./issuance-failed.ts";
import { hanzi, sample } from "./sample.ts";

const lapsed: DuplicateRefusal = { code: "DOMAIN_VALIDATION_EXPIRED", subject: "example.com", path: "/domains/7" };
const facts: IssuanceFailedFacts = { ...sample, message: "The domain validation has expired.", refusals: [lapsed] };

test("a rule that no longer allows it is named with its remedy and its place", () => {
  const { subject, text, attachments } = issuanceFailed(facts, "EN");
  expect(subject).toBe("Not issued: duplicate certificate for www.example.com (order 100123)");
  expect(attachments).toEqual([]);
  expect(text).toBe(`Hello Ada Lovelace,

Your request for a duplicate certificate on order 100123 was approved, but the certificate could not be issued. Nothing was revoked or changed.

Since the approval, this has come to stand against it:
  - The domain validation of example.com has expired.
    Validate example.com anew, then try again.
    https://certificates.example.test/domains/7

  Order: 100123
  Common name: www.example.com
  Names (SAN): www.example.com, example.com
  Server: web-2 (nginx)

When that is settled, an administrator or manager can retry the request on its page; the CSR need not be sent again. If it is no longer wanted, cancel it there.

The request:
https://certificates.example.test/requests/${sample.requestId}

-- 
Duplicert · https://certificates.example.test
Sent automatically; nobody reads replies to this address.
`);
});

test("in Traditional Chinese it says the same", () => {
  const { subject, text } = issuanceFailed(facts, "ZH_HANT");
  expect(subject).toBe("未能發行：www.example.com 的重複憑證（訂單編號 100123）");
  expect(text).toContain(`核准之後，出現以下原因而無法發行：
  - 網域 example.com 的驗證已失效。
    請重新驗證 example.com。
    https://certificates.example.test/domains/7
`);
  expect(text).toContain("系統管理員或經理可以在要求頁面重試，不必再次提交 CSR。");
  expect(text).toContain(`https://certificates.example.test/requests/${sample.requestId}`);
});

const subjects: Record<DuplicateRefusalCode, (string | null)[]> = {
  DUPLICATES_NOT_ALLOWED: ["DV", "OV"],
  ORDER_NOT_ISSUED: ["PENDING", null],
  ORDER_EXPIRED: ["2026-11-19T23:59:59.000Z"],
  ORDER_REVOKED: [null],
  DOMAIN_VALIDATION_INCOMPLETE: ["example.com"],
  DOMAIN_VALIDATION_EXPIRED: ["example.com"],
  ORGANIZATION_VALIDATION_INCOMPLETE: ["Example Widgets Ltd", null],
  ORGANIZATION_VALIDATION_EXPIRED: ["Example Widgets Ltd"],
  NAME_NOT_ALLOWED: ["other.example.com", null],
  VALIDITY_EXCEEDS_ORDER: ["2026-12-01T00:00:00.000Z"],
  VALIDITY_EXCEEDS_MAXIMUM: ["2027-06-07T00:00:00.000Z"],
  VALIDITY_IN_THE_PAST: ["2026-11-19T23:59:59.000Z"],
  SIGNATURE_HASH_NOT_ALLOWED: ["SHA512"],
  CERTIFICATE_EXPIRED: ["2026-11-19T23:59:59.000Z"],
  CERTIFICATE_REVOKED: ["www.example.com", null],
  ISSUER_CANNOT_DUPLICATE: [null],
  KEY_COMPROMISED: [null, "Debian weak key"],
  CAA_FORBIDS: [
    'www.example.com | example.com. CAA 0 issue "other.example" | example.com. CAA 0 issue "ca.example"',
    'www.example.com | example.com. CAA 128 future "x" | ',
  ],
};
const cases = Object.values(DuplicateRefusalCode).flatMap((code) =>
  subjects[code].map((subject) => ({ code, subject })),
);

test.each(cases)("$code ($subject) is said in both languages, with what to do", ({ code, subject }) => {
  const refusals = [{ code, subject, path: null }];
  const english = issuanceFailed({ ...facts, refusals }, "EN").text;
  expect(english).toMatch(/against it:\n {2}- \w.+\n {4}[A-Z].+\n\n/);
  expect(english).not.toMatch(hanzi);

  const chinese = issuanceFailed({ ...facts, refusals }, "ZH_HANT").text;
  const [, message, remedy] = /發行：\n {2}- (.+)\n {4}(.+)\n\n/.exec(chinese) ?? [];
  expect(message).toMatch(hanzi);
  expect(remedy).toMatch(hanzi);
  expect(english + chinese).not.toMatch(/null|undefined/);
  expect(chinese).not.toMatch(/T\d\d:\d\d/);
});

test("any other failure is told in its own words, with whom to turn to", () => {
  const broken = { ...facts, message: "The key of the issuing CA cannot be opened.", refusals: [] };
  const english = issuanceFailed(broken, "EN").text;
  expect(english).toContain("What went wrong: The key of the issuing CA cannot be opened.");
  expect(english).toContain("If it fails again, pass the message above on to whoever runs this service.");
  const chinese = issuanceFailed(broken, "ZH_HANT").text;
  expect(chinese).toContain("系統記錄的訊息（英文）：The key of the issuing CA cannot be opened.");
  expect(chinese).toContain("請將上述訊息轉告負責此服務的人員");
});
