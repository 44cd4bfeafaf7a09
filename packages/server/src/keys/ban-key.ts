import type { EntityManager } from "typeorm";
import { type Actor, audit } from "../audit/audit.ts";
import type { Tx } from "../foundation/transact.ts";
import { markCompromised } from "./mark-compromised.ts";

/** A key that nobody may use any more, and how that is known. */
export interface Ban {
  spkiSha256: string;
  /** In a sentence, for whoever asks why. */
  reason: string;
  source: "pasted" | "reported" | "operator" | `list ${string}`;
}

/** Bans a key for everybody and for ever, and sees to it that whatever was certified with it is revoked. Safe to repeat. */
export async function banKey(tx: Tx, { spkiSha256, reason, source }: Ban, actor: Actor): Promise<void> {
  const banned: unknown[] = await tx.query(
    "insert into banned_key (spki_sha256, reason, source, at) values ($1, $2, $3, $4) on conflict do nothing returning 1",
    [spkiSha256, reason, source, actor.now],
  );
  if (banned.length > 0) await audit(tx, actor, "key.ban", { type: "key", id: spkiSha256 }, { reason, source });
  await settleBans(tx, [spkiSha256], actor.now);
}

/** Marks banned keys in every account's ledger, which ends their use. Answers how many of them were in use. */
export async function settleBans(tx: Tx, spkiSha256s: readonly string[], now: Date): Promise<number> {
  const rows: { id: string; spkiSha256: string }[] = await tx.query(
    `select id, spki_sha256 as "spkiSha256" from key where spki_sha256 = any($1) order by id`,
    [spkiSha256s],
  );
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) await markCompromised(tx, ids, now);
  return new Set(rows.map(({ spkiSha256 }) => spkiSha256)).size;
}

/**
 * Settles the bans of keys that were claimed while a long list was being loaded: they saw nothing of it yet, nor it of them.
 * Asked once the list is on record.
 */
export async function settleLateComers(tx: Tx, now: Date): Promise<number> {
  const rows: { spkiSha256: string }[] = await tx.query(
    `select distinct k.spki_sha256 as "spkiSha256" from key k join banned_key b on b.spki_sha256 = k.spki_sha256
     where k.compromised_at is null`,
  );
  return settleBans(
    tx,
    rows.map(({ spkiSha256 }) => spkiSha256),
    now,
  );
}

/** How many unexpired certificates stand on these keys, and in how many accounts: what a ban would revoke. */
export async function certifiedWith(
  db: EntityManager,
  spkiSha256s: readonly string[],
  now: Date,
): Promise<{ certificates: number; accounts: number }> {
  const [row] = await db.query(
    `select count(*)::int as certificates, count(distinct c.account_id)::int as accounts
     from certificate c join key k on k.id = c.key_id
     where k.spki_sha256 = any($1) and c.not_after >= $2 and c.issuing_ca_id is not null and not exists
       (select 1 from revocation r where r.issuing_ca_id = c.issuing_ca_id and r.serial = c.serial)`,
    [spkiSha256s, now],
  );
  return row;
}
