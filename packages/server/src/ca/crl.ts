import type { SignatureHash } from "@duplicert/shared/signature-hash";
import { encodeTbsCrl, extensionValue } from "./asn1.ts";
import { type Extension, extension } from "./extension.ts";
import type { IssuingCaFacts } from "./profile.ts";
import { keyIdentifierOf, readCertificate } from "./read-certificate.ts";
import { signatureAlgorithm } from "./signature-algorithm.ts";

/** Why a certificate was revoked: BR 7.2.2 for subscribers, and CA_COMPROMISE for a CA. No reason at all is `null`. */
export const RevocationReason = {
  KEY_COMPROMISE: "KEY_COMPROMISE",
  CA_COMPROMISE: "CA_COMPROMISE",
  AFFILIATION_CHANGED: "AFFILIATION_CHANGED",
  SUPERSEDED: "SUPERSEDED",
  CESSATION_OF_OPERATION: "CESSATION_OF_OPERATION",
  PRIVILEGE_WITHDRAWN: "PRIVILEGE_WITHDRAWN",
} as const;
export type RevocationReason = (typeof RevocationReason)[keyof typeof RevocationReason];

// RFC 5280 §5.3.1.
export const reasonCodes: Record<RevocationReason, number> = {
  KEY_COMPROMISE: 1,
  CA_COMPROMISE: 2,
  AFFILIATION_CHANGED: 3,
  SUPERSEDED: 4,
  CESSATION_OF_OPERATION: 5,
  PRIVILEGE_WITHDRAWN: 9,
};

/** What a CRL says. `distributionPoint` is the address in the certificates it speaks of, letter for letter; a root's CRL leaves it out. */
export interface CrlFacts {
  number: bigint;
  thisUpdate: Date;
  nextUpdate: Date;
  revoked: { serial: Buffer; at: Date; reason: RevocationReason | null }[];
  distributionPoint: string;
}

const day = 86_400_000;

/** The to-be-signed bytes of a CRL. Throws where the facts would break BR 7.2. */
export function draftCrl(ca: IssuingCaFacts, crl: CrlFacts, hash: SignatureHash): Buffer {
  const { facts } = readCertificate(ca.certificateDer);
  const isRoot = facts.issuer === facts.subject;
  judgeCrl(crl, isRoot);
  const { authorityKeyIdentifier, cRLNumber, issuingDistributionPoint } = extensionValue;
  return encodeTbsCrl({
    signatureAlgorithm: signatureAlgorithm(ca.keyType, hash),
    issuer: facts.subject,
    thisUpdate: crl.thisUpdate,
    nextUpdate: crl.nextUpdate,
    revoked: crl.revoked.map(({ serial, at, reason }) => ({ serial, at, extensions: reasonExtension(reason) })),
    extensions: [
      extension("authorityKeyIdentifier", authorityKeyIdentifier(keyIdentifierOf(facts))),
      extension("cRLNumber", cRLNumber(crl.number)),
      // BR 7.2.2.1: critical, and for a part of a CA's certificates. A root's CRL is whole; with it, OpenSSL would find no CRL
      // for the root itself, which has no address of one.
      ...(isRoot ? [] : [extension("issuingDistributionPoint", issuingDistributionPoint(crl.distributionPoint), true)]),
    ],
  });
}

/** RFC 5280 §5.3.1: "unspecified" is said by leaving the extension out. */
function reasonExtension(reason: RevocationReason | null): Extension[] {
  return reason === null ? [] : [extension("reasonCode", extensionValue.reasonCode(reasonCodes[reason]))];
}

function judgeCrl({ number, thisUpdate, nextUpdate, revoked }: CrlFacts, isRoot: boolean): void {
  const serials = new Set(revoked.map(({ serial }) => serial.toString("hex")));
  // BR 4.9.7: ten days for subscribers' certificates, twelve months for CAs'.
  const longest = (isRoot ? 365 : 10) * day;
  const lives = nextUpdate.getTime() - thisUpdate.getTime();
  if (number < 0n || number >= 2n ** 159n) throw new Error("A CRL number has at most 20 octets.");
  if (lives <= 0 || lives > longest) throw new Error(`A CRL of this CA lives at most ${longest / day} days.`);
  if (serials.size !== revoked.length) throw new Error("A serial number is on the CRL twice.");
  // BR 7.2.2: the reason may be left out for subscribers' certificates alone.
  if (isRoot && revoked.some(({ reason }) => reason === null)) throw new Error("A CA is revoked for a reason.");
}
