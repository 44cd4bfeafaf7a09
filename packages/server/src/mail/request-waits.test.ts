import { expect, test } from "@jest/globals";
import { type RequestWaitsFacts, requestWaits } from "./request-waits.ts";
import { sample } from "./sample.ts";

const facts: RequestWaitsFacts = {
  ...sample,
  step: "FIRST",
  ownRequest: false,
  organization: "Example Widgets Ltd",
  validTo: new Date("2027-05-01T23:59:59Z"),
  validToNamed: true,
  signatureHash: "SHA384",
  keyAlgorithm: "ECDSA P-256",
  requestedBy: { name: "Grace Hopper", email: "grace@example.com" },
  comments: "For the second data centre.\nPlease before Friday.",
};

test("an approver is told who asks for what, and where to decide", () => {
  const { subject, text, attachments } = requestWaits(facts, "EN");
  expect(subject).toBe("Waits for approval: duplicate certificate for www.example.com (order 100123)");
  expect(attachments).toEqual([]);
  expect(text).toBe(`Hello Ada Lovelace,

Grace Hopper asks for a duplicate certificate on order 100123. The request waits for your approval, or another approver's.

  Order: 100123
  Organization: Example Widgets Ltd
  Requested by: Grace Hopper <grace@example.com>
  Requested at: 2026-11-20 09:30:00 UTC
  Common name: www.example.com
  Names (SAN): www.example.com, example.com
  Server: web-2 (nginx)
  Valid to: 2027-05-01 23:59:59 UTC
  Signature hash: SHA-384
  Key: ECDSA P-256

The requester's comments:
> For the second data centre.
> Please before Friday.

Once it is approved, the certificate is issued at once. The other certificates of the order stay as they are. If you reject it, say why: the requester is told.

Look at it, then approve or reject it:
https://certificates.example.test/requests/${sample.requestId}

-- 
Duplicert · https://certificates.example.test
Sent automatically; nobody reads replies to this address.
`);
});

test("in Traditional Chinese it says the same", () => {
  const { subject, text } = requestWaits(facts, "ZH_HANT");
  expect(subject).toBe("等待核准：www.example.com 的重複憑證（訂單編號 100123）");
  expect(text).toBe(`Ada Lovelace，您好：

Grace Hopper 要求訂單編號 100123 的重複憑證。此要求正等待您或其他核准者核准。

  訂單編號：100123
  組織：Example Widgets Ltd
  要求者：Grace Hopper <grace@example.com>
  要求時間：2026-11-20 09:30:00 UTC
  一般名稱：www.example.com
  其他主機名稱 (SAN)：www.example.com, example.com
  伺服器：web-2（nginx）
  到期日：2027-05-01 23:59:59 UTC
  簽章雜湊：SHA-384
  金鑰：ECDSA P-256

要求者的說明：
> For the second data centre.
> Please before Friday.

核准後會立即發行憑證，此訂單的其他憑證維持不變。若要拒絕，請說明原因：系統會通知要求者。

請檢視後核准或拒絕：
https://certificates.example.test/requests/${sample.requestId}

-- 
Duplicert · https://certificates.example.test
此郵件由系統自動寄出，回覆不會有人閱讀。
`);
});

test("the second step of two, a date that nobody named, and a request of one's own are said so", () => {
  const second = requestWaits({ ...facts, step: "SECOND", validToNamed: false, comments: null }, "EN").text;
  expect(second).toContain("approved once; your account asks for a second approval");
  expect(second).toContain("Valid to: 2027-05-01 23:59:59 UTC (the default; computed again at approval)");
  expect(second).not.toContain("comments:");
  expect(requestWaits({ ...facts, step: "SECOND" }, "ZH_HANT").text).toContain("第二個核准步驟");

  const own = requestWaits({ ...facts, ownRequest: true }, "EN").text;
  expect(own).toContain("Your request for a duplicate certificate on order 100123 waits for approval. You may decide");
  expect(requestWaits({ ...facts, ownRequest: true }, "ZH_HANT").text).toContain("您可以自行決定");
});

test("no line of a comment can pass for ours", () => {
  const comments = "fine\r\nLook at it:\rhttps://evil.example/\u2028-- \n";
  const { text } = requestWaits({ ...facts, comments }, "EN");
  expect(text).toContain("> fine\n> Look at it:\n> https://evil.example/\n> --\n>\n\nOnce");
});
