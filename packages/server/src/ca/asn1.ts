import { KJUR } from "jsrsasign";
import type { Extension } from "./extension.ts";
import { toPem } from "./pem.ts";

// jsrsasign writes tag, length and value, nothing else: no hash, no random, no signature is ever its own.
// Its typings know neither `asn1` nor the short forms, hence this vocabulary of ours.
export type Shape =
  | { seq: Shape[] }
  | { set: Shape[] }
  | { oid: string }
  | { int: number | { hex: string } }
  | { enum: number }
  | { bool: true }
  | { utf8str: { str: string } }
  | { prnstr: { str: string } }
  | { ia5str: { str: string } }
  | { octstr: { hex: string } }
  | { bitstr: { hex: string } }
  | { utctime: string }
  | { gentime: string }
  | { tag: { tage: string; obj: Shape } | { tagi: string; obj: Shape } }
  | { asn1: { tlv: string } };

const asn1Util = KJUR.asn1.ASN1Util as unknown as { newObject(shape: Shape): { tohex(): string } };
const encode = (shape: Shape): string => asn1Util.newObject(shape).tohex();
export const buffer = (shape: Shape): Buffer => Buffer.from(encode(shape), "hex");
export const ready = (hex: string): Shape => ({ asn1: { tlv: hex } });
export const bitString = (contents: Buffer): Shape => ({ bitstr: { hex: `00${contents.toString("hex")}` } });

/** A positive INTEGER from its magnitude. */
export function positive(magnitude: Buffer): Shape {
  const hex = magnitude.toString("hex").replace(/^(00)+(?=.)/, "");
  return { int: { hex: Number.parseInt(hex.slice(0, 2), 16) >= 0x80 ? `00${hex}` : hex } };
}

/** RFC 5280 §4.1.2.5: UTCTime through 2049, GeneralizedTime from 2050, whole seconds. */
function time(at: Date): Shape {
  const digits = at
    .toISOString()
    .replace(/\.\d+Z$/, "Z")
    .replace(/[-:T]/g, "");
  return at.getUTCFullYear() < 2050 ? { utctime: digits.slice(2) } : { gentime: digits };
}

export interface NameAttribute {
  oid: string;
  encoding: "utf8" | "printable";
  value: string;
}

/** A distinguished name of one attribute per RDN, in the order given; hex DER. */
export function encodeName(attributes: readonly NameAttribute[]): string {
  const rdns = attributes.map(({ oid, encoding, value }): Shape => {
    const text: Shape = encoding === "utf8" ? { utf8str: { str: value } } : { prnstr: { str: value } };
    return { set: [{ seq: [{ oid }, text] }] };
  });
  return encode({ seq: rdns });
}

const uri = (address: string): Shape => ({ tag: { tagi: "86", obj: { ia5str: { str: address } } } });
const fullName = (address: string): Shape => ({
  tag: { tage: "a0", obj: { tag: { tagi: "a0", obj: { seq: [uri(address)] } } } },
});

/** The DER, as hex, inside each extension we write (RFC 5280 §4.2 and §5.2). */
export const extensionValue = {
  authorityKeyIdentifier: (keyId: Buffer) =>
    encode({ seq: [{ tag: { tagi: "80", obj: { octstr: { hex: keyId.toString("hex") } } } }] }),
  subjectKeyIdentifier: (keyId: Buffer) => encode({ octstr: { hex: keyId.toString("hex") } }),
  subjectAltName: (dnsNames: readonly string[]) =>
    encode({ seq: dnsNames.map((str): Shape => ({ tag: { tagi: "82", obj: { ia5str: { str } } } })) }),
  certificatePolicies: (oids: readonly string[]) => encode({ seq: oids.map((oid): Shape => ({ seq: [{ oid }] })) }),
  extKeyUsage: (oids: readonly string[]) => encode({ seq: oids.map((oid): Shape => ({ oid })) }),
  cRLDistributionPoints: (address: string) => encode({ seq: [{ seq: [fullName(address)] }] }),
  authorityInfoAccess: ({ caIssuers, ocsp = null }: { caIssuers: string; ocsp?: string | null }) => {
    const access = (oid: string, address: string): Shape => ({ seq: [{ oid }, uri(address)] });
    const issuers = access("1.3.6.1.5.5.7.48.2", caIssuers);
    return encode({ seq: ocsp === null ? [issuers] : [access("1.3.6.1.5.5.7.48.1", ocsp), issuers] });
  },
  notACa: () => encode({ seq: [] }),
  isACa: (pathLength: number | null) =>
    encode({ seq: pathLength === null ? [{ bool: true }] : [{ bool: true }, { int: pathLength }] }),
  /** Bits by their number in RFC 5280 §4.2.1.3; X.690 11.2.2: no trailing zero bits. */
  keyUsage: (bits: readonly number[]) => {
    const octet = bits.reduce((sum, bit) => sum | (0x80 >> bit), 0);
    const unused = 7 - Math.max(...bits);
    return encode({ bitstr: { hex: Buffer.from([unused, octet]).toString("hex") } });
  },
  cRLNumber: (number: bigint) => encode(positive(Buffer.from(evenHex(number), "hex"))),
  reasonCode: (reason: number) => encode({ enum: reason }),
  /** Of subscribers' certificates only. */
  issuingDistributionPoint: (address: string) =>
    encode({ seq: [fullName(address), { tag: { tagi: "81", obj: { bool: true } } }] }),
};

