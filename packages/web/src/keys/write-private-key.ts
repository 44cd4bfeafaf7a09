import { OctetString, Sequence } from "asn1js";
import { encryptWithPassphrase } from "./passphrase-encryption.ts";
import { pemOf } from "./pem.ts";

// What OWASP asks of PBKDF2 with HMAC-SHA-256: half a second for who knows the passphrase, and for each guess of who does not.
const iterations = 600_000;

/** A private key as PEM that OpenSSL and every server reads: PKCS#8 (RFC 5958), under a passphrase unless it is null. */
export async function writePrivateKey(privateKey: CryptoKey, passphrase: string | null): Promise<string> {
  const plain = await crypto.subtle.exportKey("pkcs8", privateKey);
  if (passphrase === null) return pemOf("PRIVATE KEY", plain);
  const { algorithm, data } = await encryptWithPassphrase(plain, passphrase, iterations);
  const info = new Sequence({ value: [algorithm.toSchema(), new OctetString({ valueHex: data })] });
  return pemOf("ENCRYPTED PRIVATE KEY", info.toBER());
}
