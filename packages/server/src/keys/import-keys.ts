import { type Actor, audit } from "../audit/audit.ts";
import type { Tx } from "../foundation/transact.ts";
import { settleBans } from "./ban-key.ts";
import { banWeakKeysInUse } from "./ban-weak-keys.ts";

/** What an import came to. */
export interface Imported {
  /** Keys on the list. */
  entries: number;
  /** Of them, those that were on no list before. */
  added: number;
  /** Those that somebody uses here: what was certified with them is being revoked. */
  used: number;
}

type Lines = AsyncIterable<string> | Iterable<string>;

const batchSize = 20_000;

/** Loads a list of compromised keys: SHA-256 of an SPKI in hexadecimal a line, a reason after a space, # for remarks. All of it or nothing. */
export async function importCompromisedKeys(tx: Tx, name: string, lines: Lines, actor: Actor): Promise<Imported> {
  const imported: Imported = { entries: 0, added: 0, used: 0 };
  const form = /^([0-9a-f]{64})(?:\s+(\S.*))?$/i;
  for await (const batch of batches(lines, form, "64 hexadecimal digits, the SHA-256 of a key's SPKI")) {
    const keys = batch.map(([, key]) => key!.toLowerCase());
    const reasons = batch.map(([, , reason]) => reason?.trim().slice(0, 500) ?? null);
    const [{ added }] = await tx.query(
      `with added as (
         insert into banned_key (spki_sha256, reason, source, at)
         select key, coalesce(reason, $5), $3, $4 from unnest($1::text[], $2::text[]) as list (key, reason)
         order by key on conflict do nothing returning 1)
       select count(*)::int as added from added`,
      [keys, reasons, `list ${name}`, actor.now, `On the list ${name}.`],
    );
    imported.entries += batch.length;
    imported.added += added;
    imported.used += await settleBans(tx, keys, actor.now);
  }
  await noteList(tx, "COMPROMISED", name, imported, actor);
  return imported;
}

/**
 * Loads a list of Debian's weak keys as openssl-blacklist has them: the last 20 hexadecimal digits of SHA-1 of
 * "Modulus=<HEX>\n" a line. BR 4.9.1.1: those that are certified here already are banned, and so revoked.
 */
export async function importDebianKeys(tx: Tx, name: string, lines: Lines, actor: Actor): Promise<Imported> {
  const imported: Imported = { entries: 0, added: 0, used: 0 };
  for await (const batch of batches(lines, /^[0-9a-f]{20}$/i, "20 hexadecimal digits, as in openssl-blacklist")) {
    const [{ added }] = await tx.query(
      `with added as (
         insert into weak_key (kind, fingerprint)
         select 'DEBIAN', decode(mark, 'hex') from unnest($1::text[]) as list (mark) order by 2
         on conflict do nothing returning 1)
       select count(*)::int as added from added`,
      [batch.map(([mark]) => mark)],
    );
    imported.entries += batch.length;
    imported.added += added;
  }
  imported.used = await banWeakKeysInUse(tx, name, actor);
  await noteList(tx, "DEBIAN", name, imported, actor);
  return imported;
}

/** The lines that say something, many at a time. */
async function* batches(lines: Lines, form: RegExp, wanted: string): AsyncGenerator<RegExpExecArray[]> {
  let batch: RegExpExecArray[] = [];
  let number = 0;
  for await (const line of lines) {
    number += 1;
    const text = (number === 1 ? line.replace(/^\uFEFF/, "") : line).trim();
    if (text === "" || text.startsWith("#")) continue;
    const read = form.exec(text);
    if (!read) throw new Error(`line ${number} is not ${wanted}: nothing was loaded`);
    batch.push(read);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function noteList(tx: Tx, kind: string, name: string, imported: Imported, actor: Actor): Promise<void> {
  if (imported.entries === 0) throw new Error("there is no key in it: nothing was loaded");
  await tx.query(
    `insert into key_list (name, kind, entries, loaded_at) values ($1, $2, $3, $4)
     on conflict (name) do update set kind = excluded.kind, entries = excluded.entries, loaded_at = excluded.loaded_at`,
    [name, kind, imported.entries, actor.now],
  );
  await audit(tx, actor, "key.import", { type: "key_list", id: name }, { kind, ...imported });
}
