import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { holdsPrivateKey } from "./private-key-in-text.ts";

const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const csr = readFileSync(new URL("fixtures/good-p256-sha256.pem", import.meta.url), "utf8");

test.each([
  ["PKCS#8", privateKey.export({ type: "pkcs8", format: "pem" })],
  ["encrypted PKCS#8", privateKey.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "x" })],
  ["SEC 1", privateKey.export({ type: "sec1", format: "pem" })],
  ["OpenSSH", "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEA"],
  ["PuTTY", "PuTTY-User-Key-File-3: ssh-rsa"],
])("a private key in %s form is recognised, alone and beside a CSR", (_, key) => {
  expect(holdsPrivateKey(String(key))).toBe(true);
  expect(holdsPrivateKey(`${csr}\n${key}`)).toBe(true);
});

test("a CSR alone holds no private key", () => {
  expect(holdsPrivateKey(csr)).toBe(false);
});
