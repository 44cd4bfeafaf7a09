import { type Csr, readCsr } from "@duplicert/shared/csr";
import type { CsrFault } from "@duplicert/shared/csr-faults";
import type { EntityManager } from "typeorm";
import type { Context } from "../foundation/context.ts";
import { verifySignature } from "../foundation/verify-signature.ts";
import { banExposedKeys } from "../keys/exposed-keys.ts";
import { badKeyFaults, type KeyUse, keyUse, spkiSha256Of } from "../keys/key-faults.ts";

/** A readable CSR, with the fingerprint of its key by which the ledger and the block list know it. */
export type KnownCsr = Csr & { spkiSha256: string };

/**
 * Reads and judges a CSR, lists of compromised and weak keys included; what the ledger says of its key is asked apart.
 * A private key in it is banned.
 */
export async function readCsrForAccount(
  db: EntityManager,
  context: Context,
  text: string,
): Promise<{ csr: KnownCsr | null; faults: CsrFault[] }> {
  const { csr, faults } = await readCsr(text, verifySignature);
  if (!csr) return { csr, faults: await withFateOfKeys(context, text, faults) };
  const known = { ...csr, spkiSha256: spkiSha256Of(csr.spkiDer) };
  return { csr: known, faults: [...faults, ...(await badKeyFaults(db, csr.spkiDer))] };
}

/** What is wrong with a CSR, and what the ledger says to its key on the server of that name; each fault once. */
export async function withLedger(
  db: EntityManager,
  context: Context,
  { csr, faults }: { csr: KnownCsr | null; faults: CsrFault[] },
  serverName: string | null,
): Promise<KeyUse> {
  if (!csr) return { faults, warnings: [] };
  const use = await keyUse(db, context.viewer, csr.spkiSha256, serverName);
  return { ...use, faults: [...faults, ...use.faults.filter(({ code }) => !faults.some((one) => one.code === code))] };
}

// Whoever sent a private key is told what became of it.
async function withFateOfKeys(context: Context, text: string, faults: CsrFault[]): Promise<CsrFault[]> {
  if (!faults.some(({ found }) => found === "private key")) return faults;
  const { proved, encrypted } = await banExposedKeys(context, text);
  const fate = proved.length > 0 ? "banned private key" : encrypted ? "encrypted private key" : "private key";
  return faults.map((fault) => (fault.found === "private key" ? { ...fault, found: fate } : fault));
}
