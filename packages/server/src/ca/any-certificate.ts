import { createHash, type KeyObject, X509Certificate } from "node:crypto";
import { distinguishedName } from "@duplicert/shared/distinguished-name";
import { type DerNode, inside, oidText, primitive, readOne, Tag } from "./der.ts";
import { ExtensionOid } from "./extension.ts";
import { attributeType, textOf } from "./name-text.ts";

/** A certificate that anybody may have issued, as far as it has to be known here. Bytes are views or DER. */
export interface AnyCertificate {
  der: Buffer;
  sha256: string;
  /** Content octets of the INTEGER, whatever its sign. */
  serial: Buffer;
  /** Names as DER, to compare; as RFC 4514 writes them, to show. */
  issuer: Buffer;
  subject: Buffer;
  issuerText: string;
  subjectText: string;
  commonName: string | null;
  organization: string | null;
  country: string | null;
  notBefore: Date;
  notAfter: Date;
  publicKey: KeyObject;
  spki: Buffer;
  isCa: boolean;
  /** Null without the extension. */
  usages: string[] | null;
  policies: string[];
  dnsNames: string[];
  /** What else its subjectAltName holds, in words. */
  otherNames: string[];
  tbs: Buffer;
  signatureAlgorithm: Buffer;
  signature: Buffer;
}

/** Reads a certificate of another CA; null for what is none, is not strict DER, or has a key that cannot be read. Never throws. */
export function readAnyCertificate(der: Buffer): AnyCertificate | null {
  try {
    return read(der);
  } catch {
    return null;
  }
}

function read(der: Buffer): AnyCertificate {
  const [tbs, signatureAlgorithm, signature] = inside(readOne(der), Tag.SEQUENCE);
  const parts = inside(tbs, Tag.SEQUENCE);
  // RFC 5280 §4.1: version 1 leaves its number out
  const [serial, , issuer, , subject, spki] = parts[0]?.tag === 0xa0 ? parts.slice(1) : parts;
  const bits = primitive(signature, Tag.BIT_STRING);
  const x509 = new X509Certificate(der);
  const extensions = extensionsOf(parts.find(({ tag }) => tag === 0xa3));
  const names = namesOf(extensions.get(ExtensionOid.subjectAltName));
  const subjectRdns = rdnsOf(subject!);
  const last = (oid: string) => subjectRdns.flat().findLast((one) => one.oid === oid)?.text ?? null;
  return {
    der,
    sha256: createHash("sha256").update(der).digest("hex"),
    serial: primitive(serial, Tag.INTEGER),
    issuer: issuer!.raw,
    subject: subject!.raw,
    issuerText: nameOf(rdnsOf(issuer!)),
    subjectText: nameOf(subjectRdns),
    commonName: last("2.5.4.3"),
    organization: last("2.5.4.10"),
    country: last("2.5.4.6"),
    notBefore: timeFrom(x509.validFromDate),
    notAfter: timeFrom(x509.validToDate),
    publicKey: x509.publicKey,
    spki: spki!.raw,
    isCa: x509.ca,
    usages: oidsOf(extensions.get(ExtensionOid.extKeyUsage)),
    policies: policiesOf(extensions.get(ExtensionOid.certificatePolicies)),
    ...names,
    tbs: tbs!.raw,
    signatureAlgorithm: signatureAlgorithm!.raw,
    signature: bits.subarray(1),
  };
}

// Far from every calendar there are times that no database keeps.
function timeFrom(at: Date): Date {
  const year = at.getUTCFullYear();
  if (!(year >= 1950 && year <= 9999)) throw new Error("a time out of every calendar");
  return at;
}

function extensionsOf(field: DerNode | undefined): Map<string, Buffer> {
  const [list] = field ? inside(field, 0xa3) : [];
  const found = list ? inside(list, Tag.SEQUENCE).map((one) => inside(one, Tag.SEQUENCE)) : [];
  const entries = found.map((parts) => [oidText(parts[0]), primitive(parts.at(-1), Tag.OCTET_STRING)] as const);
  // RFC 5280 §4.2: no extension comes twice
  if (new Set(entries.map(([oid]) => oid)).size < entries.length) throw new Error("an extension that comes twice");
  return new Map(entries);
}

function oidsOf(value: Buffer | undefined): string[] | null {
  return value ? inside(readOne(value), Tag.SEQUENCE).map(oidText) : null;
}

function policiesOf(value: Buffer | undefined): string[] {
  if (!value) return [];
  return inside(readOne(value), Tag.SEQUENCE).map((policy) => oidText(inside(policy, Tag.SEQUENCE)[0]));
}

// RFC 5280 §4.2.1.6
const otherKinds: Record<number, string> = { 129: "e-mail address", 134: "URI", 136: "registered id" };

function namesOf(value: Buffer | undefined): { dnsNames: string[]; otherNames: string[] } {
  const names = value ? inside(readOne(value), Tag.SEQUENCE) : [];
  const isDns = ({ tag }: DerNode) => tag === 0x82;
  return {
    dnsNames: [...new Set(names.filter(isDns).map((name) => name.value.toString("latin1")))],
    otherNames: names.filter((name) => !isDns(name)).map(otherName),
  };
}

function otherName({ tag, value }: DerNode): string {
  if (tag === 0x87) return `IP address ${addressText(value)}`;
  const kind = otherKinds[tag];
  return kind ? `${kind} ${printable(value.toString("latin1"))}` : "a name of another kind";
}

function addressText(bytes: Buffer): string {
  if (bytes.length === 4) return [...bytes].join(".");
  return bytes.toString("hex").replace(/(.{4})(?=.)/g, "$1:");
}

const printable = (text: string): string => text.replace(/[^ -~]/g, "?").slice(0, 200);

interface Attribute {
  oid: string;
  text: string | null;
  raw: Buffer;
}

function rdnsOf(name: DerNode): Attribute[][] {
  return inside(name, Tag.SEQUENCE).map((rdn) =>
    inside(rdn, Tag.SET).map((attribute) => {
      const [type, value] = inside(attribute, Tag.SEQUENCE);
      return { oid: oidText(type), text: value ? textOf(value) : null, raw: value?.raw ?? Buffer.alloc(0) };
    }),
  );
}

function nameOf(rdns: Attribute[][]): string {
  return distinguishedName(
    rdns.map((rdn) =>
      rdn.map(({ oid, text, raw }) => {
        const type = attributeType(oid);
        return type && text !== null
          ? { type, value: text }
          : { type: type ?? oid, value: null, encoded: raw.toString("hex") };
      }),
    ),
  );
}
