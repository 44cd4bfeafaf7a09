import { toBigInt, toHex } from "./bytes.ts";
import type { CsrFault } from "./csr-faults.ts";
import { type DerElement, hasShape, oidText, readInner, Tag } from "./der.ts";
import { isOnCurve } from "./elliptic-curve.ts";
import { hasClosePrimes, looksLikeRoca, smallFactor } from "./rsa-weakness.ts";

export type CsrKey = { type: "RSA"; bits: number; exponent: string } | { type: "EC"; curve: "P-256" | "P-384" };

/** A public key judged. `key` is null when it is of no allowed type or form, and then no signature can be verified. */
export interface KeyReading {
  key: CsrKey | null;
  faults: CsrFault[];
}

// BR 7.1.3.1: the AlgorithmIdentifier, byte for byte.
const rsaIdentifier = "300d06092a864886f70d0101010500";
const curveIdentifiers: Record<string, "P-256" | "P-384"> = {
  "301306072a8648ce3d020106082a8648ce3d030107": "P-256",
  "301006072a8648ce3d020106052b81040022": "P-384",
};

const ecPublicKey = "1.2.840.10045.2.1";
const keyTypes: Record<string, string> = {
  "1.2.840.113549.1.1.10": "RSASSA-PSS key",
  "1.2.840.113549.1.1.7": "RSAES-OAEP key",
  "1.2.840.10040.4.1": "DSA",
  "1.2.840.10046.2.1": "DH",
  "1.3.101.110": "X25519",
  "1.3.101.111": "X448",
  "1.3.101.112": "Ed25519",
  "1.3.101.113": "Ed448",
  "1.2.643.2.2.19": "GOST",
  "1.2.643.7.1.1.1.1": "GOST",
  "1.2.643.7.1.1.1.2": "GOST",
  "2.16.840.1.101.3.4.3.17": "ML-DSA-44",
  "2.16.840.1.101.3.4.3.18": "ML-DSA-65",
  "2.16.840.1.101.3.4.3.19": "ML-DSA-87",
};
const otherCurves: Record<string, string> = {
  "1.3.132.0.35": "P-521",
  "1.3.132.0.10": "secp256k1",
  "1.3.132.0.33": "P-224",
  "1.2.840.10045.3.1.1": "P-192",
  "1.3.36.3.3.2.8.1.1.7": "brainpoolP256r1",
  "1.3.36.3.3.2.8.1.1.11": "brainpoolP384r1",
  "1.3.36.3.3.2.8.1.1.13": "brainpoolP512r1",
};

/** Judges a SubjectPublicKeyInfo of the shape SEQUENCE { SEQUENCE { OID, … }, BIT STRING }. */
export function readKey(spki: DerElement): KeyReading {
  const [identifier, bits] = spki.children as [DerElement, DerElement];
  const algorithm = oidText(identifier.children[0]!.content);
  const exact = toHex(identifier.der);
  const whole = bits.content[0] === 0;
  const point = bits.content.subarray(1);
  if (algorithm === "1.2.840.113549.1.1.1") {
    if (exact !== rsaIdentifier) return refused("KEY_MALFORMED", "RSA without NULL parameters");
    return whole ? readRsa(point) : refused("KEY_MALFORMED", "unused bits");
  }
  if (algorithm !== ecPublicKey) return refused("KEY_TYPE_NOT_ALLOWED", keyTypes[algorithm] ?? algorithm);
  const curve = curveIdentifiers[exact];
  if (!curve) return refused("KEY_TYPE_NOT_ALLOWED", curveName(identifier));
  return whole ? readPoint(curve, point) : refused("KEY_MALFORMED", "unused bits");
}

/** "RSA 2048", "ECDSA P-256". */
export function keyAlgorithmName(key: CsrKey): string {
  return key.type === "RSA" ? `RSA ${key.bits}` : `ECDSA ${key.curve}`;
}

