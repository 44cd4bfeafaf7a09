import { toHex } from "@duplicert/shared/bytes";
import { type KeyChoice, keyKinds } from "@duplicert/shared/key-choices";

/** What WebCrypto is told to make such a key, and to sign with it. */
export function algorithmOf(choice: KeyChoice): RsaHashedKeyGenParams | EcKeyGenParams {
  const { rsaBits, curve, hash } = keyKinds[choice];
  if (curve) return { name: "ECDSA", namedCurve: curve };
  return {
    name: "RSASSA-PKCS1-v1_5",
    modulusLength: rsaBits ?? 2048,
    publicExponent: Uint8Array.of(1, 0, 1),
    hash,
  };
}

/** The hash that a key signs its own CSR with: bound to the curve for EC (BR 7.1.3.2.2). */
export function hashFor(key: CryptoKey): "SHA-256" | "SHA-384" {
  return (key.algorithm as EcKeyAlgorithm).namedCurve === "P-384" ? "SHA-384" : "SHA-256";
}

/** The public half of a private key, as SubjectPublicKeyInfo. The private key must be extractable. */
export async function spkiOf(privateKey: CryptoKey): Promise<Uint8Array<ArrayBuffer>> {
  const { kty, n, e, crv, x, y } = await crypto.subtle.exportKey("jwk", privateKey);
  const jwk = kty === "RSA" ? { kty, n, e } : { kty, crv, x, y };
  const publicKey = await crypto.subtle.importKey("jwk", jwk, privateKey.algorithm, true, ["verify"]);
  return new Uint8Array(await crypto.subtle.exportKey("spki", publicKey));
}

/** The SHA-256 of a SubjectPublicKeyInfo in lower-case hexadecimal: how a key is named everywhere. */
export async function spkiSha256(spki: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", spki));
  return toHex(digest);
}
