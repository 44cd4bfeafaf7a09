import { expect, test } from "@jest/globals";
import { type RequestRejectedFacts, requestRejected } from "./request-rejected.ts";
import { sample } from "./sample.ts";

const facts: RequestRejectedFacts = {
  ...sample,
  serverName: null,
  rejectedBy: "Grace Hopper",
  rejectedAt: new Date("2026-11-20T11:00:00Z"),
  reason: "That server is retired.\nUse web-3.",
};

test("the requester is told who rejected the request, why, and how to ask again", () => {
  const { subject, text, attachments } = requestRejected(facts, "EN");
  expect(subject).toBe("Rejected: duplicate certificate for www.example.com (order 100123)");
  expect(attachments).toEqual([]);
  expect(text).toBe(`Hello Ada Lovelace,

Grace Hopper rejected your request for a duplicate certificate on order 100123.

The reason:
> That server is retired.
> Use web-3.

  Order: 100123
  Common name: www.example.com
  Names (SAN): www.example.com, example.com
  Server: nginx
  Requested at: 2026-11-20 09:30:00 UTC
  Rejected at: 2026-11-20 11:00:00 UTC

Nothing was issued and nothing else changed. Once the reason is dealt with, you can ask again, with the same CSR if you like: its key was not used.

The request:
https://certificates.example.test/requests/${sample.requestId}

The order, to ask again:
https://certificates.example.test/orders/100123

-- 
Duplicert · https://certificates.example.test
Sent automatically; nobody reads replies to this address.
`);
});

test("in Traditional Chinese it says the same", () => {
  const { subject, text } = requestRejected(facts, "ZH_HANT");
  expect(subject).toBe("已拒絕：www.example.com 的重複憑證（訂單編號 100123）");
  expect(text).toBe(`Ada Lovelace，您好：

Grace Hopper 拒絕了您對訂單編號 100123 的重複憑證要求。

原因：
> That server is retired.
> Use web-3.

  訂單編號：100123
  一般名稱：www.example.com
  其他主機名稱 (SAN)：www.example.com, example.com
  伺服器：nginx
  要求時間：2026-11-20 09:30:00 UTC
  拒絕時間：2026-11-20 11:00:00 UTC

沒有發行任何憑證，其他一切維持不變。處理上述原因後，您可以再次提出要求，也可以使用同一份 CSR：其金鑰尚未使用。

此要求：
https://certificates.example.test/requests/${sample.requestId}

若要再次提出要求，請開啟訂單：
https://certificates.example.test/orders/100123

-- 
Duplicert · https://certificates.example.test
此郵件由系統自動寄出，回覆不會有人閱讀。
`);
});

test("of a rejected revocation it says that nothing was revoked, and what to do about a compromised key", () => {
  for (const locale of ["EN", "ZH_HANT"] as const) {
    const { subject, text } = requestRejected({ ...facts, kind: "REVOCATION", platform: null }, locale);
    expect(subject).toMatch(/revocation for www\.example\.com|www\.example\.com 的撤銷/);
    expect(text).toMatch(/Nothing was revoked|沒有撤銷任何憑證/);
    expect(text).not.toMatch(/Server: |伺服器：/);
  }
});
