import { expect, test } from "@jest/globals";
import { type KeyCompromisedFacts, keyCompromised } from "./key-compromised.ts";
import { sample } from "./sample.ts";

const facts: KeyCompromisedFacts = {
  ...sample,
  certificateId: "0b6f1c1e-6c1f-4b0e-9f8e-2f6f6f1f0002",
  serialNumber: "0A1B",
  spkiSha256: "ab".repeat(32),
  revokedAt: new Date("2026-11-20T10:00:00Z"),
};

test("the owner is told that the private key is out, that the certificate is revoked, and what to do", () => {
  const { subject, text, attachments } = keyCompromised(facts, "EN");
  expect(subject).toBe("Private key compromised, certificate revoked: www.example.com (order 100123)");
  expect(attachments).toEqual([]);
  expect(text).toContain(`
  Order: 100123
  Common name: www.example.com
  Names (SAN): www.example.com, example.com
  Server: web-2 (nginx)
  Serial number: 0A1B
  Key (SHA-256): ${"ab".repeat(32)}
  Revoked at: 2026-11-20 10:00:00 UTC

What to do now:
   1. On the server, make a new private key and a CSR from it.`);
  expect(text).toContain("https://certificates.example.test/certificates/0b6f1c1e-6c1f-4b0e-9f8e-2f6f6f1f0002");
  expect(text).toContain("https://certificates.example.test/orders/100123");
});

test("in Traditional Chinese it says the same", () => {
  const { subject, text } = keyCompromised(facts, "ZH_HANT");
  expect(subject).toBe("私密金鑰遭洩露，憑證已撤銷：www.example.com（訂單編號 100123）");
  expect(text).toContain(
    "  撤銷時間：2026-11-20 10:00:00 UTC\n\n現在該怎麼做：\n   1. 在伺服器上建立新的私密金鑰與 CSR。",
  );
  expect(text).not.toMatch(/revoked|What to do/);
});
