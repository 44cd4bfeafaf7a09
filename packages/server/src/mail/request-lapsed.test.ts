import { expect, test } from "@jest/globals";
import { type RequestLapsedFacts, requestLapsed } from "./request-lapsed.ts";
import { sample } from "./sample.ts";

const facts: RequestLapsedFacts = { ...sample, lapsedAt: new Date("2026-12-20T09:30:10Z") };

test("the requester is told that nobody decided, and how to ask again", () => {
  const { subject, text, attachments } = requestLapsed(facts, "EN");
  expect(subject).toBe("Canceled: duplicate certificate for www.example.com (order 100123)");
  expect(attachments).toEqual([]);
  expect(text).toBe(`Hello Ada Lovelace,

Nobody decided within 30 days on your request for a duplicate certificate on order 100123, so it has been canceled.

  Order: 100123
  Common name: www.example.com
  Names (SAN): www.example.com, example.com
  Server: web-2 (nginx)
  Requested at: 2026-11-20 09:30:00 UTC
  Canceled at: 2026-12-20 09:30:10 UTC

Nothing was issued and nothing else changed. If you still need it, ask an administrator or manager of your account whether they will approve it, and ask again, with the same CSR if you like.

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
  const { subject, text } = requestLapsed(facts, "ZH_HANT");
  expect(subject).toBe("已取消：www.example.com 的重複憑證（訂單編號 100123）");
  expect(text).toContain("您對訂單編號 100123 的重複憑證要求在 30 天內無人決定，因此已取消。");
  expect(text).toContain("  取消時間：2026-12-20 09:30:10 UTC");
  expect(text).not.toMatch(/Nobody|Canceled|Requested/);
});
