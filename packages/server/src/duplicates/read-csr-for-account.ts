import { type Csr, readCsr } from "@duplicert/shared/csr";
import type { CsrFault } from "@duplicert/shared/csr-faults";
import type { EntityManager } from "typeorm";
import { bannedKeyFaults } from "../certificates/claim-key.ts";
import { verifySignature } from "../foundation/verify-signature.ts";

/** Reads and judges a CSR, the block list of compromised keys included; what the ledger says of its key is asked apart. */
export async function readCsrForAccount(
  db: EntityManager,
  text: string,
): Promise<{ csr: Csr | null; faults: CsrFault[] }> {
  const { csr, faults } = await readCsr(text, verifySignature);
  return { csr, faults: csr ? [...faults, ...(await bannedKeyFaults(db, csr.spkiSha256))] : faults };
}