function evenHex(number: bigint): string {
  const hex = number.toString(16);
  return hex.length % 2 === 0 ? hex : `0${hex}`;
}

const extensions = (list: readonly Extension[]): Shape => ({
  seq: list.map(({ oid, critical, value }): Shape => {
    const octets: Shape = { octstr: { hex: value } };
    return { seq: critical ? [{ oid }, { bool: true }, octets] : [{ oid }, octets] };
  }),
});

export interface TbsParts {
  serial: Buffer;
  signatureAlgorithm: string;
  issuer: string;
  notBefore: Date;
  notAfter: Date;
  subject: string;
  spki: string;
  extensions: readonly Extension[];
}

/** TBSCertificate, version 3; names, key and algorithm are hex DER. */
export function encodeTbs(parts: TbsParts): Buffer {
  return buffer({
    seq: [
      { tag: { tage: "a0", obj: { int: 2 } } },
      positive(parts.serial),
      ready(parts.signatureAlgorithm),
      ready(parts.issuer),
      { seq: [time(parts.notBefore), time(parts.notAfter)] },
      ready(parts.subject),
      ready(parts.spki),
      { tag: { tage: "a3", obj: extensions(parts.extensions) } },
    ],
  });
}

export interface TbsCrlParts {
  signatureAlgorithm: string;
  issuer: string;
  thisUpdate: Date;
  nextUpdate: Date;
  revoked: readonly { serial: Buffer; at: Date; extensions: readonly Extension[] }[];
  extensions: readonly Extension[];
}

/** TBSCertList, version 2. */
export function encodeTbsCrl(parts: TbsCrlParts): Buffer {
  const entries = parts.revoked.map(({ serial, at, extensions: own }): Shape => {
    const entry = [positive(serial), time(at)];
    return { seq: own.length > 0 ? [...entry, extensions(own)] : entry };
  });
  return buffer({
    seq: [
      { int: 1 },
      ready(parts.signatureAlgorithm),
      ready(parts.issuer),
      time(parts.thisUpdate),
      time(parts.nextUpdate),
      // RFC 5280 §5.1.2.6: absent, not empty, when nothing is revoked.
      ...(entries.length > 0 ? [{ seq: entries }] : []),
      { tag: { tage: "a0", obj: extensions(parts.extensions) } },
    ],
  });
}

/** A certificate or a CRL: what was signed, how, and the signature. */
export function encodeSigned(tbs: Buffer, algorithm: string, signature: Buffer): Buffer {
  return buffer({ seq: [ready(tbs.toString("hex")), ready(algorithm), bitString(signature)] });
}

/** CertificationRequest without attributes (RFC 2986 §4), to be signed by `encodeSigned`. */
export function encodeRequestInfo(subject: string, spki: string): Buffer {
  return buffer({ seq: [{ int: 0 }, ready(subject), ready(spki), ready("a000")] });
}

/** Ecdsa-Sig-Value (RFC 3279 §2.2.3) from r and s of one length, one after the other. */
export function encodeEcdsaSignature(raw: Buffer): Buffer {
  const half = raw.length / 2;
  return buffer({ seq: [positive(raw.subarray(0, half)), positive(raw.subarray(half))] });
}

/** PKCS#7 "certs-only" (RFC 2315, RFC 5652 §5.1 without signers), the certificates in the order given; PEM. */
export function pkcs7(certificatesDer: readonly Buffer[]): string {
  const certificates = certificatesDer.map((der) => ready(der.toString("hex")));
  const signedData: Shape = {
    seq: [
      { int: 1 },
      { set: [] },
      { seq: [{ oid: "1.2.840.113549.1.7.1" }] },
      { tag: { tagi: "a0", obj: { seq: certificates } } },
      { set: [] },
    ],
  };
  const der = buffer({ seq: [{ oid: "1.2.840.113549.1.7.2" }, { tag: { tage: "a0", obj: signedData } }] });
  return toPem("PKCS7", der);
}
