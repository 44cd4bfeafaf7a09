import { constants, createPublicKey, type KeyObject, verify } from "node:crypto";
import type { VerifySignature } from "@duplicert/shared/csr";

/** What a signature algorithm's OID stands for; those not listed are verified as false. */
const algorithms: Record<string, { hash: string; keyType: "rsa" | "ec" }> = {
  "1.2.840.113549.1.1.4": { hash: "md5", keyType: "rsa" },
  "1.2.840.113549.1.1.5": { hash: "sha1", keyType: "rsa" },
  "1.2.840.113549.1.1.14": { hash: "sha224", keyType: "rsa" },
  "1.2.840.113549.1.1.11": { hash: "sha256", keyType: "rsa" },
  "1.2.840.113549.1.1.12": { hash: "sha384", keyType: "rsa" },
  "1.2.840.113549.1.1.13": { hash: "sha512", keyType: "rsa" },
  "1.2.840.10045.4.1": { hash: "sha1", keyType: "ec" },
  "1.2.840.10045.4.3.1": { hash: "sha224", keyType: "ec" },
  "1.2.840.10045.4.3.2": { hash: "sha256", keyType: "ec" },
  "1.2.840.10045.4.3.3": { hash: "sha384", keyType: "ec" },
  "1.2.840.10045.4.3.4": { hash: "sha512", keyType: "ec" },
};

/** Verifies a signature with node:crypto, off the main thread. node does not compare the OID with the key's type: this does. */
export const verifySignature: VerifySignature = async (spkiDer, signatureOid, signed, signature, pss) => {
  const algorithm = pss ? ({ hash: pss.hash, keyType: "rsa" } as const) : algorithms[signatureOid];
  const key = readKey(spkiDer);
  if (!algorithm || key?.asymmetricKeyType !== algorithm.keyType) return false;
  const how = pss ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: pss.saltLength } : key;
  return new Promise((resolve) =>
    verify(algorithm.hash, signed, how, signature, (error, good) => resolve(!error && good)),
  );
};

const p256 = Buffer.from("3059301306072a8648ce3d020106082a8648ce3d03010703420004", "hex");

function readKey(spkiDer: Uint8Array): KeyObject | null {
  const spki = Buffer.from(spkiDer);
  try {
    if (spki.length !== p256.length + 64 || !spki.subarray(0, p256.length).equals(p256))
      return createPublicKey({ key: spki, format: "der", type: "spki" });
    // The most usual key, read the fast way: OpenSSL's own reader takes longer than all the rest of judging a CSR.
    const [x, y] = [spki.subarray(-64, -32), spki.subarray(-32)].map((one) => one.toString("base64url"));
    return createPublicKey({ key: { kty: "EC", crv: "P-256", x: x!, y: y! }, format: "jwk" });
  } catch {
    return null;
  }
}
