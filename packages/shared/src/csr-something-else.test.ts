import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { readCsr } from "./csr.ts";
import { privateKeyIn, privateKeysIn } from "./private-key-in.ts";

const fixture = (name: string): string => readFileSync(new URL(`../fixtures/csr/${name}`, import.meta.url), "utf8");
const good = fixture("good-p256.pem");
const faultsOf = async (text: string): Promise<string[]> =>
  (await readCsr(text, async () => true)).faults.map(({ code, found }) => `${code} ${found}`);
const label = (name: string, body: string) => `-----BEGIN ${name}-----\n${body}\n-----END ${name}-----\n`;
const bodyOf = (name: string) => fixture(name).replace(/-----.*-----/g, "");
const binary = (hex: string, rest = 200) =>
  Buffer.concat([Buffer.from(hex, "hex"), Buffer.alloc(rest)]).toString("base64");

const rsa = generateKeyPairSync("rsa", { modulusLength: 1024 });
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
const dsa = generateKeyPairSync("dsa", { modulusLength: 1024, divisorLength: 160 });
const ed = generateKeyPairSync("ed25519");
const privatePem: Record<string, string> = {
  "PKCS#1": String(rsa.privateKey.export({ type: "pkcs1", format: "pem" })),
  "PKCS#8": String(rsa.privateKey.export({ type: "pkcs8", format: "pem" })),
  "SEC 1": String(ec.privateKey.export({ type: "sec1", format: "pem" })),
  "DSA in PKCS#8": String(dsa.privateKey.export({ type: "pkcs8", format: "pem" })),
  Ed25519: String(ed.privateKey.export({ type: "pkcs8", format: "pem" })),
  "encrypted PKCS#8": String(
    rsa.privateKey.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "x" }),
  ),
};

test.each(Object.entries(privatePem))(
  "a private key in %s is found in PEM, in base64 alone and under another label",
  async (_, key) => {
    const body = key.replace(/-----.*-----\n/g, "");
    for (const text of [key, good + key, key + good, key.replaceAll("\n", "\r\n"), key.replaceAll("\n", "\n  ")]) {
      expect(privateKeysIn(text)).toEqual([key]);
      expect(await faultsOf(text)).toEqual(["NOT_A_CSR private key"]);
    }
    expect(privateKeysIn(JSON.stringify({ key }))).toEqual([key]);
    expect(privateKeysIn(key.replaceAll("\n", " "))).toEqual([key]);
    expect(privateKeysIn(Buffer.from(key).toString("base64"))).toEqual([key]);
    for (const text of [body, label("CERTIFICATE REQUEST", body), good + label("CERTIFICATE", body)]) {
      expect(privateKeysIn(text)).toEqual([body.replaceAll("\n", "")]);
      expect(await faultsOf(text)).toEqual(["NOT_A_CSR private key"]);
    }
  },
);

test("two private keys in one text are both found", () => {
  const both = [privatePem["PKCS#8"]!, privatePem["SEC 1"]!];
  expect(privateKeysIn(both.join(good))).toEqual(both);
  expect(privateKeyIn(both.join(""))).toBe(both[0]);
});

const encryptedOld = label(
  "RSA PRIVATE KEY",
  "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00112233445566778899AABBCCDDEEFF\n\nAAAA",
);
const others: Record<string, string> = {
  "an encrypted key of old openssl": encryptedOld,
  OpenSSH: label("OPENSSH PRIVATE KEY", "b3BlbnNzaC1rZXktdjEAAAAABG5vbmU="),
  "OpenSSH without armour": binary(Buffer.from("openssh-key-v1\0").toString("hex")),
  SSH2: "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nAAAA\n---- END SSH2 ENCRYPTED PRIVATE KEY ----",
  PuTTY: "PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\nPrivate-Lines: 1\nAAAA\nPrivate-MAC: 00ff",
  PGP: label("PGP PRIVATE KEY BLOCK", "\nlQOYBF\n=abcd"),
  "PGP without armour": binary("9501d804"),
  "a block without its end": privatePem["PKCS#8"]!.slice(0, 300).trim(),
  "an END line alone": privatePem["PKCS#8"]!.replace("BEGIN", "BEGAN").trim(),
  JWK: JSON.stringify(ec.privateKey.export({ format: "jwk" })),
  XML: "<RSAKeyValue><Modulus>AQ==</Modulus><D>AQ==</D></RSAKeyValue>",
};

test.each(Object.entries(others))("a private key in the form %s is found", async (_, key) => {
  expect(privateKeysIn(key)).toEqual([key]);
  expect(await faultsOf(key)).toEqual(["NOT_A_CSR private key"]);
});

