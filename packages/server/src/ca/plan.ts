import { createHash } from "node:crypto";
import { normalizeDnsName } from "@duplicert/shared/dns-name";
import type { SignatureHash } from "@duplicert/shared/signature-hash";
import { wholeSecond } from "@duplicert/shared/validity";
import { crlAddress, issuerAddress, ocspAddress } from "./addresses.ts";
import { answersOcsp } from "./answers-ocsp.ts";
import { encodeName, extensionValue } from "./asn1.ts";
import { crlShardOf } from "./crl-shard.ts";
import { type Extension, extension } from "./extension.ts";
import { type IssuingCaFacts, type Profile, type ProfileName, profileOf, type SubjectFacts } from "./profile.ts";
import { keyIdentifierOf, type ReadTbs, readCertificate, readSpki } from "./read-certificate.ts";
import { signatureAlgorithm } from "./signature-algorithm.ts";

/** The whole content that is allowed: a certificate is this plus a serial number and a notBefore. Plain JSON; hex is DER. */
export interface Plan {
  profile: ProfileName;
  profileVersion: number;
  issuingCaId: string;
  issuer: string;
  subject: string;
  commonName: string;
  dnsNames: string[];
  spki: string;
  /** Which of the CA's CRLs will speak of it: the one whose address is among the extensions. Plans made before there were several lack it: 0. */
  crlShard?: number;
  /** ISO, whole second, the last one of validity (RFC 5280 §4.1.2.5: inclusive). */
  notAfter: string;
  signatureHash: SignatureHash;
  /** DER AlgorithmIdentifier, as hex. */
  signatureAlgorithm: string;
  extensions: Extension[];
}

export interface CertificateWish {
  profile: ProfileName;
  subject: SubjectFacts;
  dnsNames: string[];
  spkiDer: Uint8Array;
  validTo: Date;
  signatureHash: SignatureHash;
}

/** Writes out what would be issued. Pure: no key, no clock. Throws where the facts cannot make that kind of certificate. */
export function planCertificate(wish: CertificateWish, ca: IssuingCaFacts, pkiUrl: string): Plan {
  const profile = profileOf(wish.profile);
  const issuing = readCertificate(ca.certificateDer).facts;
  const dnsNames = [...new Set(wish.dnsNames.map(dnsNameOf))];
  const commonName = dnsNameOf(wish.subject.commonName);
  // BR 7.1.4.3: the common name is one of the names of the subjectAltName, character for character.
  if (!dnsNames.includes(commonName)) throw new Error(`The common name ${commonName} is not among the DNS names.`);
  const attributes = subjectAttributes(profile, { ...wish.subject, commonName });
  const spki = Buffer.from(wish.spkiDer).toString("hex");
  const crlShard = crlShardOf(spki, ca.crlShards);
  return {
    profile: profile.name,
    profileVersion: profile.version,
    issuingCaId: ca.id,
    issuer: issuing.subject,
    subject: encodeName(attributes),
    commonName,
    dnsNames,
    spki,
    crlShard,
    notAfter: wholeSecond(wish.validTo).toISOString(),
    signatureHash: wish.signatureHash,
    signatureAlgorithm: signatureAlgorithm(ca.keyType, wish.signatureHash),
    extensions: [
      extension("authorityKeyIdentifier", extensionValue.authorityKeyIdentifier(keyIdentifierOf(issuing))),
      // BR 7.1.2.7.12: critical exactly when the subject is empty.
      extension("subjectAltName", extensionValue.subjectAltName(dnsNames), attributes.length === 0),
      extension("certificatePolicies", extensionValue.certificatePolicies([profile.policyOid])),
      extension("keyUsage", extensionValue.keyUsage(keyUsageOf(profile, spki)), true),
      extension("extKeyUsage", extensionValue.extKeyUsage(profile.extendedKeyUsage)),
      extension("cRLDistributionPoints", extensionValue.cRLDistributionPoints(crlAddress(pkiUrl, ca.slug, crlShard))),
      extension("authorityInfoAccess", extensionValue.authorityInfoAccess(accessOf(issuing, pkiUrl, ca.slug))),
      extension("basicConstraints", extensionValue.notACa(), true),
    ],
  };
}

// BR 7.1.2.7.7: an OCSP address only where somebody may answer there.
function accessOf(issuing: ReadTbs, pkiUrl: string, slug: string) {
  return { caIssuers: issuerAddress(pkiUrl, slug), ocsp: answersOcsp(issuing) ? ocspAddress(pkiUrl, slug) : null };
}

/** SHA-256, as hex, of the plan's canonical JSON: keys sorted, so that a round through jsonb changes nothing. */
export function planSha256(plan: Plan): string {
  return createHash("sha256").update(canonicalJson(plan)).digest("hex");
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function dnsNameOf(name: string): string {
  const normal = normalizeDnsName(name);
  if (normal === null) throw new Error(`${JSON.stringify(name)} is not a DNS name.`);
  return normal;
}

function keyUsageOf(profile: Profile, spki: string): readonly number[] {
  const { type } = readSpki(spki);
  if (type === null) throw new Error("Only RSA and EC keys are certified.");
  return profile.keyUsage[type];
}

function subjectAttributes(profile: Profile, facts: SubjectFacts) {
  const present = (fact: keyof SubjectFacts) => (facts[fact]?.trim() ?? "") !== "";
  const missing = profile.subject.filter(({ fact, required }) => required && !present(fact)).map(({ fact }) => fact);
  if (missing.length > 0) throw new Error(`A certificate of profile ${profile.name} needs ${missing.join(", ")}.`);
  if (profile.oneOf.length > 0 && !profile.oneOf.some(present))
    throw new Error(`A certificate of profile ${profile.name} needs ${profile.oneOf.join(" or ")}.`);
  return (
    profile.subject
      .map(({ fact, oid, encoding, longest }) => ({ fact, oid, encoding, longest, value: facts[fact]?.trim() ?? "" }))
      // A name too long for a common name is in the subjectAltName alone: a common name is optional (BR 7.1.4.3).
      .filter(({ fact, value, longest }) => value !== "" && !(fact === "commonName" && value.length > longest))
  );
}
