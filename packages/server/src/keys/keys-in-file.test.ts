import { createHash, generateKeyPairSync, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { keysInFile } from "./keys-in-file.ts";

const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const shaOf = (spki: Buffer) => createHash("sha256").update(spki).digest("hex");
const own = shaOf(publicKey.export({ format: "der", type: "spki" }));
const fixture = (name: string) => readFileSync(new URL(name, import.meta.url), "utf8");

test("the key of a private or public key, a CSR or a certificate is the same key", async () => {
  expect(await keysInFile(String(privateKey.export({ format: "pem", type: "pkcs8" })))).toEqual([own]);
  expect(await keysInFile(String(publicKey.export({ format: "pem", type: "spki" })))).toEqual([own]);
  const certificate = fixture("../ca/fixtures/root.pem");
  const certified = new X509Certificate(certificate).publicKey.export({ format: "der", type: "spki" });
  expect(await keysInFile(certificate)).toEqual([shaOf(certified)]);
  expect(await keysInFile(fixture("../../../shared/fixtures/csr/good-p256.pem"))).toEqual([
    expect.stringMatching(/^[0-9a-f]{64}$/),
  ]);
});

test("a file without a key that can be read says so", async () => {
  await expect(keysInFile("hello")).rejects.toThrow("no private key, public key, CSR or certificate");
  const encrypted = privateKey.export({ format: "pem", type: "pkcs8", cipher: "aes-256-cbc", passphrase: "x" });
  await expect(keysInFile(String(encrypted))).rejects.toThrow("encrypted");
});
