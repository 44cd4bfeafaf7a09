import { readSmallFile } from "../ui/read-small-file.ts";
import { spkiSha256 } from "./key-algorithms.ts";
import { type KeyProblem, readPrivateKey } from "./read-private-key.ts";

/** The key of a certificate, or why there is none. */
export type FoundKey = { privateKey: CryptoKey } | { problem: KeyProblem | "OTHER_KEY" | "TOO_LARGE" | "UNREADABLE" };

/** The private key in a file, when it belongs to the certificate whose public key has that SHA-256. */
export async function certificateKey(file: Blob, passphrase: string | null, wanted: string): Promise<FoundKey> {
  const content = await readSmallFile(file);
  if ("problem" in content) return content;
  const read = await readPrivateKey(content.text, passphrase);
  if ("problem" in read) return read;
  return (await spkiSha256(read.spki)) === wanted.toLowerCase()
    ? { privateKey: read.privateKey }
    : { problem: "OTHER_KEY" };
}
