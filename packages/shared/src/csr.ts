import type { CsrFault } from "./csr-faults.ts";

/** Checks a signature with the platform's own cryptography; false, never a throw, for what it cannot load. */
export type VerifySignature = (
  spkiDer: Uint8Array,
  signatureOid: string,
  signed: Uint8Array,
  signature: Uint8Array,
) => Promise<boolean>;
export interface Csr {
  der: Uint8Array;
  pem: string;
  spkiDer: Uint8Array;
  spkiSha256: string;
  key: { type: "RSA"; bits: number; exponent: string } | { type: "EC"; curve: "P-256" | "P-384" };
  keyAlgorithm: string;
  signatureAlgorithm: string;
  subject: string;
  commonName: string | null;
  dnsNames: string[];
  otherNames: string[];
  hasChallengePassword: boolean;
}
export async function readCsr(
  _text: string,
  _verify: VerifySignature,
): Promise<{ csr: Csr | null; faults: CsrFault[] }> {
  throw new Error("being written");
}
