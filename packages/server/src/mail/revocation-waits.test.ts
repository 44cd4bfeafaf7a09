import { expect, test } from "@jest/globals";
import { type RevocationWaitsFacts, revocationWaits } from "./revocation-waits.ts";
import { sample } from "./sample.ts";

const { serverName, platform, ...shared } = sample;
const facts: RevocationWaitsFacts = {
  ...shared,
  certificate: { serialNumber: "5A0B", serverName, platform, validTo: new Date("2027-05-01T23:59:59Z") },
  count: 1,
  reason: "KEY_COMPROMISE",
  requestedBy: { name: "Grace Hopper", email: "grace@example.com" },
  comments: "The disk was stolen.",
};

test("an approver is told who asks to revoke what, why, and where to decide", () => {
  const { subject, text } = revocationWaits(facts, "EN");
  expect(subject).toBe("Waits for approval: revocation for www.example.com (order 100123)");
  expect(text).toBe(`Hello Ada Lovelace,

Grace Hopper asks to revoke a certificate on order 100123. The request waits for your approval, or another approver's.

  Order: 100123
  Requested by: Grace Hopper <grace@example.com>
  Requested at: 2026-11-20 09:30:00 UTC
  Common name: www.example.com
  Names (SAN): www.example.com, example.com
  Server: web-2 (nginx)
  Serial number: 5A0B
  Valid to: 2027-05-01 23:59:59 UTC
  Reason: its private key is compromised

The requester's comments:
> The disk was stolen.

Once it is approved, the certificate is revoked at once and for good, and clients refuse it. The other certificates of the order stay valid. If you reject it, say why: the requester is told.

Look at it, then approve or reject it; if a key is compromised, soon:
https://certificates.example.test/requests/${sample.requestId}

-- 
Duplicert · https://certificates.example.test
Sent automatically; nobody reads replies to this address.
`);
});

test("in Traditional Chinese it says the same, and of a whole order how much it is", () => {
  const { subject, text } = revocationWaits({ ...facts, certificate: null, count: 3, comments: null }, "ZH_HANT");
  expect(subject).toBe("等待核准：www.example.com 的撤銷（訂單編號 100123）");
  expect(text).toBe(`Ada Lovelace，您好：

Grace Hopper 要求撤銷整份訂單編號 100123（3 張憑證）。此要求正等待您或其他核准者核准。

  訂單編號：100123
  要求者：Grace Hopper <grace@example.com>
  要求時間：2026-11-20 09:30:00 UTC
  一般名稱：www.example.com
  其他主機名稱 (SAN)：www.example.com, example.com
  原因：私密金鑰洩露

核准後會立即撤銷此訂單的所有憑證且無法復原，也不會再發行任何憑證。若要拒絕，請說明原因：系統會通知要求者。

請檢視後核准或拒絕；若金鑰已洩露，請儘速處理：
https://certificates.example.test/requests/${sample.requestId}

-- 
Duplicert · https://certificates.example.test
此郵件由系統自動寄出，回覆不會有人閱讀。
`);
  const { text: english } = revocationWaits({ ...facts, certificate: null, count: 1 }, "EN");
  expect(english).toContain("asks to revoke the whole order 100123 (1 certificate).");
});
