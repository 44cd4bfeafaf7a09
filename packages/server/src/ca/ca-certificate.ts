import { createHash } from "node:crypto";
import type { SignatureHash } from "@duplicert/shared/signature-hash";
import { issuerAddress, rootCrlAddress } from "./addresses.ts";
import { encodeName, encodeSigned, encodeTbs, extensionValue, type NameAttribute } from "./asn1.ts";
import { newSerial } from "./draft.ts";
import { type Extension, extension } from "./extension.ts";
import { anyPolicy, KeyUsageBit, serverAuth } from "./profile.ts";
import { keyIdentifierOf, readCertificate, readSpki, readTbs } from "./read-certificate.ts";
import { publicKeyOf, signVerified } from "./sign-verified.ts";
import { type CaKeyType, signatureAlgorithm } from "./signature-algorithm.ts";
import type { Signer } from "./signer.ts";

/** The name of a CA, BR 7.1.2.10.2. */
export interface CaName {
  /** ISO 3166-1; "XX", which ISO leaves to its users, names no country. */
  country: string;
  organization: string;
  commonName: string;
}

/** What a CA certificate is to say. */
export interface CaSubject {
  name: CaName;
  spkiDer: Buffer;
  notBefore: Date;
  /** Included, RFC 5280 §4.1.2.5. */
  notAfter: Date;
}

/** By what a root signs CA certificates: the hash that no client lacks, and with ECDSA that of its curve (BR 7.1.3.2.2, P-384). */
export const rootHash: Record<CaKeyType, SignatureHash> = { RSA: "SHA256", EC: "SHA384" };

/** The last second of so many years; notAfter is inclusive, so minus one second. */
export function endOfYears(notBefore: Date, years: number): Date {
  const end = new Date(notBefore);
  end.setUTCFullYear(end.getUTCFullYear() + years);
  return new Date(end.getTime() - 1000);
}

/** To-be-signed bytes of a root. */
export function draftRoot(root: CaSubject): Buffer {
  const identifier = keyIdentifier(root.spkiDer);
  const name = encodeCaName(root.name);
  const extensions = rootExtensions(identifier);
  return draft({ ...root, issuer: name, subject: name, extensions, issuerSpki: root.spkiDer.toString("hex") });
}

/** To-be-signed bytes of an issuing CA under that root, whose files are at `pkiUrl` under its slug. */
export function draftIssuingCa(
  root: { slug: string; certificateDer: Buffer },
  issuing: CaSubject,
  pkiUrl: string,
): Buffer {
  const { facts } = readCertificate(root.certificateDer);
  const extensions = issuingExtensions(issuing, keyIdentifierOf(facts), root.slug, pkiUrl);
  const subject = encodeCaName(issuing.name);
  return draft({ ...issuing, issuer: facts.subject, subject, extensions, issuerSpki: facts.spki });
}

/** Signs a CA certificate with the root's key, and gives it back as DER. */
export async function signCa(root: Signer, tbs: Buffer): Promise<Buffer> {
  const hash = rootHash[root.keyType];
  const signature = await signVerified(root, publicKeyOf(root.spkiDer), tbs, hash);
  return encodeSigned(tbs, readTbs(tbs).signatureAlgorithm, signature);
}

function draft(of: CaSubject & { issuer: string; subject: string; extensions: Extension[]; issuerSpki: string }) {
  const { type } = readSpki(of.issuerSpki);
  if (type === null) throw new Error("A root has an RSA or an EC key.");
  return encodeTbs({
    serial: newSerial(),
    signatureAlgorithm: signatureAlgorithm(type, rootHash[type]),
    issuer: of.issuer,
    notBefore: of.notBefore,
    notAfter: of.notAfter,
    subject: of.subject,
    spki: of.spkiDer.toString("hex"),
    extensions: of.extensions,
  });
}

function encodeCaName({ country, organization, commonName }: CaName): string {
  const attributes: NameAttribute[] = [
    { oid: "2.5.4.6", encoding: "printable", value: country },
    { oid: "2.5.4.10", encoding: "utf8", value: organization },
    { oid: "2.5.4.3", encoding: "utf8", value: commonName },
  ];
  return encodeName(attributes);
}

/** RFC 7093 §2 method 1: the first 160 bits of the SHA-256 of the key bits. */
function keyIdentifier(spkiDer: Buffer): Buffer {
  const { key } = readSpki(spkiDer.toString("hex"));
  return createHash("sha256").update(key).digest().subarray(0, 20);
}

// BR 7.1.2.10.7: with digitalSignature, its key may sign OCSP answers too.
const caKeyUsage = extensionValue.keyUsage([
  KeyUsageBit.digitalSignature,
  KeyUsageBit.keyCertSign,
  KeyUsageBit.cRLSign,
]);

/** BR 7.1.2.1.2: no extended key usage, no policies, no path length. */
function rootExtensions(identifier: Buffer): Extension[] {
  return [
    extension("basicConstraints", extensionValue.isACa(null), true),
    extension("keyUsage", caKeyUsage, true),
    extension("subjectKeyIdentifier", extensionValue.subjectKeyIdentifier(identifier)),
    extension("authorityKeyIdentifier", extensionValue.authorityKeyIdentifier(identifier)),
  ];
}

/** BR 7.1.2.6.1: for TLS servers alone, and no CA below it; 7.1.2.10.5: with more than one kind of certificate, anyPolicy. */
function issuingExtensions({ spkiDer }: CaSubject, root: Buffer, rootSlug: string, pkiUrl: string): Extension[] {
  const access = { caIssuers: issuerAddress(pkiUrl, rootSlug) };
  return [
    extension("authorityKeyIdentifier", extensionValue.authorityKeyIdentifier(root)),
    extension("subjectKeyIdentifier", extensionValue.subjectKeyIdentifier(keyIdentifier(spkiDer))),
    extension("basicConstraints", extensionValue.isACa(0), true),
    extension("keyUsage", caKeyUsage, true),
    extension("extKeyUsage", extensionValue.extKeyUsage([serverAuth])),
    extension("certificatePolicies", extensionValue.certificatePolicies([anyPolicy])),
    extension("cRLDistributionPoints", extensionValue.cRLDistributionPoints(rootCrlAddress(pkiUrl, rootSlug))),
    extension("authorityInfoAccess", extensionValue.authorityInfoAccess(access)),
  ];
}
