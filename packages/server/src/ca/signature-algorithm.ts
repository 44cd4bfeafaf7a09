import type { SignatureHash } from "@duplicert/shared/signature-hash";

export type CaKeyType = "RSA" | "EC";

// BR 7.1.3.2.1 (RSASSA-PKCS1-v1_5, NULL present) and 7.1.3.2.2 (ECDSA, parameters absent): byte for byte.
const algorithmIdentifiers: Record<CaKeyType, Record<SignatureHash, string>> = {
  RSA: {
    SHA256: "300d06092a864886f70d01010b0500",
    SHA384: "300d06092a864886f70d01010c0500",
    SHA512: "300d06092a864886f70d01010d0500",
  },
  EC: {
    SHA256: "300a06082a8648ce3d040302",
    SHA384: "300a06082a8648ce3d040303",
    SHA512: "300a06082a8648ce3d040304",
  },
};

/** The DER AlgorithmIdentifier, as hex, of a signature by such a key with such a hash. */
export function signatureAlgorithm(keyType: CaKeyType, hash: SignatureHash): string {
  return algorithmIdentifiers[keyType][hash];
}

/** The name `node:crypto` has for a hash: "sha256". */
export function digestName(hash: SignatureHash): string {
  return hash.toLowerCase();
}

/** The name OpenSSL prints for such an AlgorithmIdentifier: "sha256WithRSAEncryption", "ecdsa-with-SHA384". */
export function signatureAlgorithmName(identifier: string): string {
  for (const [hash, own] of Object.entries(algorithmIdentifiers.RSA))
    if (own === identifier) return `${hash.toLowerCase()}WithRSAEncryption`;
  for (const [hash, own] of Object.entries(algorithmIdentifiers.EC))
    if (own === identifier) return `ecdsa-with-${hash}`;
  return identifier;
}

/** The key and hash that such an AlgorithmIdentifier (DER, as hex) stands for; null for one that we never sign with. */
export function signatureOf(identifier: string): { keyType: CaKeyType; hash: SignatureHash } | null {
  for (const keyType of Object.keys(algorithmIdentifiers) as CaKeyType[])
    for (const [hash, own] of Object.entries(algorithmIdentifiers[keyType]))
      if (own === identifier) return { keyType, hash: hash as SignatureHash };
  return null;
}
