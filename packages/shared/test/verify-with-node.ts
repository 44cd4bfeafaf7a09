import { constants, createPublicKey, verify } from "node:crypto";
import type { VerifySignature } from "../src/csr-signature.ts";

const hashes: Record<string, string> = {
  "1.2.840.113549.1.1.4": "md5",
  "1.2.840.113549.1.1.5": "sha1",
  "1.2.840.113549.1.1.14": "sha224",
  "1.2.840.113549.1.1.11": "sha256",
  "1.2.840.113549.1.1.12": "sha384",
  "1.2.840.113549.1.1.13": "sha512",
  "1.2.840.10045.4.1": "sha1",
  "1.2.840.10045.4.3.1": "sha224",
  "1.2.840.10045.4.3.2": "sha256",
  "1.2.840.10045.4.3.3": "sha384",
  "1.2.840.10045.4.3.4": "sha512",
};

/** Verifies with node:crypto on this thread, so that what a run costs is counted where it is spent. */
export const verifyWithNode: VerifySignature = async (spkiDer, oid, signed, signature, pss) => {
  const hash = pss?.hash ?? hashes[oid];
  if (!hash) return false;
  try {
    const key = createPublicKey({ key: Buffer.from(spkiDer), format: "der", type: "spki" });
    const how = pss ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: pss.saltLength } : key;
    return verify(hash, signed, how, signature);
  } catch {
    return false;
  }
};
