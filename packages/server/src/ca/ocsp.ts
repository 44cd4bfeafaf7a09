import { createHash } from "node:crypto";
import { type CertIdParts, encodeResponseData } from "./asn1-ocsp.ts";
import { type RevocationReason, reasonCodes } from "./crl.ts";
import { inside, oidText, primitive, readOne, Tag } from "./der.ts";
import type { IssuingCaFacts } from "./profile.ts";
import { readCertificate, readSpki } from "./read-certificate.ts";

/** The hashes by which a CertID may name its issuer: SHA-1 says who, and proves nothing (RFC 5019 §2.1.1). */
export const CertIdHash = { SHA1: "SHA1", SHA256: "SHA256" } as const;
export type CertIdHash = (typeof CertIdHash)[keyof typeof CertIdHash];

// AlgorithmIdentifiers with NULL, as every client writes them.
const algorithms: Record<CertIdHash, { oid: string; der: string }> = {
  SHA1: { oid: "1.3.14.3.2.26", der: "300906052b0e03021a0500" },
  SHA256: { oid: "2.16.840.1.101.3.4.2.1", der: "300d06096086480165030402010500" },
};

/** What an OCSP request asks about. */
export interface OcspQuestion {
  /** null: by a hash we do not answer. */
  hash: CertIdHash | null;
  issuerNameHash: Buffer;
  issuerKeyHash: Buffer;
  serial: Buffer;
}

/** A longer request asks for more than one certificate, or for nothing we know. */
export const longestOcspRequest = 2048;

/**
 * Reads an OCSPRequest (RFC 6960 §4.1.1); null when it is none, or asks about several certificates at once: answers are made
 * beforehand, one by one (RFC 5019 §2.1.1). A signature, a requestor's name and extensions, a nonce among them, are not looked at.
 */
export function readOcspRequest(bytes: Buffer): OcspQuestion | null {
  if (bytes.length > longestOcspRequest) return null;
  try {
    const [tbs] = inside(readOne(bytes), Tag.SEQUENCE);
    const list = inside(tbs, Tag.SEQUENCE).find(({ tag }) => tag === Tag.SEQUENCE);
    const [request, ...more] = inside(list, Tag.SEQUENCE);
    if (more.length > 0) return null;
    const parts = inside(inside(request, Tag.SEQUENCE)[0], Tag.SEQUENCE);
    const [algorithm, name, key, serial] = parts;
    const oid = oidText(inside(algorithm, Tag.SEQUENCE)[0]);
    const hash = Object.values(CertIdHash).find((one) => algorithms[one].oid === oid) ?? null;
    const integer = primitive(serial, Tag.INTEGER);
    if (parts.length !== 4 || integer.length === 0 || integer.length > 21) return null;
    return {
      hash,
      issuerNameHash: primitive(name, Tag.OCTET_STRING),
      issuerKeyHash: primitive(key, Tag.OCTET_STRING),
      serial: integer[0] === 0 ? integer.subarray(1) : integer,
    };
  } catch {
    return null;
  }
}

/** Whether the question is about a certificate of that CA. */
export function asksAbout(ca: IssuingCaFacts, { hash, issuerNameHash, issuerKeyHash }: OcspQuestion): boolean {
  if (hash === null) return false;
  const own = issuerHashes(ca, hash);
  return own.issuerNameHash.equals(issuerNameHash) && own.issuerKeyHash.equals(issuerKeyHash);
}

function issuerHashes(ca: IssuingCaFacts, hash: CertIdHash) {
  const { subject, spki } = readCertificate(ca.certificateDer).facts;
  const digest = (bytes: Buffer) => createHash(hash.toLowerCase()).update(bytes).digest();
  return { issuerNameHash: digest(Buffer.from(subject, "hex")), issuerKeyHash: digest(readSpki(spki).key) };
}

/** What OCSP says about a certificate, and from when to when. */
export interface OcspFacts {
  serial: Buffer;
  revoked: { at: Date; reason: RevocationReason | null } | null;
  thisUpdate: Date;
  nextUpdate: Date;
}

const hour = 3_600_000;

/** The bytes of an answer that are to be signed, for who asks by that hash. Throws where the facts would break BR 4.9.10. */
export function draftOcsp(ca: IssuingCaFacts, facts: OcspFacts, hash: CertIdHash): Buffer {
  const lives = facts.nextUpdate.getTime() - facts.thisUpdate.getTime();
  if (lives < 8 * hour || lives > 240 * hour) throw new Error("An OCSP answer lives 8 hours to 10 days.");
  const certId: CertIdParts = { hashAlgorithm: algorithms[hash].der, ...issuerHashes(ca, hash), serial: facts.serial };
  const { revoked, thisUpdate, nextUpdate } = facts;
  return encodeResponseData({
    // RFC 6960 §4.2.2.3: SHA-1, whatever the CertID has
    keyHash: issuerHashes(ca, "SHA1").issuerKeyHash,
    producedAt: thisUpdate,
    certId,
    revoked: revoked && { at: revoked.at, reason: revoked.reason === null ? null : reasonCodes[revoked.reason] },
    thisUpdate,
    nextUpdate,
  });
}

/** Answers without a signature (RFC 6960 §2.3): they say nothing about any certificate. */
export const ocspRefusal = {
  malformedRequest: Buffer.from("30030a0101", "hex"),
  tryLater: Buffer.from("30030a0103", "hex"),
  /** RFC 5019 §2.2.3: not a certificate this responder speaks for. */
  unauthorized: Buffer.from("30030a0106", "hex"),
} as const;
