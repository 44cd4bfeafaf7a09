import { verify } from "node:crypto";
import { inside, oidText, primitive, readOne, Tag, timeOf } from "./der.ts";
import { ExtensionOid } from "./extension.ts";
import { readCertificate } from "./read-certificate.ts";
import { publicKeyOf } from "./sign-verified.ts";
import { digestName, signatureOf } from "./signature-algorithm.ts";

/** What a CRL says of itself; `issuer` is hex DER. */
export interface ReadCrl {
  issuer: string;
  thisUpdate: Date;
  nextUpdate: Date;
  number: bigint;
  /** How many certificates it revokes. */
  entries: number;
  /** Whether it speaks of all certificates of its CA. */
  whole: boolean;
  signed: { tbs: Buffer; algorithm: string; signature: Buffer };
}

/** Throws where the bytes are no CRL of version 2 with a number and a next update, in DER. */
export function readCrl(der: Buffer): ReadCrl {
  const [tbs, algorithm, signature] = inside(readOne(der), Tag.SEQUENCE);
  const bits = primitive(signature, Tag.BIT_STRING);
  const [, , issuer, thisUpdate, nextUpdate, ...rest] = inside(tbs, Tag.SEQUENCE);
  const revoked = rest.find(({ tag }) => tag === Tag.SEQUENCE);
  const extensions = inside(inside(rest.at(-1), 0xa0)[0], Tag.SEQUENCE).map((node) => {
    const parts = inside(node, Tag.SEQUENCE);
    return { oid: oidText(parts[0]), value: primitive(parts.at(-1), Tag.OCTET_STRING) };
  });
  const number = extensions.find(({ oid }) => oid === ExtensionOid.cRLNumber);
  if (!tbs || !algorithm || !issuer || !number || bits[0] !== 0) throw new Error("This is not a CRL.");
  return {
    issuer: issuer.raw.toString("hex"),
    thisUpdate: timeOf(thisUpdate),
    nextUpdate: timeOf(nextUpdate),
    number: BigInt(`0x${primitive(readOne(number.value), Tag.INTEGER).toString("hex")}`),
    entries: revoked ? inside(revoked, Tag.SEQUENCE).length : 0,
    whole: !extensions.some(({ oid }) => oid === ExtensionOid.issuingDistributionPoint),
    signed: { tbs: tbs.raw, algorithm: algorithm.raw.toString("hex"), signature: bits.subarray(1) },
  };
}

/** Whether that CA signed the CRL: its name and its key. */
export function isCrlOf(crl: ReadCrl, caDer: Buffer): boolean {
  const { facts } = readCertificate(caDer);
  const { tbs, algorithm, signature } = crl.signed;
  const by = signatureOf(algorithm);
  const key = publicKeyOf(Buffer.from(facts.spki, "hex"));
  if (!by || key.asymmetricKeyType !== by.keyType.toLowerCase()) return false;
  return crl.issuer === facts.subject && verify(digestName(by.hash), tbs, key, signature);
}
