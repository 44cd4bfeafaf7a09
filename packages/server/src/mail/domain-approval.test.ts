import { expect, test } from "@jest/globals";
import { type DomainApprovalFacts, domainApproval } from "./domain-approval.ts";

const value = "abcdefghijklmnopqrstuvwxyz234567";
const facts: DomainApprovalFacts = {
  domain: "shop.example.com",
  account: "Widgets & Sons",
  person: { name: "Ada Lovelace", email: "ada@example.com" },
  recipient: "admin@shop.example.com",
  askedAt: new Date("2026-11-20T09:30:00.250Z"),
  expiresAt: new Date("2026-12-20T09:30:00.250Z"),
  onceOnly: false,
  value,
  publicUrl: "https://certificates.example.test",
};

test("whoever speaks for a domain is told who asks, what approving means, and where to decide", () => {
  const { subject, text, attachments } = domainApproval(facts, "EN");
  expect(subject).toBe("Approve certificates for shop.example.com?");
  expect(attachments).toEqual([]);
  expect(text).toBe(`Hello,

"Widgets & Sons" wants TLS certificates for shop.example.com. You get this mail because your mailbox speaks for that domain, by the rules that all certificate authorities follow.

  Domain: shop.example.com
  Account: Widgets & Sons
  Asked by: Ada Lovelace <ada@example.com>
  Asked at: 2026-11-20 09:30:00 UTC
  Sent to: admin@shop.example.com
  The link ends at: 2026-12-20 09:30:00 UTC

If you approve, this account may get certificates for shop.example.com, for every name under it and for wildcards, until the approval lapses. Whoever holds such a certificate and its key can run a server that browsers take for yours.

Approve only if you know the account and expect this. If you are not sure, ask your colleagues first.

Look at it, then approve or decline. The link is for you alone, do not pass it on:
https://certificates.example.test/domain-approval#${value}

If you do nothing, nothing is approved.

-- 
Duplicert · https://certificates.example.test
Sent automatically; nobody reads replies to this address.
`);
});

test("what is for one order's certificate alone is said so, and a person only where one asked", () => {
  const { text } = domainApproval({ ...facts, onceOnly: true, person: null }, "EN");
  expect(text).toContain("this account may get one certificate, for names of shop.example.com.");
  expect(text).not.toMatch(/wildcards|Asked by/);
});

test("in Traditional Chinese it says the same", () => {
  const { subject, text } = domainApproval(facts, "ZH_HANT");
  expect(subject).toBe("是否核准 shop.example.com 的憑證？");
  expect(text).toContain("「Widgets & Sons」要求 shop.example.com 的 TLS 憑證。");
  expect(text).toContain("  連結失效時間：2026-12-20 09:30:00 UTC");
  expect(text).toContain(`https://certificates.example.test/domain-approval#${value}`);
  expect(text).not.toMatch(/approve|Asked|Domain:/);
});
