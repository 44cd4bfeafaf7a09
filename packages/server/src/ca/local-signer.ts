import { createPublicKey, generateKeyPair, type KeyObject, sign } from "node:crypto";
import { mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { decryptKey, encryptKey } from "./key-file.ts";
import { digestName } from "./signature-algorithm.ts";
import type { Signer } from "./signer.ts";

export type LocalKeyType = "RSA-2048" | "RSA-3072" | "RSA-4096" | "P-384";

const generate = promisify(generateKeyPair);
const signBytes = promisify(sign) as (digest: string, data: Buffer, key: KeyObject) => Promise<Buffer>;

/** Makes a key, writes it to a new encrypted file in `folder`, and opens it. Never writes over a file. */
export async function createLocalKey(
  folder: string,
  name: string,
  keyType: LocalKeyType,
  passphrase: string,
): Promise<Signer> {
  const path = pathOf(folder, name);
  if (passphrase.length === 0) throw new Error("A CA key is not written without a passphrase.");
  if (await stat(path).catch(() => null)) throw new Error(`There is a CA key at ${path} already; it is left alone.`);
  const { privateKey } =
    keyType === "P-384"
      ? await generate("ec", { namedCurve: "P-384" })
      : await generate("rsa", { modulusLength: Number(keyType.slice(4)), publicExponent: 65537 });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeDurably(folder, path, await encryptKey(privateKey, passphrase));
  return signerOf(privateKey);
}

/** Opens a key made by `createLocalKey`. Throws, in words, when the file is missing or the passphrase is another. */
export async function openLocalSigner(folder: string, name: string, passphrase: string): Promise<Signer> {
  const path = pathOf(folder, name);
  const pem = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") throw new Error(`The CA key ${path} is missing. Restore it from a backup.`);
    throw new Error(`The CA key ${path} cannot be read (${error.code}). Check who owns it and its mode.`);
  });
  const key = decryptKey(pem, passphrase);
  if (key === "NOT_A_KEY") throw new Error(`${path} is not an encrypted private key. Restore it from a backup.`);
  if (key === "NOT_OPENED")
    throw new Error(`The passphrase does not open the CA key ${path}: it is another one, or the file is damaged.`);
  return signerOf(key);
}

function pathOf(folder: string, name: string): string {
  if (!/^[a-z0-9][a-z0-9._-]*$/.test(name)) throw new Error(`${JSON.stringify(name)} cannot name a key file.`);
  return join(folder, `${name}.key.pem`);
}

/** Whole or not at all, and on the disk before anyone relies on it. */
async function writeDurably(folder: string, path: string, text: string): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  const file = await open(temporary, "wx", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
    await file.close();
    await rename(temporary, path);
  } catch (error) {
    await file.close().catch(() => {});
    await rm(temporary, { force: true });
    throw error;
  }
  const entry = await open(folder, "r");
  // Windows cannot sync a folder.
  await entry.sync().catch(() => {});
  await entry.close();
}

function signerOf(key: KeyObject): Signer {
  const keyType = key.asymmetricKeyType === "rsa" ? "RSA" : "EC";
  return {
    keyType,
    spkiDer: createPublicKey(key).export({ format: "der", type: "spki" }),
    sign: (tbs, hash) => signBytes(digestName(hash), tbs, key),
  };
}
