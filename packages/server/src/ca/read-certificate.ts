import { booleanOf, type DerNode, inside, oidText, primitive, readOne, Tag, timeOf } from "./der.ts";
import { ExtensionOid } from "./extension.ts";

// Read by a parser that is not the encoder: what one of them gets wrong the other one notices.

export interface ReadAttribute {
  oid: string;
  tag: number;
  value: string;
}

interface ReadExtension {
  oid: string;
  critical: boolean;
  value: Buffer;
}

/** A TBSCertificate as its bytes say; names, key and algorithm are hex DER. */
export interface ReadTbs {
  version: number;
  /** Content octets of the INTEGER. */
  serial: Buffer;
  signatureAlgorithm: string;
  issuer: string;
  notBefore: Date;
  notAfter: Date;
  subject: string;
  attributes: ReadAttribute[];
  spki: string;
  extensions: ReadExtension[];
}

/** Throws a DerError when the bytes are not a strict DER TBSCertificate. */
export function readTbs(bytes: Buffer): ReadTbs {
  const parts = inside(readOne(bytes), Tag.SEQUENCE);
  const [version, serial, algorithm, issuer, validity, subject, spki, extensions] = parts;
  if (parts.length !== 8) throw new Error(`${parts.length} parts where 8 belong`);
  const [notBefore, notAfter] = inside(validity, Tag.SEQUENCE);
  const [list] = inside(extensions, 0xa3);
  return {
    version: primitive(inside(version, 0xa0)[0], Tag.INTEGER).readUInt8(0),
    serial: primitive(serial, Tag.INTEGER),
    signatureAlgorithm: hexOf(algorithm),
    issuer: hexOf(issuer),
    notBefore: timeOf(notBefore),
    notAfter: timeOf(notAfter),
    subject: hexOf(subject),
    attributes: inside(subject, Tag.SEQUENCE).map(attributeOf),
    spki: hexOf(spki),
    extensions: inside(list, Tag.SEQUENCE).map(extensionOf),
  };
}

/** The parts of a certificate: the bytes that were signed, what they say, and the signature. */
export function readCertificate(der: Buffer): { tbs: Buffer; facts: ReadTbs; algorithm: string; signature: Buffer } {
  const [tbs, algorithm, signature] = inside(readOne(der), Tag.SEQUENCE);
  const bits = primitive(signature, Tag.BIT_STRING);
  if (!tbs || bits[0] !== 0) throw new Error("This is not a certificate.");
  return { tbs: tbs.raw, facts: readTbs(tbs.raw), algorithm: hexOf(algorithm), signature: bits.subarray(1) };
}

const hexOf = (node: DerNode | undefined): string => node?.raw.toString("hex") ?? "";

function attributeOf(rdn: DerNode): ReadAttribute {
  const [only, ...more] = inside(rdn, Tag.SET);
  if (more.length > 0) throw new Error("several attributes in one RDN");
  const [type, value] = inside(only, Tag.SEQUENCE);
  return { oid: oidText(type), tag: value?.tag ?? 0, value: value?.value.toString("utf8") ?? "" };
}

function extensionOf(node: DerNode): ReadExtension {
  const parts = inside(node, Tag.SEQUENCE);
  const critical = parts.length === 3 ? booleanOf(parts[1]) : false;
  return { oid: oidText(parts[0]), critical, value: primitive(parts.at(-1), Tag.OCTET_STRING) };
}

/** The key identifier of a CA, by its own certificate. */
export function keyIdentifierOf({ extensions }: ReadTbs): Buffer {
  const found = extensions.find(({ oid }) => oid === ExtensionOid.subjectKeyIdentifier);
  if (!found) throw new Error("The CA's certificate has no subject key identifier.");
  return readExtension.subjectKeyIdentifier(found.value);
}

/** Subject public key info: its AlgorithmIdentifier as hex, whether RSA or EC, and the key bits. */
export function readSpki(hex: string): { type: "RSA" | "EC" | null; algorithm: string; key: Buffer } {
  const [algorithm, key] = inside(readOne(Buffer.from(hex, "hex")), Tag.SEQUENCE);
  const oid = oidText(inside(algorithm, Tag.SEQUENCE)[0]);
  const type = oid === "1.2.840.113549.1.1.1" ? "RSA" : oid === "1.2.840.10045.2.1" ? "EC" : null;
  const bits = primitive(key, Tag.BIT_STRING);
  if (bits[0] !== 0) throw new Error("unused bits in a public key");
  return { type, algorithm: hexOf(algorithm), key: bits.subarray(1) };
}

const sequence = (value: Buffer): DerNode[] => inside(readOne(value), Tag.SEQUENCE);
const ia5 = (node: DerNode | undefined, tag: number): string => primitive(node, tag).toString("latin1");

/** What is inside each extension, by RFC 5280 §4.2.1. */
export const readExtension = {
  subjectAltName: (value: Buffer) =>
    sequence(value).map(({ tag, value: name }) => ({ tag, value: name.toString("latin1") })),
  oids: (value: Buffer) => sequence(value).map(oidText),
  policies: (value: Buffer) =>
    sequence(value)
      .map((policy) => inside(policy, Tag.SEQUENCE))
      .map(([oid]) => oidText(oid)),
  keyUsage: (value: Buffer): number[] => {
    const [, ...octets] = primitive(readOne(value), Tag.BIT_STRING);
    const bits = octets.flatMap((octet, at) =>
      [...Array(8).keys()].map((bit) => (octet & (0x80 >> bit) ? at * 8 + bit : -1)),
    );
    return bits.filter((bit) => bit >= 0);
  },
  subjectKeyIdentifier: (value: Buffer) => primitive(readOne(value), Tag.OCTET_STRING),
  /** Null when it holds anything but a key identifier. */
  authorityKeyIdentifier: (value: Buffer) => {
    const parts = sequence(value);
    return parts.length === 1 && parts[0]?.tag === 0x80 ? parts[0].value : null;
  },
  basicConstraints: (value: Buffer) => {
    const [ca, length] = sequence(value);
    return { ca: ca ? booleanOf(ca) : false, pathLength: length ? primitive(length, Tag.INTEGER).readUInt8(0) : null };
  },
  /** Each method with its address. */
  authorityInfoAccess: (value: Buffer) =>
    sequence(value).map((access) => {
      const [method, location] = inside(access, Tag.SEQUENCE);
      return { method: oidText(method), address: ia5(location, 0x86) };
    }),
  /** The addresses of each distribution point, which has a full name and nothing else. */
  distributionPoints: (value: Buffer) =>
    sequence(value).map((point) => {
      const [name, ...more] = inside(point, Tag.SEQUENCE);
      if (more.length > 0) throw new Error("a distribution point with reasons or an issuer");
      return inside(inside(name, 0xa0)[0], 0xa0).map((one) => ia5(one, 0x86));
    }),
};
