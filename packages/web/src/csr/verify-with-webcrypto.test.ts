import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { verifyWithWebCrypto } from "./verify-with-webcrypto.ts";

const oids = {
  sha1Rsa: "1.2.840.113549.1.1.5",
  md5Rsa: "1.2.840.113549.1.1.4",
  sha256Rsa: "1.2.840.113549.1.1.11",
  sha512Rsa: "1.2.840.113549.1.1.13",
  ecdsaSha256: "1.2.840.10045.4.3.2",
  ecdsaSha384: "1.2.840.10045.4.3.3",
  ecdsaSha512: "1.2.840.10045.4.3.4",
};
const good = [
  ["good-rsa-sha256", oids.sha256Rsa],
  ["good-rsa-sha512", oids.sha512Rsa],
  ["fail-rsa-sha1", oids.sha1Rsa], // too weak to be accepted, and yet its signature is right
  ["good-p256-sha256", oids.ecdsaSha256],
  ["good-p256-sha512", oids.ecdsaSha512],
  ["good-p384-sha384", oids.ecdsaSha384],
] as const;

test.each(good)("the signature of %s verifies", async (name, oid) => {
  const { spki, signed, signature } = parts(name);
  expect(await verifyWithWebCrypto(spki, oid, signed, signature)).toBe(true);
});

test.each(good)("%s with one bit of its content changed does not verify", async (name, oid) => {
  const { spki, signed, signature } = parts(name);
  signed[signed.length - 1]! ^= 1;
  expect(await verifyWithWebCrypto(spki, oid, signed, signature)).toBe(false);
});

test.each(good)("%s with one bit of its signature changed does not verify", async (name, oid) => {
  const { spki, signed, signature } = parts(name);
  signature[signature.length - 1]! ^= 1;
  expect(await verifyWithWebCrypto(spki, oid, signed, signature)).toBe(false);
});

test("a signature by another key does not verify", async () => {
  const { signed, signature } = parts("good-p256-sha256");
  const { spki } = parts("good-p256-sha512");
  expect(await verifyWithWebCrypto(spki, oids.ecdsaSha256, signed, signature)).toBe(false);
});

test.each([
  ["empty", ""],
  ["cut off", "3044022001"],
  ["raw, not DER", "11".repeat(64)],
  ["with a negative number", "3006020181020101"],
  ["with bytes after it", "300602010102010100"],
  ["with a number too long for the curve", `302702220101${"00".repeat(32)}020101`],
])("an ECDSA signature that is %s does not verify", async (_, der) => {
  const { spki, signed } = parts("good-p256-sha256");
  expect(await verifyWithWebCrypto(spki, oids.ecdsaSha256, signed, Buffer.from(der, "hex"))).toBe(false);
});

test("a hash that WebCrypto lacks is left to the server, not called a bad signature", async () => {
  const { spki, signed, signature } = parts("fail-rsa-md5");
  expect(await verifyWithWebCrypto(spki, oids.md5Rsa, signed, signature)).toBeNull();
});

test("an RSA key under an ECDSA signature is left to the server", async () => {
  const { spki, signed, signature } = parts("good-rsa-sha256");
  expect(await verifyWithWebCrypto(spki, oids.ecdsaSha256, signed, signature)).toBeNull();
});

test("a key in compressed form is verified, or left to the server where it cannot be loaded, and never called bad", async () => {
  const { spki, signed, signature } = parts("fail-p256-compressed");
  expect([true, null]).toContain(await verifyWithWebCrypto(spki, oids.ecdsaSha256, signed, signature));
  signed[signed.length - 1]! ^= 1;
  expect(await verifyWithWebCrypto(spki, oids.ecdsaSha256, signed, signature)).not.toBe(true);
});

/** What a CertificationRequest (RFC 2986) holds: its key, the bytes that are signed, the signature. */
function parts(name: string) {
  const pem = readFileSync(new URL(`fixtures/${name}.pem`, import.meta.url), "utf8");
  const der = Uint8Array.from(Buffer.from(pem.replace(/-----.*?-----|\s/g, ""), "base64"));
  const [info, , signature] = children(der);
  const [, , spki] = children(info!);
  return { spki: spki!, signed: info!, signature: children(signature!, 0)[0]!.slice(1) };
}

/** The elements inside one DER element, each with its header; with depth 0 the content itself. */
function children(der: Uint8Array, depth = 1): Uint8Array[] {
  const { start, end } = extent(der, 0);
  if (depth === 0) return [der.slice(start, end)];
  const found: Uint8Array[] = [];
  for (let at = start; at < end; at = extent(der, at).end) found.push(der.slice(at, extent(der, at).end));
  return found;
}

function extent(der: Uint8Array, at: number) {
  const first = der[at + 1]!;
  const long = first > 0x7f ? first & 0x7f : 0;
  const length = long ? Number(`0x${Buffer.from(der.slice(at + 2, at + 2 + long)).toString("hex")}`) : first;
  const start = at + 2 + long;
  return { start, end: start + length };
}
