import { readFileSync } from "node:fs";
import { smallFactor } from "../src/rsa-weakness.ts";

const room = 49_000; // bytes of DER that fit in 64 KiB of base64

function element(tag: number, ...contents: Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.of(tag, length), content]);
  const size = length < 0x100 ? Buffer.of(0x81, length) : Buffer.of(0x82, length >> 8, length & 0xff);
  return Buffer.concat([Buffer.of(tag), size, content]);
}
const hex = (text: string): Buffer => Buffer.from(text, "hex");
const many = (one: Buffer, size = room): Buffer => Buffer.concat(Array(Math.floor(size / one.length)).fill(one));
const odd = (bytes: number): Buffer => {
  const number = Buffer.alloc(bytes, 0xb7);
  number[0] = 0x7f;
  return number;
};

const sha256WithRsa = element(0x30, hex("06092a864886f70d01010b0500"));
const rsaKey = (modulus: Buffer, exponent = hex("010001")): Buffer =>
  element(
    0x30,
    hex("300d06092a864886f70d0101010500"),
    element(3, hex("00"), element(0x30, element(2, modulus), element(2, exponent))),
  );
/** A modulus of 8192 bits that passes every cheap test, so that the dear ones are run. */
function hardModulus(): Buffer {
  for (let low = 1; ; low += 2) {
    const modulus = Buffer.alloc(1025, 0xf1);
    modulus[0] = 0;
    modulus.writeUInt16BE(low, 1023);
    if (smallFactor(BigInt(`0x${modulus.toString("hex")}`)) === null) return modulus;
  }
}
const p384 = hex("301006072a8648ce3d020106052b81040022");
/** Of at most 8192 bits, and without a small factor. */
function powerOf(exponent: bigint): Buffer {
  for (let root = (1n << (8191n / exponent)) + 1n; ; root += 2n) {
    if (smallFactor(root) !== null) continue;
    const digits = (root ** exponent).toString(16);
    return hex(`${digits.length % 2 === 0 ? "00" : "0"}${digits}`);
  }
}
const usualKey = rsaKey(hardModulus());
function csr(parts: { subject?: Buffer; spki?: Buffer; attributes?: Buffer }): string {
  const { subject = hex("3000"), spki = usualKey, attributes = hex("a000") } = parts;
  const signed = element(0x30, hex("020100"), subject, spki, attributes);
  return element(0x30, signed, sha256WithRsa, element(3, hex("00aabb"))).toString("base64");
}
const attribute = (tag: number, value: Buffer) => element(0x31, element(0x30, hex("0603550403"), element(tag, value)));
const altNames = (names: Buffer): Buffer =>
  element(
    0xa0,
    element(
      0x30,
      hex("06092a864886f70d01090e"),
      element(0x31, element(0x30, element(0x30, hex("0603551d11"), element(4, element(0x30, names))))),
    ),
  );

