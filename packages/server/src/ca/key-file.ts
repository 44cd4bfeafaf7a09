import { createCipheriv, createPrivateKey, type KeyObject, randomBytes, scrypt } from "node:crypto";
import { promisify } from "node:util";
import { encodeEncryptedKey } from "./asn1-key.ts";
import { toPem } from "./pem.ts";

const derive = promisify(scrypt) as (
  passphrase: string,
  salt: Buffer,
  length: number,
  options: { cost: number; blockSize: number; parallelization: number },
) => Promise<Buffer>;

// The largest cost that OpenSSL opens without being told to (32 MiB); five lanes make up for it.
const work = { cost: 2 ** 14, blockSize: 8, parallelization: 5 };

/** PKCS#8 EncryptedPrivateKeyInfo as PEM: scrypt and AES-256-CBC. `openssl pkey -in FILE` opens it. */
export async function encryptKey(key: KeyObject, passphrase: string): Promise<string> {
  const salt = randomBytes(16);
  const iv = randomBytes(16);
  const cipher = createCipheriv("aes-256-cbc", await derive(passphrase, salt, 32, work), iv);
  const encrypted = Buffer.concat([cipher.update(key.export({ format: "der", type: "pkcs8" })), cipher.final()]);
  return toPem("ENCRYPTED PRIVATE KEY", encodeEncryptedKey({ salt, ...work, iv, encrypted }));
}

/** The key in such a PEM, or why there is none. */
export function decryptKey(pem: string, passphrase: string): KeyObject | "NOT_A_KEY" | "NOT_OPENED" {
  if (!pem.includes("-----BEGIN ENCRYPTED PRIVATE KEY-----")) return "NOT_A_KEY";
  try {
    return createPrivateKey({ key: pem, format: "pem", passphrase });
  } catch {
    return "NOT_OPENED";
  }
}
