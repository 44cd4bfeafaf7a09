import { seesAllOrders } from "@duplicert/shared/roles";
import type { Viewer } from "../foundation/context.ts";
import type { Tx } from "../foundation/transact.ts";
import { isUuid } from "../foundation/uuid.ts";
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

/** The same for whoever wants to change it: of an order that a limited user does not see, its challenges are not theirs. */
export async function lockOwnChallenge(tx: Tx, viewer: Viewer, id: string): Promise<DomainChallenge | null> {
  const challenge = isUuid(id) ? await lockChallenge(tx, id, viewer.accountId) : null;
  if (!challenge?.requestId || seesAllOrders(viewer.role)) return challenge;
  // asked of the tables: orders and requests are younger rooms
  const rows: unknown[] = await tx.query(
    `select 1 from certificate_request r join "order" o on o.id = r.order_id where r.id = $1 and o.placed_by = $2`,
    [challenge.requestId, viewer.id],
  );
  return rows.length > 0 ? challenge : null;
}
