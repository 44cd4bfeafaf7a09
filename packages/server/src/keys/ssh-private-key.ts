import type { JsonWebKey } from "node:crypto";

/** What a text in a format of SSH comes to: a key, the news that it is encrypted, or null when it is neither. */
export type SshReading = { jwk: JsonWebKey } | "encrypted" | null;

/** OpenSSH's own format (PROTOCOL.key), its base64 undone. */
export function readOpenSsh(bytes: Buffer): SshReading {
  const magic = "openssh-key-v1\0";
  if (bytes.subarray(0, magic.length).toString("latin1") !== magic) return null;
  const outer = new SshReader(bytes.subarray(magic.length));
  const cipher = outer.text();
  if (cipher !== "none") return "encrypted";
  outer.skip(2);
  if (outer.number() !== 1) return null;
  outer.skip(1);
  const inner = new SshReader(outer.bytes());
  // two equal numbers, to see whether a passphrase was right
  inner.number();
  inner.number();
  const type = inner.text();
  if (type === "ssh-rsa") {
    const [n, e, d, qi, p, q] = Array.from({ length: 6 }, () => inner.bytes()) as Six;
    return { jwk: rsaKey({ n, e, d, qi, p, q }) };
  }
  if (!type.startsWith("ecdsa-sha2-")) return null;
  return ecKey(inner.text(), inner.bytes(), inner.bytes());
}

/** PuTTY's .ppk, versions 2 and 3. */
export function readPutty(text: string): SshReading {
  const type = /^PuTTY-User-Key-File-[23]: *(\S+)/m.exec(text)?.[1];
  if (!type) return null;
  if (/^Encryption: *(\S+)/m.exec(text)?.[1] !== "none") return "encrypted";
  const [open, secret] = [linesAfter(text, "Public"), linesAfter(text, "Private")];
  open.skip(1);
  if (type === "ssh-rsa") {
    const [e, n] = [open.bytes(), open.bytes()];
    const [d, p, q, qi] = Array.from({ length: 4 }, () => secret.bytes()) as Six;
    return { jwk: rsaKey({ n, e, d, qi, p, q }) };
  }
  if (!type.startsWith("ecdsa-sha2-")) return null;
  return ecKey(open.text(), open.bytes(), secret.bytes());
}

type Six = [Buffer, Buffer, Buffer, Buffer, Buffer, Buffer];

function linesAfter(text: string, name: "Public" | "Private"): SshReader {
  const lines = text.split(/\r\n|\r|\n/);
  const at = lines.findIndex((line) => line.startsWith(`${name}-Lines:`));
  const count = Number(lines[at]?.split(":")[1]);
  return new SshReader(Buffer.from(lines.slice(at + 1, at + 1 + count).join(""), "base64"));
}

const curves: Record<string, string> = { nistp256: "P-256", nistp384: "P-384", nistp521: "P-521" };

function ecKey(curve: string, point: Buffer, secret: Buffer): SshReading {
  const crv = curves[curve];
  if (!crv || point[0] !== 4) return null;
  const size = (point.length - 1) / 2;
  const d = Buffer.concat([Buffer.alloc(size), trimmed(secret)]).subarray(-size);
  return { jwk: { kty: "EC", crv, x: url(point.subarray(1, 1 + size)), y: url(point.subarray(1 + size)), d: url(d) } };
}

function rsaKey({ n, e, d, qi, p, q }: Record<"n" | "e" | "d" | "qi" | "p" | "q", Buffer>): JsonWebKey {
  // RFC 8017 §3.2 has the exponents of both primes as well
  const [dp, dq] = [p, q].map((prime) => fromNumber(toNumber(d) % (toNumber(prime) - 1n))) as [Buffer, Buffer];
  return { kty: "RSA", n: url(n), e: url(e), d: url(d), p: url(p), q: url(q), dp: url(dp), dq: url(dq), qi: url(qi) };
}

const toNumber = (bytes: Buffer): bigint => BigInt(`0x${bytes.toString("hex") || "0"}`);

function fromNumber(value: bigint): Buffer {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
}

function trimmed(bytes: Buffer): Buffer {
  const start = bytes.findIndex((byte) => byte !== 0);
  return start === -1 ? bytes.subarray(0, 0) : bytes.subarray(start);
}

const url = (bytes: Buffer): string => trimmed(bytes).toString("base64url");

/** RFC 4251 §5: lengths before contents. Throws when the text ends too soon. */
class SshReader {
  private rest: Buffer;

  constructor(bytes: Buffer) {
    this.rest = bytes;
  }

  number(): number {
    const value = this.rest.readUInt32BE(0);
    this.rest = this.rest.subarray(4);
    return value;
  }

  bytes(): Buffer {
    const length = this.number();
    if (length > this.rest.length) throw new RangeError("cut off");
    const bytes = this.rest.subarray(0, length);
    this.rest = this.rest.subarray(length);
    return bytes;
  }

  text(): string {
    return this.bytes().toString("latin1");
  }

  skip(count: number): void {
    for (let at = 0; at < count; at++) this.bytes();
  }
}
