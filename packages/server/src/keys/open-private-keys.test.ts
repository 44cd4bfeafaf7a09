import { execFileSync, spawnSync } from "node:child_process";
import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { openPrivateKeys } from "./open-private-keys.ts";

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const rsa2 = generateKeyPairSync("rsa", { modulusLength: 2048 });
const p256 = generateKeyPairSync("ec", { namedCurve: "P-256" });
const p384 = generateKeyPairSync("ec", { namedCurve: "P-384" });
const shaOf = ({ publicKey }: { publicKey: KeyObject }) =>
  createHash("sha256")
    .update(publicKey.export({ format: "der", type: "spki" }))
    .digest("hex");
const pem = (key: KeyObject, type: "pkcs8" | "pkcs1" | "sec1") => String(key.export({ type, format: "pem" }));
const der = (key: KeyObject, type: "pkcs8" | "pkcs1" | "sec1") =>
  key.export({ type, format: "der" }).toString("base64");
const opened = async (text: string) => (await openPrivateKeys(text)).proved;

test("a private key in each form proves itself, alone or with something around it", async () => {
  const { n, e, d, p, q, dp, dq, qi } = rsa.privateKey.export({ format: "jwk" });
  const xml = (name: string, value?: string) =>
    `<${name}>${Buffer.from(value!, "base64url").toString("base64")}</${name}>`;
  const forms = {
    "PKCS#8": pem(rsa.privateKey, "pkcs8"),
    "PKCS#1": pem(rsa.privateKey, "pkcs1"),
    "without armour": der(rsa.privateKey, "pkcs8"),
    "inside a JSON string": JSON.stringify({ key: pem(rsa.privateKey, "pkcs8") }),
    "under the label of a CSR": `-----BEGIN CERTIFICATE REQUEST-----\n${der(rsa.privateKey, "pkcs1")}\n-----END CERTIFICATE REQUEST-----`,
    "without an END line": pem(rsa.privateKey, "pkcs8").split("-----END")[0]!,
    "after other text": `my key, thanks:\r\n${pem(rsa.privateKey, "pkcs8").replaceAll("\n", "\r\n")}`,
    JWK: JSON.stringify(rsa.privateKey.export({ format: "jwk" })),
    XML: `<RSAKeyValue>${[xml("Modulus", n), xml("Exponent", e), xml("P", p), xml("Q", q), xml("DP", dp), xml("DQ", dq), xml("InverseQ", qi), xml("D", d)].join("")}</RSAKeyValue>`,
  };
  for (const [form, text] of Object.entries(forms)) expect([form, await opened(text)]).toEqual([form, [shaOf(rsa)]]);
  for (const key of [p256, p384])
    for (const type of ["pkcs8", "sec1"] as const)
      expect(await opened(pem(key.privateKey, type))).toEqual([shaOf(key)]);
  expect(await opened(pem(p256.privateKey, "sec1") + pem(rsa.privateKey, "pkcs8"))).toEqual(
    [shaOf(p256), shaOf(rsa)].sort(),
  );
});

test("a key with its point compressed is the same key", async () => {
  const scalar = Buffer.from(p256.privateKey.export({ format: "jwk" }).d!, "base64url");
  const { x, y } = p256.publicKey.export({ format: "jwk" });
  const point = Buffer.concat([
    Buffer.from([2 + (Buffer.from(y!, "base64url").at(-1)! & 1)]),
    Buffer.from(x!, "base64url"),
  ]);
  // RFC 5915 3: version 1, the scalar, the curve, the point
  const body = Buffer.concat([
    Buffer.from("0201010420", "hex"),
    scalar,
    Buffer.from("a00a06082a8648ce3d030107a124032200", "hex"),
    point,
  ]);
  const sec1 = Buffer.concat([Buffer.from([0x30, body.length]), body]).toString("base64");
  expect(await opened(`-----BEGIN EC PRIVATE KEY-----\n${sec1}\n-----END EC PRIVATE KEY-----`)).toEqual([shaOf(p256)]);
});

test("a public half beside another private one proves nothing", async () => {
  const jwk = { ...rsa.privateKey.export({ format: "jwk" }), n: rsa2.publicKey.export({ format: "jwk" }).n };
  expect(await opened(JSON.stringify(jwk))).toEqual([]);
  const other = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const forged = { ...p256.privateKey.export({ format: "jwk" }), d: other.privateKey.export({ format: "jwk" }).d };
  expect(await opened(JSON.stringify(forged))).toEqual([]);
  const pkcs1 = rsa.privateKey.export({ type: "pkcs1", format: "der" });
  const [mine, theirs] = [rsa, rsa2].map((k) => Buffer.from(k.publicKey.export({ format: "jwk" }).n!, "base64url"));
  const at = pkcs1.indexOf(mine!);
  expect(at).toBeGreaterThan(0);
  theirs!.copy(pkcs1, at);
  expect(await openPrivateKeys(pkcs1.toString("base64"))).toMatchObject({ found: true, proved: [] });
});

test("whoever knows a factor has the key; a number with which anything verifies is no proof", async () => {
  const jwk = rsa.privateKey.export({ format: "jwk" });
  const one = Buffer.from([1]).toString("base64url");
  // what is "signed" with e = d = 1 verifies with every modulus
  const forged = { kty: "RSA", n: jwk.n, e: one, d: one, p: one, q: jwk.n, dp: one, dq: one, qi: one };
  expect(await openPrivateKeys(JSON.stringify(forged))).toEqual({ found: true, proved: [], encrypted: false });
});

