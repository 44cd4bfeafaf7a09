import type { DataSource } from "typeorm";
import type { Jobs } from "../foundation/queue.ts";
import { type Tx, theProduct, transact } from "../foundation/transact.ts";
import { askToResume } from "./let-wait.ts";

/** Job: has looked whether what waits in an account can go on, now that something more is proved. Safe to repeat. */
export async function proofObtained(source: DataSource, told: Jobs["proofObtained"]): Promise<void> {
  await transact(source, theProduct, async (tx) => {
    const waiting: { id: string }[] = await tx.query(
      `select id from "order" where account_id = $1 and state in ('PENDING', 'REISSUE_PENDING') order by created_at, id`,
      [told.accountId],
    );
    // one proof may set many orders going: nobody else's signature waits for them
    for (const [place, { id }] of waiting.entries()) await askToResume(tx, id, Math.min(place, 20));
  });
}

// a CA that becomes active, or a job that was lost: neither is told of
const lookAgainAfter = 3_600_000;

/** The orders that wait, and have not been looked at for an hour: those that were longest ago first. */
export async function unlookedOrders(tx: Tx, now: Date): Promise<string[]> {
  const rows: { id: string }[] = await tx.query(
    `select id from "order" where state in ('PENDING', 'REISSUE_PENDING') and coalesce(looked_at, timestamptz '-infinity') < $1
     order by coalesce(looked_at, timestamptz '-infinity') limit 100`,
    [new Date(now.getTime() - lookAgainAfter)],
  );
  return rows.map(({ id }) => id);
}
