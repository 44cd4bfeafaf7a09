import { expect, test } from "@jest/globals";
import { type RevocationAheadFacts, revocationAhead } from "./revocation-ahead.ts";
import { hanzi, sample } from "./sample.ts";

const { recipientName, requestId, orderNumber, commonName, platform, publicUrl } = sample;
const ending = {
  serialNumber: "5A0B",
  commonName,
  serverName: "web-1",
  platform,
  validTo: new Date("2027-05-01T23:59:59Z"),
};
const facts: RevocationAheadFacts = {
  ...{ recipientName, requestId, orderNumber, commonName, publicUrl },
  occasion: "ISSUED",
  dnsNames: ["www.example.com"],
  certificates: [ending],
  dueAt: new Date("2026-11-23T10:00:00Z"),
};

test("contacts are told which certificates end when, on which servers, and what to do", () => {
  const { subject, text } = revocationAhead(facts, "EN");
  expect(subject).toBe(
    "To be revoked on 2026-11-23 10:00:00 UTC: earlier certificates for www.example.com (order 100123)",
  );
  expect(text).toBe(`Hello Ada Lovelace,

The certificate of order 100123 was reissued, and a name was left out or changed. So everything issued on the order before will be revoked on 2026-11-23 10:00:00 UTC.

  Order: 100123
  Common name: www.example.com
  Names of the reissue: www.example.com
  Revoked on: 2026-11-23 10:00:00 UTC

This certificate ends:

  Serial number: 5A0B
  Common name: www.example.com
  Server: web-1 (nginx)
  Valid to: 2027-05-01 23:59:59 UTC

Until then they stay valid. Put the new certificate on each of these servers; a server with a key of its own gets a duplicate of the new certificate, which you may request at once.

The order, its certificates, and duplicates of the new one:
https://certificates.example.test/orders/100123

-- 
Duplicert · https://certificates.example.test
Sent automatically; nobody reads replies to this address.
`);
});

test("whoever asks is told before it is issued, and pointed to the request", () => {
  const { subject, text } = revocationAhead({ ...facts, occasion: "REQUESTED", dueAt: null }, "EN");
  expect(subject).toBe("Reissue request will revoke previously issued certificates for order 100123 within 72 hours");
  expect(text).toContain(`https://certificates.example.test/requests/${requestId}`);
  expect(text).not.toContain("Revoked on");
});

test("a day before it is a reminder; a long list is cut", () => {
  const certificates = Array.from({ length: 30 }, () => ending);
  const { subject, text } = revocationAhead({ ...facts, occasion: "SOON", certificates }, "EN");
  expect(subject).toMatch(/^Reminder, to be revoked on 2026-11-23 10:00:00 UTC: /);
  expect(text).toContain("These 30 certificates end:");
  expect(text.match(/5A0B/g)).toHaveLength(25);
  expect(text).toContain("… and 5 more");
});

test("in Traditional Chinese it says the same", () => {
  for (const occasion of ["REQUESTED", "ISSUED", "SOON"] as const) {
    const { subject, text } = revocationAhead({ ...facts, occasion }, "ZH_HANT");
    expect(subject).toMatch(hanzi);
    expect(text).toContain("5A0B");
    expect(text.replace(/Ada Lovelace|Duplicert|https?:\S+|www\.\S+|UTC|web-1|nginx|5A0B/g, "")).not.toMatch(
      /[a-z]{3,}/i,
    );
  }
  expect(revocationAhead({ ...facts, occasion: "REQUESTED" }, "ZH_HANT").subject).toBe(
    "重新發行要求將在 72 小時內撤銷訂單編號 100123 先前發行的憑證",
  );
});
