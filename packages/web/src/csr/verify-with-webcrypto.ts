import type { VerifySignature } from "@duplicert/shared/csr";

const rsaHashes: Record<string, string> = {
  "1.2.840.113549.1.1.5": "SHA-1",
  "1.2.840.113549.1.1.11": "SHA-256",
  "1.2.840.113549.1.1.12": "SHA-384",
  "1.2.840.113549.1.1.13": "SHA-512",
};
const ecdsaHashes: Record<string, string> = {
  "1.2.840.10045.4.1": "SHA-1",
  "1.2.840.10045.4.3.2": "SHA-256",
  "1.2.840.10045.4.3.3": "SHA-384",
  "1.2.840.10045.4.3.4": "SHA-512",
};
// AlgorithmIdentifier of id-ecPublicKey with a named curve: exact bytes (BR 7.1.3.1.2).
const curves = [
  { name: "P-256", size: 32, algorithm: "301306072a8648ce3d020106082a8648ce3d030107" },
  { name: "P-384", size: 48, algorithm: "301006072a8648ce3d020106052b81040022" },
] as const;

/**
 * Verifies the signature of a CSR with WebCrypto: RSA PKCS#1 v1.5 or ECDSA on P-256 and P-384. Null for a hash, a key or
 * a page (plain http) that WebCrypto does not serve: then only the server, which can verify it, may call it bad.
 */
export async function verifyWithWebCrypto(
  ...[spkiDer, signatureOid, signed, signature]: Parameters<VerifySignature>
): Promise<boolean | null> {
  const subtle: SubtleCrypto | undefined = globalThis.crypto.subtle;
  if (!subtle) return null;
  const rsaHash = rsaHashes[signatureOid];
  if (rsaHash) {
    const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: rsaHash };
    const key = await orNull(subtle.importKey("spki", bytes(spkiDer), algorithm, false, ["verify"]));
    return key && subtle.verify(algorithm.name, key, bytes(signature), bytes(signed));
  }
  const ecdsaHash = ecdsaHashes[signatureOid];
  const curve = curves.find(({ algorithm }) => hex(spkiDer.subarray(2, 2 + algorithm.length / 2)) === algorithm);
  if (!ecdsaHash || !curve) return null;
  const raw = rawSignature(signature, curve.size);
  if (!raw) return false;
  const algorithm = { name: "ECDSA", namedCurve: curve.name };
  const key = await orNull(subtle.importKey("spki", bytes(spkiDer), algorithm, false, ["verify"]));
  return key && subtle.verify({ name: "ECDSA", hash: ecdsaHash }, key, bytes(raw), bytes(signed));
}

/** Browsers differ in the keys they load (RSA exponents above 32 bits, compressed points): what one cannot load, it cannot judge. */
function orNull(key: Promise<CryptoKey>): Promise<CryptoKey | null> {
  return key.catch(() => null);
}

/** `SEQUENCE { INTEGER r, INTEGER s }` (RFC 3279 §2.2.3) as the r || s that WebCrypto wants; null when it is not that. */
function rawSignature(der: Uint8Array, size: number): Uint8Array | null {
  // P-384 needs at most 2 + 2 × (2 + 49) bytes: one length byte is always enough
  if (der[0] !== 0x30 || der[1] !== der.length - 2 || der.length > 0x7f + 2) return null;
  const raw = new Uint8Array(2 * size);
  let at = 2;
  for (const end of [size, 2 * size]) {
    const length = der[at + 1];
    if (der[at] !== 0x02 || !length || at + 2 + length > der.length) return null;
    const value = der.subarray(at + 2, at + 2 + length);
    const unsigned = value[0] === 0 ? value.subarray(1) : value;
    if (unsigned.length > size || (value[0] ?? 0) > 0x7f) return null;
    raw.set(unsigned, end - unsigned.length);
    at += 2 + length;
  }
  return at === der.length ? raw : null;
}

const hex = (data: Uint8Array) => Array.from(data, (byte) => byte.toString(16).padStart(2, "0")).join("");
// WebCrypto takes bytes that are surely not shared between threads, as those of a copy are.
const bytes = (data: Uint8Array): Uint8Array<ArrayBuffer> => Uint8Array.from(data);
