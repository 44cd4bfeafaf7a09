import { type CsrFault, CsrFaultCode } from "@duplicert/shared/csr-faults";
import { seesAllOrders } from "@duplicert/shared/roles";
import { type EntityManager, Not } from "typeorm";
import type { Viewer } from "../foundation/context.ts";
import type { Tx } from "../foundation/transact.ts";
import { Key } from "./key.ts";

/** What the ledger needs to know of a public key. */
export interface KeyFacts {
  spkiSha256: string;
  keyAlgorithm: string;
}

/** Claims a key for one request: a single conditional insert, so of many at once exactly one wins; null for the others. */
export async function claimKey(tx: Tx, accountId: string, key: KeyFacts): Promise<string | null> {
  const [row] = await tx.query(
    `insert into key as k (account_id, spki_sha256, algorithm, state) values ($1, $2, $3, 'CLAIMED')
     on conflict (account_id, spki_sha256) do update set state = 'CLAIMED' where k.state = 'RELEASED'
     returning id`,
    [accountId, key.spkiSha256, key.keyAlgorithm],
  );
  return row?.id ?? null;
}

/** Gives a key back: whoever asks next may claim it. A certified key is never given back. */
export async function releaseKey(tx: Tx, id: string): Promise<void> {
  await tx.query("update key set state = 'RELEASED' where id = $1 and state = 'CLAIMED'", [id]);
}

/** Whether a key is on the block list of compromised keys, which is everybody's. */
export async function bannedKeyFaults(db: EntityManager, spkiSha256: string): Promise<CsrFault[]> {
  const [banned] = await db.query("select 1 from banned_key where spki_sha256 = $1", [spkiSha256]);
  return banned ? [{ code: CsrFaultCode.KEY_COMPROMISED, found: null }] : [];
}

/** Whether a key is taken in the viewer's account; names the certificate that holds it, if the viewer may see it. Another account's keys are never told of. */
export async function usedKeyFaults(db: EntityManager, viewer: Viewer, spkiSha256: string): Promise<CsrFault[]> {
  const held = await db.findOneBy(Key, { accountId: viewer.accountId, spkiSha256, state: Not("RELEASED") });
  return held ? [{ code: CsrFaultCode.KEY_ALREADY_USED, found: await holderOf(db, viewer, held.id) }] : [];
}

// The certificate that holds the key, as its owner knows it; none while a request still waits.
async function holderOf(db: EntityManager, viewer: Viewer, keyId: string): Promise<string | null> {
  const [row] = await db.query(
    `select o.number, encode(c.serial, 'hex') as serial, c.server_name from certificate c join "order" o on o.id = c.order_id
     where c.key_id = $1 and ($2 or o.placed_by = $3) order by c.not_before limit 1`,
    [keyId, seesAllOrders(viewer.role), viewer.id],
  );
  if (!row) return null;
  return `certificate ${row.serial} of order ${row.number}${row.server_name ? ` for ${row.server_name}` : ""}`;
}
