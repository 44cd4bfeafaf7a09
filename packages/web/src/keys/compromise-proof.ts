import { privateKeysIn } from "@duplicert/shared/private-key-in";
import { makeCsr } from "./make-csr.ts";
import { type KeyProblem, readPrivateKey } from "./read-private-key.ts";

/** What a key says of itself when it is reported as compromised; the server looks for just this. */
const compromised = "This private key is compromised";

/** Proofs of the keys that could be opened, and what was in the way of the others. */
export interface CompromiseProofs {
  proofs: string[];
  problems: KeyProblem[];
}

/**
 * For each private key in a text a proof that it is in wrong hands, without that key: a CSR signed by it that says so. No
 * name of a server can be mistaken for it.
 */
export async function compromiseProofs(text: string): Promise<CompromiseProofs> {
  const proofs: string[] = [];
  const problems: KeyProblem[] = [];
  for (const key of privateKeysIn(text)) {
    const read = await readPrivateKey(key, null);
    if ("problem" in read) problems.push(read.problem);
    else proofs.push(await makeCsr(read.privateKey, compromised, []));
  }
  return { proofs, problems };
}