test("a set of JWKs gives up its private ones alone", () => {
  const keys = [ec.privateKey, ec.publicKey, rsa.privateKey].map((key) => key.export({ format: "jwk" }));
  expect(privateKeysIn(JSON.stringify({ keys }))).toEqual([JSON.stringify(keys[0]), JSON.stringify(keys[2])]);
});

test("what holds no private key gives none", () => {
  const publicKeys = [rsa, ec, dsa, ed].map(({ publicKey }) =>
    String(publicKey.export({ type: "spki", format: "pem" })),
  );
  for (const text of [
    "",
    good,
    fixture("fail-certificate.pem"),
    bodyOf("fail-pkcs7.pem"),
    "{}",
    '{"kty":"EC"',
    "a private key",
    ...publicKeys,
  ]) {
    expect(privateKeyIn(text)).toBeNull();
  }
});

const ssh = "AAAAC3NzaC1lZDI1NTE5AAAAIHAiAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
const kinds: [string, string][] = [
  [fixture("fail-certificate.pem"), "certificate"],
  [bodyOf("fail-certificate.pem"), "certificate"],
  [label("CERTIFICATE", bodyOf("good-p256.pem")), "certificate"],
  [label("TRUSTED CERTIFICATE", "AAAA"), "certificate"],
  [fixture("fail-pkcs7.pem"), "PKCS#7"],
  [label("NEW CERTIFICATE REQUEST", bodyOf("fail-pkcs7.pem")), "PKCS#7"],
  [label("CMS", "AAAA"), "PKCS#7"],
  [binary("308006092a864886f70d010702a080"), "PKCS#7"],
  [binary("30820a2c020103308209e806092a864886f70d010701"), "PKCS#12"],
  [binary("3080020103308006092a864886f70d010701"), "PKCS#12"],
  [Buffer.from("300d02010330030601013003060101", "hex").toString("base64"), "PKCS#12"],
  [fixture("fail-public-key.pem"), "public key"],
  [bodyOf("fail-public-key.pem"), "public key"],
  [String(rsa.publicKey.export({ type: "pkcs1", format: "pem" })), "public key"],
  [rsa.publicKey.export({ type: "pkcs1", format: "der" }).toString("base64"), "public key"],
  [`ssh-ed25519 ${ssh} me@here`, "SSH key"],
  [`no-pty,command="x y" ssh-ed25519 ${ssh}`, "SSH key"],
  [`ecdsa-sha2-nistp256 ${ssh}`, "SSH key"],
  [`sk-ssh-ed25519@openssh.com ${ssh}`, "SSH key"],
  [`---- BEGIN SSH2 PUBLIC KEY ----\n${ssh}\n---- END SSH2 PUBLIC KEY ----`, "SSH key"],
  [binary("0000000b7373682d65643235353139"), "SSH key"],
  ["<!doctype html><html></html>", "HTML"],
  ['<?xml version="1.0"?><a/>', "XML"],
  ['{"csr":""}', "JSON"],
  [label("X509 CRL", "AAAA"), "certificate revocation list"],
  [label("PGP PUBLIC KEY BLOCK", "\nmQENBF\n=abcd"), "PGP key"],
  [label("PGP MESSAGE", "\nmQENBF\n=abcd"), "PGP message"],
  [binary("99010d04"), "PGP key"],
  [binary("feedfeed00000002"), "Java keystore"],
  [binary("504b0304"), "ZIP archive"],
  [label("EC PARAMETERS", "BggqhkjOPQMBBw=="), "key parameters"],
  [Buffer.from(good).toString("base64"), "PEM in base64"],
  [crl(), "certificate revocation list"],
  [cmp(), "CMP message"],
];

function element(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.of(tag, content.length), content]);
}

function crl(): string {
  const algorithm = element(0x30, Buffer.from("06032a0304", "hex"));
  const signed = element(
    0x30,
    Buffer.from("020101", "hex"),
    algorithm,
    element(0x30),
    element(0x17, Buffer.from("250101000000Z")),
  );
  return element(0x30, signed, algorithm, element(3, Buffer.from("00aa", "hex"))).toString("base64");
}

function cmp(): string {
  const sender = element(0xa4, element(0x30));
  return element(
    0x30,
    element(0x30, Buffer.from("020102", "hex"), sender, sender),
    element(0xa0, element(0x30)),
  ).toString("base64");
}

test.each(kinds.map(([text, kind]) => [kind, text] as const))("%s is called by its name", async (kind, text) => {
  expect(await faultsOf(text)).toEqual([`NOT_A_CSR ${kind}`]);
});
