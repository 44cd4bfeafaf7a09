import { enqueue } from "../foundation/queue.ts";
import type { Tx } from "../foundation/transact.ts";

/**
 * Ends the use of keys of the ledger, for good: no policy lets them be claimed again, and what was certified with them, or is
 * about to be, is ended by a job for each (BR 4.9.1.1). Safe to repeat.
 */
export async function markCompromised(tx: Tx, keyIds: readonly string[], now: Date): Promise<void> {
  await tx.query(
    `update key set compromised_at = $2 where id in (select id from key where id = any($1) and compromised_at is null
       order by id for update)`,
    [keyIds, now],
  );
  for (const keyId of keyIds) await askToEndUse(tx, keyId);
}

/** Asks for the end of whatever a compromised key is used for; asked for many times at once, it is done once. */
export async function askToEndUse(tx: Tx, keyId: string): Promise<void> {
  await enqueue(tx, "revokeCompromised", { keyId }, `compromised ${keyId}`);
}

/** The compromised keys with which a certificate of ours stands that is neither expired nor revoked. */
export async function compromisedInUse(tx: Tx, now: Date): Promise<string[]> {
  const rows: { id: string }[] = await tx.query(
    `select distinct k.id from key k join certificate c on c.key_id = k.id
     where k.compromised_at is not null and c.not_after >= $1 and c.issuing_ca_id is not null
       and not exists (select from revocation r where r.issuing_ca_id = c.issuing_ca_id and r.serial = c.serial)`,
    [now],
  );
  return rows.map(({ id }) => id);
}
