import { createPublicKey, X509Certificate } from "node:crypto";
import { readCsr } from "@duplicert/shared/csr";
import { verifySignature } from "../foundation/verify-signature.ts";
import { spkiSha256Of } from "./key-faults.ts";
import { canonicalSpki, openPrivateKeys } from "./open-private-keys.ts";

/** SHA-256 of the public keys in an operator's file: a private key, a public one, a CSR or a certificate, as PEM. Throws when there is none. */
export async function keysInFile(text: string): Promise<string[]> {
  const { found, proved, encrypted } = await openPrivateKeys(text);
  if (proved.length > 0) return proved;
  if (encrypted) throw new Error("the private key is encrypted: give the public key, a CSR or a certificate instead");
  if (found) throw new Error("the private key does not fit its public half, or is of no type that is certified");
  if (text.includes("-----BEGIN CERTIFICATE-----"))
    return [spkiSha256Of(canonicalSpki(new X509Certificate(text).publicKey))];
  if (text.includes("PUBLIC KEY-----")) return [spkiSha256Of(canonicalSpki(createPublicKey(text)))];
  const { csr, faults } = await readCsr(text, verifySignature);
  if (csr && !faults.some(({ code }) => code === "BAD_SIGNATURE")) return [spkiSha256Of(csr.spkiDer)];
  throw new Error("there is no private key, public key, CSR or certificate in the file that can be read");
}
