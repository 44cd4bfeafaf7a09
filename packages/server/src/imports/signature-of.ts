import type { SignatureHash } from "@duplicert/shared/signature-hash";
import type { AnyCertificate } from "../ca/any-certificate.ts";
import { signatureAlgorithmOf } from "./is-signed-by.ts";

/** How a certificate is signed: in words, and by which hash and type of key, where clients accept it at all. */
export interface SignatureFacts {
  name: string;
  accepted: { hash: SignatureHash; keyType: "RSA" | "EC" } | null;
}

// RFC 8017 Appendix A.2.4, RFC 5758 §3.2; BR 7.1.3.2
const accepted: Record<string, NonNullable<SignatureFacts["accepted"]>> = {
  "1.2.840.113549.1.1.11": { hash: "SHA256", keyType: "RSA" },
  "1.2.840.113549.1.1.12": { hash: "SHA384", keyType: "RSA" },
  "1.2.840.113549.1.1.13": { hash: "SHA512", keyType: "RSA" },
  "1.2.840.10045.4.3.2": { hash: "SHA256", keyType: "EC" },
  "1.2.840.10045.4.3.3": { hash: "SHA384", keyType: "EC" },
  "1.2.840.10045.4.3.4": { hash: "SHA512", keyType: "EC" },
};
const names: Record<string, string> = {
  "1.2.840.113549.1.1.2": "md2WithRSAEncryption",
  "1.2.840.113549.1.1.4": "md5WithRSAEncryption",
  "1.2.840.113549.1.1.5": "sha1WithRSAEncryption",
  "1.2.840.113549.1.1.14": "sha224WithRSAEncryption",
  "1.2.840.10045.4.1": "ecdsa-with-SHA1",
  "1.2.840.10045.4.3.1": "ecdsa-with-SHA224",
  "1.2.840.10040.4.3": "dsa-with-sha1",
  "1.3.101.112": "Ed25519",
  "1.3.101.113": "Ed448",
};
const pssHashes: Record<string, SignatureHash> = { sha256: "SHA256", sha384: "SHA384", sha512: "SHA512" };

/** How a certificate is signed. */
export function signatureOf(certificate: AnyCertificate): SignatureFacts {
  const algorithm = signatureAlgorithmOf(certificate);
  if (!algorithm) return { name: "an algorithm without a name", accepted: null };
  const { oid, pss } = algorithm;
  if (pss === undefined) return { name: names[oid] ?? oid, accepted: accepted[oid] ?? null };
  const hash = pss ? pssHashes[pss.hash] : undefined;
  return {
    name: `RSASSA-PSS with ${pss?.hash ?? "strange parameters"}`,
    accepted: hash ? { hash, keyType: "RSA" } : null,
  };
}
