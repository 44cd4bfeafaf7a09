import type { Tx } from "../foundation/transact.ts";
import { DomainChallenge } from "./domain-challenge.ts";

/**
 * A challenge, held until the transaction ends. The request that it serves is held before it, as whoever decides on that
 * request does: a proof will point to it.
 */
export async function lockChallenge(tx: Tx, id: string, accountId: string | null): Promise<DomainChallenge | null> {
  const where = accountId === null ? { id } : { id, accountId };
  const known = await tx.findOneBy(DomainChallenge, where);
  if (!known) return null;
  if (known.requestId)
    await tx.query("select 1 from certificate_request where id = $1 for key share", [known.requestId]);
  return tx.findOneOrFail(DomainChallenge, { where, lock: { mode: "pessimistic_write" } });
}
