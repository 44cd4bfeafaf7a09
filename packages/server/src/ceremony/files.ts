import { createHash } from "node:crypto";
import { readFile, stat, writeFile } from "node:fs/promises";
import { fromPem } from "../ca/pem.ts";
import { type Around, type Given, option, pathOf } from "./verb.ts";

const shortest = 12;

/** Writes a public file that is not there yet. */
export async function writeNew(path: string, content: string): Promise<void> {
  await writeFile(path, content, { flag: "wx", mode: 0o644 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "EEXIST") throw new Error(thereAlready(path));
    throw new Error(`${path} cannot be written (${error.code}). Look at the folder and who owns it.`);
  });
}

/** Throws when there is a file of that name: asked before a key is used for what would go into it. */
export async function mustBeNew(path: string): Promise<void> {
  if (await stat(path).catch(() => null)) throw new Error(thereAlready(path));
}

const thereAlready = (path: string) => `There is a file ${path} already; it is left alone. Name another one.`;

/** The text of a file. */
export function readText(path: string): Promise<string> {
  return readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new Error(`${path} cannot be read (${error.code === "ENOENT" ? "it is not there" : error.code}).`);
  });
}

/** The DER of the one certificate in a PEM file. */
export async function readCertificateFile(path: string): Promise<Buffer> {
  return readPem(path, "CERTIFICATE", "a certificate");
}

/** The DER of the CRL in a PEM file. */
export async function readCrlFile(path: string): Promise<Buffer> {
  return readPem(path, "X509 CRL", "a CRL");
}

async function readPem(path: string, label: string, what: string): Promise<Buffer> {
  const text = await readText(path);
  const der = fromPem(label, text);
  const blocks = text.split(`-----BEGIN ${label}-----`).length - 1;
  if (!der || blocks !== 1)
    throw new Error(`${path} should hold ${what} in PEM, exactly one; it holds ${blocks || "none"}.`);
  return der;
}

/** The passphrase in the file of --passphrase-file. */
export async function readPassphrase(given: Given, around: Around): Promise<string> {
  const path = pathOf(around, option(given, "passphrase-file"));
  const passphrase = (await readText(path)).trim();
  if (passphrase.length < shortest)
    throw new Error(
      `The passphrase in ${path} has ${passphrase.length} characters: it should have at least ${shortest}, such as \`openssl rand -base64 32\` prints.`,
    );
  return passphrase;
}

/** SHA-256 of bytes in pairs, to read out and compare. */
export function fingerprint(bytes: Uint8Array): string {
  const hex = createHash("sha256").update(bytes).digest("hex").toUpperCase();
  return (hex.match(/../g) ?? []).join(":");
}
