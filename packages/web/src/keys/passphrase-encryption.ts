import { Null, OctetString } from "asn1js";
import { AlgorithmIdentifier, PBES2Params, PBKDF2Params } from "pkijs";

const oids = {
  pbes2: "1.2.840.113549.1.5.13",
  pbkdf2: "1.2.840.113549.1.5.12",
  hmacWithSha256: "1.2.840.113549.2.9",
  aes256Cbc: "2.16.840.1.101.3.4.1.42",
};
const prfHashes: Record<string, string> = {
  "1.2.840.113549.2.7": "SHA-1",
  [oids.hmacWithSha256]: "SHA-256",
  "1.2.840.113549.2.10": "SHA-384",
  "1.2.840.113549.2.11": "SHA-512",
};
const aesBits: Record<string, number> = { "2.16.840.1.101.3.4.1.2": 128, [oids.aes256Cbc]: 256 };

/** Bytes under a passphrase, with all that is needed beside it to open them. */
export interface Encrypted {
  algorithm: AlgorithmIdentifier;
  data: ArrayBuffer;
}

/** Encrypts by PBES2 (RFC 8018 §6.2): PBKDF2 with HMAC-SHA-256, then AES-256 in CBC mode. */
export async function encryptWithPassphrase(
  content: BufferSource,
  passphrase: string,
  iterations: number,
): Promise<Encrypted> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(16));
  const key = await derivedKey(passphrase, { salt, iterations, hash: "SHA-256", bits: 256 }, "encrypt");
  const data = await crypto.subtle.encrypt({ name: "AES-CBC", iv }, key, content);
  const kdf = new PBKDF2Params({
    salt: new OctetString({ valueHex: salt }),
    iterationCount: iterations,
    prf: new AlgorithmIdentifier({ algorithmId: oids.hmacWithSha256, algorithmParams: new Null() }),
  });
  const params = new PBES2Params({
    keyDerivationFunc: new AlgorithmIdentifier({ algorithmId: oids.pbkdf2, algorithmParams: kdf.toSchema() }),
    encryptionScheme: new AlgorithmIdentifier({
      algorithmId: oids.aes256Cbc,
      algorithmParams: new OctetString({ valueHex: iv }),
    }),
  });
  return { algorithm: new AlgorithmIdentifier({ algorithmId: oids.pbes2, algorithmParams: params.toSchema() }), data };
}

/** What became of opening: the bytes, or why not. A wrong passphrase is noticed by the padding, in all but 1 of 256 cases. */
export type Opened = { content: ArrayBuffer } | { problem: "WRONG_PASSPHRASE" | "UNKNOWN_ENCRYPTION" };

/** Opens what PBES2 with PBKDF2 and AES encrypted, as we and OpenSSL write it. Throws when it is no PBES2 at all. */
export async function openWithPassphrase({ algorithm, data }: Encrypted, passphrase: string): Promise<Opened> {
  const unknown: Opened = { problem: "UNKNOWN_ENCRYPTION" };
  if (algorithm.algorithmId !== oids.pbes2) return unknown;
  const { keyDerivationFunc, encryptionScheme } = new PBES2Params({ schema: algorithm.algorithmParams });
  const bits = aesBits[encryptionScheme.algorithmId];
  if (keyDerivationFunc.algorithmId !== oids.pbkdf2 || !bits) return unknown;
  const { salt, iterationCount, prf } = new PBKDF2Params({ schema: keyDerivationFunc.algorithmParams });
  const hash = prfHashes[prf?.algorithmId ?? "1.2.840.113549.2.7"]; // RFC 8018 Appendix A.2: HMAC-SHA-1 is the default
  const iv = encryptionScheme.algorithmParams;
  // More rounds than anyone asks for would keep the page busy for minutes.
  if (!hash || !(salt instanceof OctetString) || !(iv instanceof OctetString) || iterationCount > 20_000_000)
    return unknown;
  const kdf = { salt: bytesOf(salt), iterations: iterationCount, hash, bits };
  const key = await derivedKey(passphrase, kdf, "decrypt");
  try {
    return { content: await crypto.subtle.decrypt({ name: "AES-CBC", iv: bytesOf(iv) }, key, data) };
  } catch {
    return { problem: "WRONG_PASSPHRASE" };
  }
}

interface Derivation {
  salt: Uint8Array<ArrayBuffer>;
  iterations: number;
  hash: string;
  bits: number;
}

async function derivedKey(passphrase: string, kdf: Derivation, use: "encrypt" | "decrypt"): Promise<CryptoKey> {
  const { salt, iterations, hash, bits } = kdf;
  const secret = await crypto.subtle.importKey("raw", new TextEncoder().encode(passphrase), "PBKDF2", false, [
    "deriveKey",
  ]);
  const algorithm = { name: "PBKDF2", salt, iterations, hash };
  return await crypto.subtle.deriveKey(algorithm, secret, { name: "AES-CBC", length: bits }, false, [use]);
}

const bytesOf = (octets: OctetString) => Uint8Array.from(octets.valueBlock.valueHexView);
