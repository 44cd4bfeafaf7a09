import { createHash } from "node:crypto";
import { type Csr, readCsr } from "@duplicert/shared/csr";
import type { CsrFault } from "@duplicert/shared/csr-faults";
import type { EntityManager } from "typeorm";
import { bannedKeyFaults } from "../certificates/claim-key.ts";
import { verifySignature } from "../foundation/verify-signature.ts";

/** A readable CSR, with the fingerprint of its key by which the ledger and the block list know it. */
export type KnownCsr = Csr & { spkiSha256: string };

/** Reads and judges a CSR, the block list of compromised keys included; what the ledger says of its key is asked apart. */
export async function readCsrForAccount(
  db: EntityManager,
  text: string,
): Promise<{ csr: KnownCsr | null; faults: CsrFault[] }> {
  const { csr, faults } = await readCsr(text, verifySignature);
  if (!csr) return { csr, faults };
  const spkiSha256 = createHash("sha256").update(csr.spkiDer).digest("hex");
  return { csr: { ...csr, spkiSha256 }, faults: [...faults, ...(await bannedKeyFaults(db, spkiSha256))] };
}
