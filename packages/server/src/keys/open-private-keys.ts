import {
  createPrivateKey,
  createPublicKey,
  type JsonWebKey,
  type KeyObject,
  randomBytes,
  sign,
  verify,
} from "node:crypto";
import { promisify } from "node:util";
import { toBigInt } from "@duplicert/shared/bytes";
import { privateKeysIn } from "@duplicert/shared/private-key-in";
import { spkiSha256Of } from "./key-faults.ts";
import { readOpenSsh, readPutty, type SshReading } from "./ssh-private-key.ts";

/** What became of the private keys in a text. */
export interface OpenedKeys {
  /** Whether there is any, opened or not. */
  found: boolean;
  /** SHA-256 of the public half of each key that is what it says. */
  proved: string[];
  /** Whether there is one that only its passphrase opens. */
  encrypted: boolean;
}

const mostText = 64 * 1024;
const mostKeys = 20;
const largestModulus = 8192;
const signBytes = promisify(sign) as (hash: string, data: Buffer, key: KeyObject) => Promise<Buffer>;
const verifyBytes = promisify(verify) as (
  hash: string,
  data: Buffer,
  key: KeyObject,
  signature: Buffer,
) => Promise<boolean>;

/**
 * Opens every private key in a text: PKCS#8, PKCS#1, SEC 1, OpenSSH, PuTTY, JWK and XML. Each must prove itself, or anybody
 * could write somebody's public half beside numbers of their own, and have it banned.
 */
export async function openPrivateKeys(text: string): Promise<OpenedKeys> {
  const found = text.length > mostText ? [] : privateKeysIn(text).slice(0, mostKeys);
  const readings = found.map(orNull);
  const proved = new Set<string>();
  for (const reading of readings) {
    if (reading === null || reading === "encrypted") continue;
    const spkiDer = await provedSpki(reading).catch(() => null);
    if (spkiDer) proved.add(spkiSha256Of(spkiDer));
  }
  return { found: found.length > 0, proved: [...proved].sort(), encrypted: readings.includes("encrypted") };
}

type Reading = KeyObject | "encrypted" | null;

function orNull(text: string): Reading {
  try {
    return open(text);
  } catch {
    return null;
  }
}

function open(text: string): Reading {
  if (text.startsWith("PuTTY-User-Key-File-")) return fromSsh(readPutty(text));
  if (text.startsWith("{")) return createPrivateKey({ key: JSON.parse(text) as JsonWebKey, format: "jwk" });
  if (text.startsWith("<RSAKeyValue>")) return createPrivateKey({ key: fromXml(text), format: "jwk" });
  // RFC 7468 11, RFC 1421 4.6.1.1, and SSH2's own armour
  if (/BEGIN [A-Z0-9 ]*ENCRYPTED|^Proc-Type:.*ENCRYPTED/m.test(text)) return "encrypted";
  return fromBase64(text.replace(/^.*-{4,}.*$|^[A-Za-z-]+:.*$/gm, ""));
}

function fromBase64(text: string): Reading {
  const bytes = Buffer.from(text.replace(/[^A-Za-z0-9+/=]/g, ""), "base64");
  const ssh = readOpenSsh(bytes);
  if (ssh) return fromSsh(ssh);
  for (const type of ["pkcs8", "pkcs1", "sec1"] as const) {
    try {
      return createPrivateKey({ key: bytes, format: "der", type });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ERR_MISSING_PASSPHRASE") return "encrypted";
    }
  }
  return null;
}

function fromSsh(reading: SshReading): Reading {
  if (reading === null || reading === "encrypted") return reading;
  return createPrivateKey({ key: reading.jwk, format: "jwk" });
}

// XML Signature 6.4.2, with the private part as .NET writes it
const xmlNames = { n: "Modulus", e: "Exponent", d: "D", p: "P", q: "Q", dp: "DP", dq: "DQ", qi: "InverseQ" };

function fromXml(text: string): JsonWebKey {
  const contentOf = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1] ?? "";
  const parts = Object.entries(xmlNames).map(([part, name]) => [
    part,
    Buffer.from(contentOf(name), "base64").toString("base64url"),
  ]);
  return { kty: "RSA", ...Object.fromEntries(parts) };
}

// the names that OpenSSL has for P-256 and P-384; a curve of the sender's own has none (CVE-2020-0601)
const certifiedCurves = new Set(["prime256v1", "secp384r1"]);

/** The public half of a private key that has proved itself; null when it has not, or is of no type that is certified. */
async function provedSpki(key: KeyObject): Promise<Buffer | null> {
  const { modulusLength = 0, namedCurve = "" } = key.asymmetricKeyDetails ?? {};
  const mayProve =
    key.asymmetricKeyType === "rsa"
      ? modulusLength <= largestModulus && hasFactor(key)
      : key.asymmetricKeyType === "ec" && certifiedCurves.has(namedCurve) && (await signs(key));
  return mayProve ? canonicalSpki(createPublicKey(key)) : null;
}

// Whoever knows a factor of the modulus has every private key on it. That is seen in no time, where a signature of the largest
// keys takes long enough to keep everybody waiting; and e = d = 1 signs with anybody's modulus.
function hasFactor(key: KeyObject): boolean {
  const { n, p } = key.export({ format: "jwk" });
  const [modulus, factor] = [n, p].map((part) => toBigInt(Buffer.from(part ?? "", "base64url"))) as [bigint, bigint];
  return factor > 1n && factor < modulus && modulus % factor === 0n;
}

async function signs(key: KeyObject): Promise<boolean> {
  const text = randomBytes(32);
  const signature = await signBytes("sha256", text, key);
  const publicKey = createPublicKey({ key: canonicalSpki(createPublicKey(key)), format: "der", type: "spki" });
  return verifyBytes("sha256", text, publicKey, signature);
}

/** A SubjectPublicKeyInfo as the ledger has it: a point uncompressed, its curve by name. */
export function canonicalSpki(key: KeyObject): Buffer {
  const spki = (one: KeyObject) => one.export({ format: "der", type: "spki" });
  try {
    return spki(createPublicKey({ key: key.export({ format: "jwk" }), format: "jwk" }));
  } catch {
    // a curve that JWK has no name for, and no certificate either
    return spki(key);
  }
}
