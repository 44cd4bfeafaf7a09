import { X509Certificate } from "node:crypto";
import type { SignatureHash } from "@duplicert/shared/signature-hash";
import { encodeSigned } from "./asn1.ts";
import { draftCertificate } from "./draft.ts";
import { brProfiles, extensionOf, type LintRule, required, rfc5280 } from "./lint-rule.ts";
import { validityRules } from "./lint-validity.ts";
import { anyPolicy, KeyUsageBit, serverAuth } from "./profile.ts";
import { readExtension, readSpki } from "./read-certificate.ts";
import { signatureAlgorithm } from "./signature-algorithm.ts";

const signatureHashes: readonly SignatureHash[] = ["SHA256", "SHA384", "SHA512"];
// By the AlgorithmIdentifier of the key: P-256 and P-384.
const hashOfCurve: Record<string, readonly SignatureHash[]> = {
  "301306072a8648ce3d020106082a8648ce3d030107": ["SHA256"],
  "301006072a8648ce3d020106052b81040022": ["SHA384"],
};

/** The draft as a whole: the plan it keeps, its serial number, its time, and the CA that would sign it. */
export const draftRules: readonly LintRule[] = [
  {
    id: "tbs-is-the-plan",
    citation: "RFC 5280 §4.1; BR 4.3.1.2",
    since: rfc5280,
    judge: ({ draft, tbs }) => {
      if (!tbs.serial.equals(draft.serial)) return "another serial number than the draft's";
      if (draftCertificate(draft.plan, draft.serial, draft.notBefore).tbs.equals(draft.tbs)) return null;
      return "other bytes than the plan makes";
    },
  },
  {
    id: "second-reader-agrees",
    citation: "RFC 5280 §4.1",
    since: rfc5280,
    judge: ({ draft, tbs }) => {
      const second = new X509Certificate(encodeSigned(draft.tbs, tbs.signatureAlgorithm, Buffer.alloc(1)));
      if (second.validToDate.getTime() !== tbs.notAfter.getTime()) return `notAfter ${second.validTo}`;
      if (BigInt(`0x${second.serialNumber}`) !== BigInt(`0x${tbs.serial.toString("hex")}`))
        return `serial ${second.serialNumber}`;
      return second.ca ? "a CA certificate" : null;
    },
  },
  {
    id: "version-3",
    citation: "BR 7.1.1",
    since: brProfiles,
    judge: ({ tbs }) => (tbs.version === 2 ? null : `version ${tbs.version + 1}`),
  },
  {
    id: "serial-number",
    citation: "BR 7.1.2.7; RFC 5280 §4.1.2.2",
    since: brProfiles,
    judge: ({ tbs: { serial } }) => {
      if (serial.length > 20) return `${serial.length} octets`;
      if (serial[0]! >= 0x80) return "a negative number";
      if (serial[0] === 0 && !(serial.length > 1 && serial[1]! >= 0x80)) return "zero, or a needless zero in front";
      // 64 bits of a CSPRNG cannot be in less than eight octets.
      return serial.length >= 8 ? null : `${serial.length} octets`;
    },
  },
  {
    id: "signature-algorithm",
    citation: "BR 7.1.3.2",
    since: brProfiles,
    judge: ({ tbs, ca }) => {
      const allowed = ca.signatureHashes.map((hash) => signatureAlgorithm(ca.keyType, hash));
      return allowed.includes(tbs.signatureAlgorithm) ? null : `${tbs.signatureAlgorithm}, which this CA does not use`;
    },
  },
  {
    id: "signature-fits-the-ca's-key",
    citation: "BR 7.1.3.2.1, 7.1.3.2.2: the hash of an ECDSA signature is bound to the curve",
    since: brProfiles,
    judge: ({ tbs, issuing }) => {
      const { type, algorithm } = readSpki(issuing.spki);
      const hashes = type === "RSA" ? signatureHashes : (hashOfCurve[algorithm] ?? []);
      const fitting = type === null ? [] : hashes.map((hash) => signatureAlgorithm(type, hash));
      return fitting.includes(tbs.signatureAlgorithm) ? null : "an algorithm that the key of the CA may not sign with";
    },
  },
  ...validityRules,
  {
    id: "issuer-name",
    citation: "BR 7.1.4.1: byte for byte the CA's subject",
    since: rfc5280,
    judge: ({ tbs, issuing }) => (tbs.issuer === issuing.subject ? null : "another name than the issuing CA's"),
  },
  {
    id: "authority-key-identifier",
    citation: "BR 7.1.2.11.1; RFC 5280 §4.2.1.1",
    since: brProfiles,
    judge: ({ tbs, issuing }) => {
      const found = readExtension.authorityKeyIdentifier(required(tbs, "authorityKeyIdentifier"));
      const expected = readExtension.subjectKeyIdentifier(required(issuing, "subjectKeyIdentifier"));
      return found?.equals(expected) ? null : "not the issuing CA's key identifier, alone";
    },
  },
  {
    id: "issuer-may-sign",
    citation: "BR 7.1.2.6; RFC 5280 §4.2.1.9, §4.2.1.3",
    since: rfc5280,
    judge: ({ issuing }) => {
      if (!readExtension.basicConstraints(required(issuing, "basicConstraints")).ca) return "the issuer is not a CA";
      const usage = readExtension.keyUsage(required(issuing, "keyUsage"));
      if (!usage.includes(KeyUsageBit.keyCertSign)) return "the issuer's key may not sign certificates";
      const extended = extensionOf(issuing, "extKeyUsage");
      return extended === null || readExtension.oids(extended).includes(serverAuth)
        ? null
        : "the issuer is not for TLS";
    },
  },
  {
    id: "policy-of-the-issuer",
    citation: "RFC 5280 §6.1.3 (d); BR 7.1.2.10.5",
    since: brProfiles,
    judge: ({ profile, issuing }) => {
      const allowed = readExtension.policies(required(issuing, "certificatePolicies"));
      return [profile.policyOid, anyPolicy].some((oid) => allowed.includes(oid)) ? null : "the issuer lacks the policy";
    },
  },
];
