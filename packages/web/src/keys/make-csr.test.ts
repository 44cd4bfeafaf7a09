import { createPublicKey, verify } from "node:crypto";
import { readCsr, type VerifySignature } from "@duplicert/shared/csr";
import { KeyChoice, keyKinds } from "@duplicert/shared/key-choices";
import { expect, test } from "@jest/globals";
import { algorithmOf } from "./key-algorithms.ts";
import { makeCsr } from "./make-csr.ts";

const newKey = async (choice: KeyChoice) =>
  (await crypto.subtle.generateKey(algorithmOf(choice), true, ["sign", "verify"])) as CryptoKeyPair;

const verifiedBy =
  (hash: string): VerifySignature =>
  async (spki, _, signed, signature) =>
    verify(hash, signed, createPublicKey({ key: Buffer.from(spki), format: "der", type: "spki" }), signature);

test.each(Object.values(KeyChoice))("a CSR of a new %s key has these names and proves possession", async (choice) => {
  const { privateKey } = await newKey(choice);
  const names = ["www.example.com", "*.example.org"];
  const pem = await makeCsr(privateKey, "www.example.com", names);
  const { name, hash } = keyKinds[choice];
  const { csr, faults } = await readCsr(pem, verifiedBy(hash.replace("-", "")));
  expect(faults).toEqual([]);
  expect(csr).toMatchObject({ pem, commonName: "www.example.com", dnsNames: names, keyAlgorithm: name });
});

test("a common name that is too long for its field is left to the extension", async () => {
  const { privateKey } = await newKey("P256");
  const name = `${"a".repeat(60)}.example.com`;
  const { csr } = await readCsr(await makeCsr(privateKey, name, [name]), verifiedBy("SHA256"));
  expect(csr).toMatchObject({ commonName: null, subject: "", dnsNames: [name] });
});

test("a CSR without names has none", async () => {
  const { privateKey } = await newKey("P256");
  const { csr, faults } = await readCsr(await makeCsr(privateKey, "a text", []), verifiedBy("SHA256"));
  expect(faults).toEqual([]);
  expect(csr).toMatchObject({ commonName: "a text", dnsNames: [] });
});