/** The worst 64 KiB that we know how to make, each by what is bad about it. None deserves a certificate. */
export const hostileCsrs: Record<string, string> = {
  spaces: " ".repeat(65_536),
  dashes: "-".repeat(65_536),
  "BEGIN without end": "-----BEGIN ".repeat(5900),
  "many small blocks": "-----BEGIN A----------END A-----\n".repeat(1900),
  "blocks that never close": "-----BEGIN A-----\n".repeat(3600),
  "one long label": `-----BEGIN ${"A".repeat(65_000)}`,
  "PRIVATE KEY, again and again": "PRIVATE KEY-".repeat(5400),
  "a base64 letter and a line end by turns": "A\n".repeat(32_768),
  "padding only": "=".repeat(65_536),
  "nested to the end": many(hex("3080")).toString("base64"),
  "nested as far as lengths go": Array.from({ length: 12_000 })
    .reduce<Buffer>((inner) => (inner.length < room - 4 ? element(0x30, inner) : inner), Buffer.alloc(0))
    .toString("base64"),
  "NULL after NULL": element(0x30, many(hex("0500"))).toString("base64"),
  "INTEGER after INTEGER": element(0x30, many(hex("020101"))).toString("base64"),
  "a modulus of 48 kB": csr({ spki: rsaKey(odd(room - 200)) }),
  "an exponent of 48 kB": csr({ spki: rsaKey(odd(256), odd(room - 500)) }),
  "8192 bits, and an exponent as long": csr({
    spki: rsaKey(Buffer.concat([hex("00"), Buffer.alloc(1024, 0xfd)]), odd(1023)),
  }),
  "8192 bits without a small factor": csr({}),
  "8191 bits": csr({ spki: rsaKey(odd(1024)) }),
  "a subject of one value": csr({ subject: element(0x30, attribute(0x0c, Buffer.alloc(room - 1500, "a"))) }),
  "a subject of one BMPString": csr({ subject: element(0x30, attribute(0x1e, Buffer.alloc(room - 1500, "a"))) }),
  "a subject of commas": csr({ subject: element(0x30, attribute(0x0c, Buffer.alloc(room - 1500, ","))) }),
  "a subject of bytes that are no text": csr({
    subject: element(0x30, attribute(0x0c, Buffer.alloc(room - 1500, 0xff))),
  }),
  "a subject of 1000 parts": csr({ subject: element(0x30, many(attribute(0x0c, Buffer.from("a")), 1000 * 12)) }),
  "a part of 1300 attributes": csr({
    subject: element(0x30, element(0x31, many(element(0x30, hex("06035504030c0161")), 13_000))),
  }),
  "4000 addresses": csr({ attributes: altNames(many(hex("8704c0000201"), 4000 * 6)) }),
  "4000 names": csr({ attributes: altNames(many(element(0x82, Buffer.from("a.example")), 4000 * 11)) }),
  "4000 empty directory names": csr({ attributes: altNames(many(hex("a4023000"), 1900 * 4)) }),
  "one name of 48 kB": csr({ attributes: altNames(element(0x82, Buffer.alloc(room - 1500, "a"))) }),
  "one address of 48 kB": csr({ attributes: altNames(element(0x87, Buffer.alloc(room - 1500, 1))) }),
  "1300 attributes": csr({ attributes: element(0xa0, many(hex("300506012a3100"), 1300 * 7)) }),
  "1200 extensions for names": csr({
    attributes: element(
      0xa0,
      element(
        0x30,
        hex("06092a864886f70d01090e"),
        element(0x31, element(0x30, many(element(0x30, hex("0603551d11"), hex("04053003820161")), 1200 * 13))),
      ),
    ),
  }),
  "elements inside a string": csr({ attributes: altNames(many(hex("a000"), room - 1500)) }),
  "long OIDs": csr({
    attributes: element(
      0xa0,
      many(element(0x30, element(6, Buffer.alloc(64, 0xff).fill(1, 63)), hex("3100")), room - 1500),
    ),
  }),
  "one number after another": element(0x30, many(element(2, odd(60)))).toString("base64"),
  "8192 bits, and the largest exponent that is verified": csr({ spki: rsaKey(hardModulus(), odd(8)) }),
  "8192 bits, and the largest exponent the rules know": csr({ spki: rsaKey(hardModulus(), odd(32)) }),
  "a cube of 8192 bits": csr({ spki: rsaKey(powerOf(3n)) }),
  "a 97th power of 8192 bits": csr({ spki: rsaKey(powerOf(97n)) }),
  "a square of 8192 bits": csr({ spki: rsaKey(powerOf(2n)) }),
  "a compressed point": csr({ spki: element(0x30, p384, element(3, hex(`0002${"00".repeat(47)}02`))) }),
  "JSON that is nested to the end": `"kty"${"[".repeat(65_000)}`,
  "PuTTY headers": "PuTTY-User-Key-File-".repeat(3200),
  "PuTTY headers and checksums": "PuTTY-User-Key-File-\nPrivate-MAC: ".repeat(1700),
  "SSH2 headers": "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----".repeat(1500),
  "XML keys that never close": "<RSAKeyValue>".repeat(5000),
  "XML keys": "<RSAKeyValue></RSAKeyValue>".repeat(2400),
  "private keys": "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n".repeat(1100),
  "private keys that never close": "-----BEGIN PRIVATE KEY-----\n".repeat(2300),
  "base64 of base64 of PEM": Buffer.from(
    `-----BEGIN A-----\n${Buffer.from("-----BEGIN A-----\n".repeat(1500)).toString("base64")}\n-----END A-----`,
  ).toString("base64"),
  "PEM in base64": Buffer.from("-----BEGIN A-----\nLS0tLS1CRUdJTiA=\n-----END A-----\n".repeat(900)).toString("base64"),
  "ssh keys": "ssh-rsa ".repeat(8000),
  "150 BMPStrings of 300 octets": csr({
    subject: element(
      0x30,
      many(
        element(0x31, many(element(0x30, hex("0603550403"), element(0x1e, Buffer.alloc(300, 0x5f))), 5 * 311)),
        room - 1500,
      ),
    ),
  }),
  "100 directory names of 480 octets": csr({
    attributes: altNames(many(element(0xa4, element(0x30, many(attribute(0x0c, Buffer.from("a")), 460))), room - 1500)),
  }),
  "random bytes": readFileSync(process.execPath)
    .subarray(4096, 4096 + room)
    .toString("base64"),
};
