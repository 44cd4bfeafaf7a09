/** The kinds of key that are proposed for a new certificate. */
export const KeyChoice = { P256: "P256", P384: "P384", RSA_2048: "RSA_2048", RSA_3072: "RSA_3072" } as const;
export type KeyChoice = (typeof KeyChoice)[keyof typeof KeyChoice];

interface KeyKind {
  name: string;
  /** What the CSR of such a key is signed with: a hash no weaker than the key (BR 7.1.3.2.2 binds it to the curve). */
  hash: "SHA-256" | "SHA-384";
  rsaBits: number | null;
  curve: "P-256" | "P-384" | null;
}

/** What each of them is. */
export const keyKinds: Record<KeyChoice, KeyKind> = {
  P256: { name: "ECDSA P-256", hash: "SHA-256", rsaBits: null, curve: "P-256" },
  P384: { name: "ECDSA P-384", hash: "SHA-384", rsaBits: null, curve: "P-384" },
  RSA_2048: { name: "RSA 2048", hash: "SHA-256", rsaBits: 2048, curve: null },
  RSA_3072: { name: "RSA 3072", hash: "SHA-256", rsaBits: 3072, curve: null },
};
