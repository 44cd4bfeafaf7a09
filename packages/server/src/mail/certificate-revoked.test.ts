import { RevocationReason } from "@duplicert/shared/revocation-reason";
import { expect, test } from "@jest/globals";
import { type CertificateRevokedFacts, certificateRevoked } from "./certificate-revoked.ts";
import { hanzi, sample } from "./sample.ts";

const facts: CertificateRevokedFacts = {
  ...sample,
  certificateId: "3f8e2a52-90d5-4a54-8f3c-64b6a8a10001",
  serialNumber: "5A0B",
  revokedAt: new Date("2026-11-20T10:00:00.250Z"),
  reason: "SUPERSEDED",
  orderRevoked: false,
};

test("a contact is told which certificate is revoked, since when, why, and that the others stay", () => {
  const { subject, text, attachments } = certificateRevoked(facts, "EN");
  expect(subject).toBe("Revoked: duplicate certificate for www.example.com (order 100123)");
  expect(attachments).toEqual([]);
  expect(text).toBe(`Hello Ada Lovelace,

The duplicate certificate below on order 100123 has been revoked. This is for good: a revocation cannot be undone.

  Order: 100123
  Common name: www.example.com
  Names (SAN): www.example.com, example.com
  Server: web-2 (nginx)
  Serial number: 5A0B
  Revoked at: 2026-11-20 10:00:00 UTC
  Reason: another certificate has taken its place

Clients learn of it from the CRL and from OCSP, and then refuse the server that still uses it. Remove it from the server.

The other certificates of this order stay valid.

The certificate:
https://certificates.example.test/certificates/3f8e2a52-90d5-4a54-8f3c-64b6a8a10001

The order, and what can be requested on it:
https://certificates.example.test/orders/100123

-- 
Duplicert · https://certificates.example.test
Sent automatically; nobody reads replies to this address.
`);
});

test("in Traditional Chinese it says the same", () => {
  const { subject, text } = certificateRevoked(facts, "ZH_HANT");
  expect(subject).toBe("已撤銷：www.example.com 的重複憑證（訂單編號 100123）");
  expect(text).toBe(`Ada Lovelace，您好：

訂單編號 100123 的下列重複憑證已撤銷。撤銷無法復原。

  訂單編號：100123
  一般名稱：www.example.com
  其他主機名稱 (SAN)：www.example.com, example.com
  伺服器：web-2（nginx）
  序列號：5A0B
  撤銷時間：2026-11-20 10:00:00 UTC
  原因：已由其他憑證取代

用戶端會由 CRL 與 OCSP 得知撤銷，並拒絕仍使用此憑證的伺服器。請將它從伺服器移除。

此訂單的其他憑證仍然有效。

憑證頁面：
https://certificates.example.test/certificates/3f8e2a52-90d5-4a54-8f3c-64b6a8a10001

訂單頁面，以及可以要求的項目：
https://certificates.example.test/orders/100123

-- 
Duplicert · https://certificates.example.test
此郵件由系統自動寄出，回覆不會有人閱讀。
`);
});

test("after a whole order nothing stays valid, and where to go is a new order", () => {
  for (const locale of ["EN", "ZH_HANT"] as const) {
    const { text } = certificateRevoked({ ...facts, orderRevoked: true }, locale);
    expect(text).toMatch(/place a new order|請建立新訂單/);
    expect(text).not.toMatch(/stay valid|仍然有效/);
    expect(text).not.toContain("/orders/100123");
  }
});

test("of a compromised key it says that a new one is needed; every reason has words in both languages", () => {
  expect(certificateRevoked({ ...facts, reason: "KEY_COMPROMISE" }, "EN").text).toContain("Make a new key");
  for (const reason of Object.values(RevocationReason)) {
    expect(certificateRevoked({ ...facts, reason }, "EN").text).toMatch(/ {2}Reason: [a-z]/);
    const line = /原因：(.*)/.exec(certificateRevoked({ ...facts, reason }, "ZH_HANT").text)?.[1] ?? "";
    expect(line).toMatch(hanzi);
  }
});
