import { fromHex, toHex } from "./bytes.ts";
import type { CsrFault } from "./csr-faults.ts";
import { type DerElement, oidText, Tag } from "./der.ts";
import { type Curve, uncompressedPoint } from "./elliptic-curve.ts";
import { type RsaKey, readRsaKey } from "./rsa-key.ts";

export type CsrKey = RsaKey | { type: "EC"; curve: Curve };

/** A key that a signature can be verified with. */
export interface ReadableKey {
  key: CsrKey;
  /**
   * The SubjectPublicKeyInfo with an elliptic curve's point uncompressed, whatever the CSR has: RFC 5480 §2.2 leaves the
   * form open, and one key in two forms would be two keys to the ledger and to the block list, as would its certificate
   * be one that Go, for one, cannot read. No other byte of an accepted SubjectPublicKeyInfo can be written in two ways.
   */
  spkiDer: Uint8Array;
}

/** A public key judged. It is not readable when of no allowed type or form, and then no signature can be verified. */
export interface KeyReading {
  readable: ReadableKey | null;
  faults: CsrFault[];
}

// BR 7.1.3.1: the AlgorithmIdentifier, byte for byte.
const rsaIdentifier = "300d06092a864886f70d0101010500";
const curveIdentifiers: Record<string, Curve> = {
  "301306072a8648ce3d020106082a8648ce3d030107": "P-256",
  "301006072a8648ce3d020106052b81040022": "P-384",
};

/** What stands before an uncompressed point: the SEQUENCE, the identifier, the BIT STRING without unused bits. */
const uncompressedHead: Record<Curve, string> = {
  "P-256": "3059301306072a8648ce3d020106082a8648ce3d030107034200",
  "P-384": "3076301006072a8648ce3d020106052b81040022036200",
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
    if (!whole) return refused("KEY_MALFORMED", "unused bits");
    const { key, faults } = readRsaKey(point);
    return { readable: key && { key, spkiDer: spki.der.slice() }, faults };
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

const refused = (code: CsrFault["code"], found: string): KeyReading => ({ readable: null, faults: [{ code, found }] });

function curveName(identifier: DerElement): string {
  const parameters = identifier.children[1];
  if (identifier.children.length !== 2 || !parameters) return "EC without a curve";
  if (parameters.tag !== Tag.OID) return "explicit curve";
  const oid = oidText(parameters.content);
  return otherCurves[oid] ?? `curve ${oid}`;
}

function readPoint(curve: Curve, point: Uint8Array): KeyReading {
  if (point.length === 1 && point[0] === 0) return refused("KEY_MALFORMED", "point at infinity");
  // RFC 5480 §2.2 forbids the hybrid form.
  if (point[0] === 6 || point[0] === 7) return refused("KEY_MALFORMED", "hybrid point");
  const whole = uncompressedPoint(curve, point);
  if (!whole) return refused("KEY_MALFORMED", `not a point on ${curve}`);
  const head = fromHex(uncompressedHead[curve]);
  const spkiDer = new Uint8Array(head.length + whole.length);
  spkiDer.set(head);
  spkiDer.set(whole, head.length);
  return { readable: { key: { type: "EC", curve }, spkiDer }, faults: [] };
}
