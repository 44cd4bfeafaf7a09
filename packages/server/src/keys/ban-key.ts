import { type Actor, audit } from "../audit/audit.ts";
import { enqueue } from "../foundation/queue.ts";
import type { Tx } from "../foundation/transact.ts";

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

/** Marks banned keys in every account's ledger, and asks for the revocation of what was certified with them. Answers how many of them were in use. */
export async function settleBans(tx: Tx, spkiSha256s: readonly string[], now: Date): Promise<number> {
  const rows: { spkiSha256: string }[] = await tx.query(
    `select spki_sha256 as "spkiSha256" from key where spki_sha256 = any($1) order by id for update`,
    [spkiSha256s],
  );
  const used = [...new Set(rows.map((row) => row.spkiSha256))];
  if (used.length === 0) return 0;
  await tx.query("update key set compromised_at = $2 where spki_sha256 = any($1) and compromised_at is null", [
    used,
    now,
  ]);
  for (const spkiSha256 of used) await enqueue(tx, "revokeCompromised", { spkiSha256 }, `compromised ${spkiSha256}`);
  return used.length;
}

/** The keys of the block list with which a certificate stands that is neither expired nor revoked. */
export async function unsettledBans(tx: Tx, now: Date): Promise<string[]> {
  const rows: { spkiSha256: string }[] = await tx.query(
    `select distinct k.spki_sha256 as "spkiSha256" from key k join banned_key b on b.spki_sha256 = k.spki_sha256
     join certificate c on c.key_id = k.id
     where k.compromised_at is not null and c.not_after >= $1 and c.issuing_ca_id is not null
       and not exists (select from revocation r where r.issuing_ca_id = c.issuing_ca_id and r.serial = c.serial)`,
    [now],
  );
  return rows.map((row) => row.spkiSha256);
}
