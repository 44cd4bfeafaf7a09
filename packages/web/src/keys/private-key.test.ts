import { spawnSync } from "node:child_process";
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { KeyChoice } from "@duplicert/shared/key-choices";
import { expect, test } from "@jest/globals";
import { algorithmOf } from "./key-algorithms.ts";
import { readPrivateKey } from "./read-private-key.ts";
import { writePrivateKey } from "./write-private-key.ts";

const passphrase = "correct horse battery";
const withOpenssl = spawnSync("openssl", ["version"]).status === 0 ? test : test.skip;
const openssl = (args: string[], input: string) => spawnSync("openssl", args, { input, encoding: "utf8" }).stdout;

const newKey = async (choice: KeyChoice) =>
  (await crypto.subtle.generateKey(algorithmOf(choice), true, ["sign", "verify"])) as CryptoKeyPair;
const spkiOf = (key: KeyObject) => createPublicKey(key).export({ format: "der", type: "spki" });
const publicOf = async ({ publicKey }: CryptoKeyPair) => Buffer.from(await crypto.subtle.exportKey("spki", publicKey));

const ec = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
const ec384 = generateKeyPairSync("ec", { namedCurve: "P-384" }).privateKey;
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
const pem = (key: KeyObject, type: "pkcs1" | "pkcs8" | "sec1", cipher?: string) =>
  key.export({ format: "pem", type, ...(cipher && { cipher, passphrase }) } as never).toString();

test.each(Object.values(KeyChoice))("Node opens an encrypted %s key with its passphrase alone", async (choice) => {
  const pair = await newKey(choice);
  const written = await writePrivateKey(pair.privateKey, passphrase);
  expect(written).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----\n/);
  expect(spkiOf(createPrivateKey({ key: written, passphrase }))).toEqual(await publicOf(pair));
  expect(() => createPrivateKey({ key: written, passphrase: "correct horse batterz" })).toThrow();
});

withOpenssl("openssl opens an encrypted key, and shows how it is encrypted", async () => {
  const pair = await newKey("P384");
  const written = await writePrivateKey(pair.privateKey, passphrase);
  const opened = openssl(["pkey", "-passin", `pass:${passphrase}`], written);
  expect(spkiOf(createPrivateKey(opened))).toEqual(await publicOf(pair));
  const shape = openssl(["asn1parse"], written);
  for (const part of [/PBES2/, /PBKDF2/, /INTEGER\s+:0927C0/, /hmacWithSHA256/, /aes-256-cbc/])
    expect(shape).toMatch(part);
});

test("a plain key is PKCS#8", async () => {
  const pair = await newKey("RSA_2048");
  const written = await writePrivateKey(pair.privateKey, null);
  expect(written).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
  expect(spkiOf(createPrivateKey(written))).toEqual(await publicOf(pair));
});

test.each([
  ["PKCS#8, RSA", pem(rsa, "pkcs8"), rsa],
  ["PKCS#8, P-256", pem(ec, "pkcs8"), ec],
  ["PKCS#8, P-384", pem(ec384, "pkcs8"), ec384],
  ["PKCS#1", pem(rsa, "pkcs1"), rsa],
  ["SEC 1, P-256", pem(ec, "sec1"), ec],
  ["SEC 1, P-384", pem(ec384, "sec1"), ec384],
  [
    "SEC 1 after its parameters",
    `-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n${pem(ec, "sec1")}`,
    ec,
  ],
  ["base64 without armour", rsa.export({ format: "der", type: "pkcs1" }).toString("base64"), rsa],
  [
    "PKCS#8 with other text and Windows line ends",
    `Bag Attributes\r\n${pem(ec, "pkcs8").replaceAll("\n", "\r\n")}more`,
    ec,
  ],
] as [string, string, KeyObject][])("a key is read from %s", async (_, text, key) => {
  const read = await readPrivateKey(text, null);
  expect("spki" in read && Buffer.from(read.spki)).toEqual(spkiOf(key));
});

test.each(["aes-256-cbc", "aes-128-cbc"])(
  "a key that OpenSSL encrypted with %s is read with its passphrase",
  async (cipher) => {
    const text = pem(rsa, "pkcs8", cipher);
    const read = await readPrivateKey(text, passphrase);
    expect("spki" in read && Buffer.from(read.spki)).toEqual(spkiOf(rsa));
    expect(await readPrivateKey(text, null)).toEqual({ problem: "PASSPHRASE_NEEDED" });
    expect(await readPrivateKey(text, "another one")).toEqual({ problem: "WRONG_PASSPHRASE" });
  },
);

test("a key that was written here is read again", async () => {
  const pair = await newKey("RSA_3072");
  const read = await readPrivateKey(await writePrivateKey(pair.privateKey, passphrase), passphrase);
  expect("spki" in read && Buffer.from(read.spki)).toEqual(await publicOf(pair));
});

test.each([
  ["an encryption of before PKCS#8", pem(rsa, "pkcs1", "aes-256-cbc"), "UNKNOWN_ENCRYPTION"],
  ["Triple DES", pem(ec, "pkcs8", "des-ede3-cbc"), "UNKNOWN_ENCRYPTION"],
  ["a certificate", "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----", "NO_KEY"],
  ["no base64", "hello, world!", "NO_KEY"],
  ["nothing", "", "NO_KEY"],
  ["an Ed25519 key", pem(generateKeyPairSync("ed25519").privateKey, "pkcs8"), "UNKNOWN_KEY"],
  [
    "a key on another curve",
    pem(generateKeyPairSync("ec", { namedCurve: "secp256k1" }).privateKey, "sec1"),
    "UNKNOWN_KEY",
  ],
  [
    "an OpenSSH key",
    "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEA\n-----END OPENSSH PRIVATE KEY-----",
    "UNKNOWN_KEY",
  ],
  ["half a key", pem(ec, "pkcs8").replace(/\n[^\n]{10}/, "\n"), "UNKNOWN_KEY"],
])("%s is not read, and it says why", async (_, text, problem) => {
  expect(await readPrivateKey(text, passphrase)).toEqual({ problem });
});
