import type { CsrFault } from "./csr-faults.ts";
import type { ReadableKey } from "./csr-key.ts";
import type { CsrParts } from "./csr-kind.ts";
import { oidText } from "./der.ts";
import { type PssParameters, readPssParameters } from "./pss-parameters.ts";

/** Checks a signature with the platform's own cryptography; false, never a throw, for what it cannot load. `pss`: exactly for RSASSA-PSS. */
export type VerifySignature = (
  spkiDer: Uint8Array,
  signatureOid: string,
  signed: Uint8Array,
  signature: Uint8Array,
  pss?: PssParameters,
) => Promise<boolean>;

interface Algorithm {
  name: string;
  keyType: "RSA" | "EC" | null;
  /** Set when that hash is no proof any more. */
  weakHash?: "md2" | "md4" | "md5" | "sha1";
}

// RFC 8017 Appendix A.2.4, RFC 5758 §3.2, RFC 3279 §2.2
const algorithms: Record<string, Algorithm> = {
  "1.2.840.113549.1.1.11": { name: "sha256WithRSAEncryption", keyType: "RSA" },
  "1.2.840.113549.1.1.12": { name: "sha384WithRSAEncryption", keyType: "RSA" },
  "1.2.840.113549.1.1.13": { name: "sha512WithRSAEncryption", keyType: "RSA" },
  "1.2.840.113549.1.1.14": { name: "sha224WithRSAEncryption", keyType: "RSA" },
  "1.2.840.10045.4.3.1": { name: "ecdsa-with-SHA224", keyType: "EC" },
  "1.2.840.10045.4.3.2": { name: "ecdsa-with-SHA256", keyType: "EC" },
  "1.2.840.10045.4.3.3": { name: "ecdsa-with-SHA384", keyType: "EC" },
  "1.2.840.10045.4.3.4": { name: "ecdsa-with-SHA512", keyType: "EC" },
  "1.2.840.113549.1.1.2": { name: "md2WithRSAEncryption", keyType: "RSA", weakHash: "md2" },
  "1.2.840.113549.1.1.3": { name: "md4WithRSAEncryption", keyType: "RSA", weakHash: "md4" },
  "1.2.840.113549.1.1.4": { name: "md5WithRSAEncryption", keyType: "RSA", weakHash: "md5" },
  "1.2.840.113549.1.1.5": { name: "sha1WithRSAEncryption", keyType: "RSA", weakHash: "sha1" },
  "1.3.14.3.2.29": { name: "sha1WithRSASignature", keyType: "RSA", weakHash: "sha1" },
  "1.2.840.10045.4.1": { name: "ecdsa-with-SHA1", keyType: "EC", weakHash: "sha1" },
  "1.2.840.10040.4.3": { name: "dsa-with-sha1", keyType: null, weakHash: "sha1" },
  "1.2.840.113549.1.1.10": { name: "rsassaPss", keyType: "RSA" },
};
const rsassaPss = "1.2.840.113549.1.1.10";

// No platform verifies these, so their signature stays unjudged: the hash alone refuses them.
const unverifiable = new Set(["1.2.840.113549.1.1.2", "1.2.840.113549.1.1.3", "1.3.14.3.2.29"]);

/** The name of the algorithm a CSR is signed with, or its OID. */
export function signatureAlgorithmName(parts: CsrParts): string {
  const oid = oidText(parts.signatureAlgorithm.children[0]!.content);
  return algorithms[oid]?.name ?? oid;
}

/** Judges a CSR's own signature: its hash, its fit to the key, and whether it verifies. Without a key, the hash alone. */
export async function signatureFaults(
  parts: CsrParts,
  readable: ReadableKey | null,
  verify: VerifySignature,
): Promise<CsrFault[]> {
  const oid = oidText(parts.signatureAlgorithm.children[0]!.content);
  const algorithm = algorithms[oid];
  const [, parameters, more] = parts.signatureAlgorithm.children;
  const pss = oid === rsassaPss ? readPssParameters(parameters) : undefined;
  const weakHash = pss?.hash === "sha1" ? pss.hash : algorithm?.weakHash;
  const weak: CsrFault[] = weakHash ? [{ code: "WEAK_SIGNATURE_HASH", found: weakHash }] : [];
  if (!readable) return weak;
  const { key, spkiDer } = readable;
  const bad = (found: string | null): CsrFault[] => [...weak, { code: "BAD_SIGNATURE", found }];
  if (!algorithm) return bad(`signature algorithm ${oid}`);
  // node:crypto goes by the key alone, so the fit is checked here.
  if (algorithm.keyType !== key.type) return bad(`${algorithm.name} with an ${key.type} key`);
  // RFC 4055 §5 and RFC 5758 §3.2 want NULL for RSA and nothing for ECDSA; neither changes what was signed.
  const strange = pss === undefined ? parameters && parameters.tag !== 0x05 : pss === null;
  if (more || strange) return bad("signature parameters");
  if (parts.signature.content[0] !== 0) return bad("unused bits");
  if (unverifiable.has(oid)) return weak;
  const signature = parts.signature.content.slice(1);
  const good = await verify(spkiDer, oid, parts.signed.der.slice(), signature, ...(pss ? [pss] : []));
  return good ? weak : bad(null);
}
