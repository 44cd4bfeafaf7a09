import { expect, test } from "@jest/globals";
import { type RequestWaitsForProofsFacts, requestWaitsForProofs } from "./request-waits-for-proofs.ts";
import { hanzi, sample } from "./sample.ts";

const { requestedAt, ...about } = sample;
const facts: RequestWaitsForProofsFacts = {
  ...about,
  kind: "ORIGINAL",
  reasons: [
    { code: "DOMAIN_VALIDATION_INCOMPLETE", subject: "example.com", path: "/domains/1" },
    { code: "ORGANIZATION_VALIDATION_EXPIRED", subject: "Example Widgets Ltd", path: "/organizations/2" },
  ],
  forItself: false,
  again: false,
  stuck: false,
};

test("a requester is told what is missing, where it is proved, and that nothing else has to be done", () => {
  const { subject, text, attachments } = requestWaitsForProofs(facts, "EN");
  expect(subject).toBe("Waits for validation: new certificate for www.example.com (order 100123)");
  expect(attachments).toEqual([]);
  expect(text).toBe(`Hello Ada Lovelace,

Your request for a new certificate on order 100123 is approved. The certificate is issued as soon as everything is proved.

This is missing:
  - Control of example.com has not been shown yet.
    Prove example.com; then the certificate is issued by itself.
    https://certificates.example.test/domains/1
  - The validation of the organization Example Widgets Ltd has expired.
    Submit Example Widgets Ltd for validation anew; then the certificate is issued by itself.
    https://certificates.example.test/organizations/2

  Order: 100123
  Common name: www.example.com
  Names (SAN): www.example.com, example.com
  Server: web-2 (nginx)

Nothing else has to be done: what you publish is looked for by itself, and when the last proof is in, the certificate is issued and mailed.

The request:
https://certificates.example.test/requests/${sample.requestId}

-- 
Duplicert · https://certificates.example.test
Sent automatically; nobody reads replies to this address.
`);
});

test("a DV order is proved on its own page, whatever is proved elsewhere", () => {
  const { text } = requestWaitsForProofs({ ...facts, reasons: facts.reasons.slice(0, 1), forItself: true }, "EN");
  expect(text).not.toContain("/domains/1");
  expect(text).toContain("proved for this certificate alone");
  expect(text).toContain("https://certificates.example.test/orders/100123");
});

test("where nothing is left to prove it says what else stands against it, and promises nothing", () => {
  const reasons = [{ code: "KEY_COMPROMISED" as const, subject: null, path: null }];
  const { subject, text } = requestWaitsForProofs({ ...facts, reasons, stuck: true }, "EN");
  expect(subject).toBe("Cannot be issued: new certificate for www.example.com (order 100123)");
  expect(text).toContain("This stands against it:\n  - The key of this request is known to be compromised.");
  expect(text).not.toContain("Nothing else has to be done");
});

test("in Traditional Chinese it says the same, also of a proof that lapsed on the way", () => {
  for (const [again, stuck] of [
    [false, false],
    [true, false],
    [false, true],
  ] as const) {
    const { subject, text } = requestWaitsForProofs({ ...facts, again, stuck, forItself: true }, "ZH_HANT");
    expect(subject).toBe(`${stuck ? "無法發行" : "等待驗證"}：www.example.com 的新憑證（訂單編號 100123）`);
    expect(text).toContain("請驗證 example.com，之後憑證會自動發行。");
    const words = text.split("\n").filter((line) => line && !/^(https|--|Duplicert| {2})/.test(line));
    for (const line of words) expect([line, hanzi.test(line)]).toEqual([line, true]);
  }
});