const refused = (code: CsrFault["code"], found: string): KeyReading => ({ key: null, faults: [{ code, found }] });

function curveName(identifier: DerElement): string {
  const parameters = identifier.children[1];
  if (identifier.children.length !== 2 || !parameters) return "EC without a curve";
  if (parameters.tag !== Tag.OID) return "explicit curve";
  const oid = oidText(parameters.content);
  return otherCurves[oid] ?? `curve ${oid}`;
}

function readPoint(curve: "P-256" | "P-384", point: Uint8Array): KeyReading {
  // RFC 5480 §2.2 leaves the compressed form to taste, but Go, for one, reads no certificate that has it.
  if (point[0] === 2 || point[0] === 3) return refused("KEY_MALFORMED", "compressed point");
  if (!isOnCurve(curve, point)) return refused("KEY_MALFORMED", `not a point on ${curve}`);
  return { key: { type: "EC", curve }, faults: [] };
}

const smallest = 2048;
const largest = 8192;
const smallestExponent = 65_537n;
// NIST SP 800-89 §5.3.3, which BR 6.1.6 refers to.
const exponentLimit = 1n << 256n;
// BR 6.1.1.3(5) asks for 100.
const fermatRounds = 110;

function readRsa(der: Uint8Array): KeyReading {
  const root = readInner(der);
  if (!root || root.tag !== Tag.SEQUENCE || !hasShape(root, Tag.INTEGER, Tag.INTEGER)) {
    return refused("KEY_MALFORMED", "no RSA key inside");
  }
  const [modulusDer, exponentDer] = root.children as [DerElement, DerElement];
  if (modulusDer.content[0]! >= 0x80 || exponentDer.content[0]! >= 0x80) {
    return refused("KEY_MALFORMED", "negative number");
  }
  const bits = bitLength(modulusDer.content);
  if (bits === 0) return refused("KEY_MALFORMED", "modulus 0");
  // Arithmetic on what is refused anyway would only cost time.
  if (bits > largest) return refused("KEY_TOO_LARGE", `RSA ${bits}`);
  const exponent = toBigInt(exponentDer.content);
  const modulus = toBigInt(modulusDer.content);
  const faults = [...sizeFaults(bits), ...exponentFaults(exponent, modulus), ...weaknesses(modulus)];
  const readable = !faults.some((fault) => fault.code === "KEY_MALFORMED");
  return { key: readable ? { type: "RSA", bits, exponent: exponent.toString() } : null, faults };
}

function bitLength(content: Uint8Array): number {
  const start = content[0] === 0 ? 1 : 0;
  if (start === content.length) return 0;
  return (content.length - start) * 8 - (Math.clz32(content[start]!) - 24);
}

function sizeFaults(bits: number): CsrFault[] {
  if (bits < smallest) return [{ code: "KEY_TOO_SMALL", found: `RSA ${bits}` }];
  // BR 6.1.5
  return bits % 8 === 0 ? [] : [{ code: "KEY_MALFORMED", found: `RSA ${bits}, not a multiple of 8` }];
}

function exponentFaults(exponent: bigint, modulus: bigint): CsrFault[] {
  if (exponent >= modulus) return [{ code: "KEY_MALFORMED", found: "exponent above the modulus" }];
  if (exponent % 2n === 1n && exponent >= smallestExponent && exponent < exponentLimit) return [];
  const found = exponent < exponentLimit ? `exponent ${exponent}` : "exponent above 256 bits";
  return [{ code: "EXPONENT_NOT_ALLOWED", found }];
}

function weaknesses(modulus: bigint): CsrFault[] {
  const factor = smallFactor(modulus);
  if (factor !== null) return [{ code: "WEAK_KEY", found: `divisible by ${factor}` }];
  if (looksLikeRoca(modulus)) return [{ code: "WEAK_KEY", found: "ROCA" }];
  return hasClosePrimes(modulus, fermatRounds) ? [{ code: "WEAK_KEY", found: "close primes" }] : [];
}