test("a curve of the sender's own, on which a stranger's point has the private key 1, proves nothing", async () => {
  const sec1 = `-----BEGIN EC PRIVATE KEY-----\n${ownCurve(p256.publicKey).toString("base64")}\n-----END EC PRIVATE KEY-----`;
  // OpenSSL takes it
  expect(createPrivateKey(sec1).asymmetricKeyType).toBe("ec");
  expect(await openPrivateKeys(sec1)).toEqual({ found: true, proved: [], encrypted: false });
});

test("what only a passphrase opens is called encrypted", async () => {
  const options = { format: "pem", cipher: "aes-256-cbc", passphrase: "open sesame" } as const;
  for (const text of [
    rsa.privateKey.export({ type: "pkcs8", ...options }),
    rsa.privateKey.export({ type: "pkcs1", ...options }),
    p256.privateKey.export({ type: "pkcs8", ...options, format: "der" }).toString("base64"),
  ])
    expect(await openPrivateKeys(String(text))).toEqual({ found: true, proved: [], encrypted: true });
});

test("what is no private key, or of a type that is never certified, opens to nothing", async () => {
  const ed25519 = generateKeyPairSync("ed25519");
  for (const text of [
    "",
    "hello",
    pem(ed25519.privateKey, "pkcs8"),
    "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
  ])
    expect(await opened(text)).toEqual([]);
  expect(await openPrivateKeys(String(rsa.publicKey.export({ type: "spki", format: "pem" })))).toEqual({
    found: false,
    proved: [],
    encrypted: false,
  });
});

const sshKeygen = spawnSync("ssh-keygen", ["-?"]).error === undefined;

(sshKeygen ? test : test.skip)("keys in OpenSSH's own format prove themselves", async () => {
  const folder = mkdtempSync(join(tmpdir(), "duplicert-ssh-"));
  try {
    const file = join(folder, "key");
    for (const key of [rsa, p256, p384]) {
      // written by node, put into OpenSSH's own format by ssh-keygen
      writeFileSync(file, pem(key.privateKey, key === rsa ? "pkcs1" : "sec1"), { mode: 0o600 });
      execFileSync("ssh-keygen", ["-p", "-P", "", "-N", "", "-f", file], { stdio: "pipe" });
      const text = readFileSync(file, "utf8");
      expect(text).toContain("BEGIN OPENSSH PRIVATE KEY");
      expect(await opened(text)).toEqual([shaOf(key)]);
    }
    execFileSync("ssh-keygen", ["-p", "-P", "", "-N", "open sesame", "-f", file], { stdio: "pipe" });
    expect(await openPrivateKeys(readFileSync(file, "utf8"))).toMatchObject({ proved: [], encrypted: true });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a key in PuTTY's format proves itself", async () => {
  const text = (key: { privateKey: KeyObject }, encryption = "none") => {
    const jwk = key.privateKey.export({ format: "jwk" });
    const part = (value: string | undefined) => {
      const bytes = Buffer.from(value!, "base64url");
      return wire(bytes[0]! >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);
    };
    const name = wire(Buffer.from("ssh-rsa"));
    const publicLines = linesOf(Buffer.concat([name, part(jwk.e), part(jwk.n)]));
    const privateLines = linesOf(Buffer.concat([part(jwk.d), part(jwk.p), part(jwk.q), part(jwk.qi)]));
    return `PuTTY-User-Key-File-3: ssh-rsa\nEncryption: ${encryption}\nComment: mine\nPublic-Lines: ${publicLines.length}\n${publicLines.join("\n")}\nPrivate-Lines: ${privateLines.length}\n${privateLines.join("\n")}\nPrivate-MAC: ${"0".repeat(64)}\n`;
  };
  expect(await opened(text(rsa))).toEqual([shaOf(rsa)]);
  expect(await openPrivateKeys(text(rsa, "aes256-cbc"))).toMatchObject({ proved: [], encrypted: true });
});

function wire(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

const linesOf = (bytes: Buffer): string[] => bytes.toString("base64").match(/.{1,64}/g)!;

/** CVE-2020-0601: P-256 in explicit parameters with the point itself for its generator, so that its private key is 1. */
function ownCurve(publicKey: KeyObject): Buffer {
  const { x, y } = publicKey.export({ format: "jwk" });
  const point = Buffer.concat([Buffer.from([4]), Buffer.from(x!, "base64url"), Buffer.from(y!, "base64url")]);
  const tlv = (tag: number, ...parts: Buffer[]) => {
    const content = Buffer.concat(parts);
    const length = content.length < 128 ? [content.length] : [0x82, content.length >> 8, content.length & 255];
    return Buffer.concat([Buffer.from([tag, ...length]), content]);
  };
  const hex = (text: string) => Buffer.from(text, "hex");
  const p = hex("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
  const a = hex("ffffffff00000001000000000000000000000000fffffffffffffffffffffffc");
  const b = hex("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b");
  const n = hex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
  const zero = Buffer.from([0]);
  const one = tlv(2, Buffer.from([1]));
  const field = tlv(0x30, hex("06072a8648ce3d0101"), tlv(2, zero, p));
  const curve = tlv(0x30, tlv(4, a), tlv(4, b));
  const parameters = tlv(0x30, one, field, curve, tlv(4, point), tlv(2, zero, n), one);
  const scalar = Buffer.alloc(32);
  scalar[31] = 1;
  return tlv(0x30, one, tlv(4, scalar), tlv(0xa0, parameters), tlv(0xa1, tlv(3, zero, point)));
}
