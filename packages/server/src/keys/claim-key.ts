import type { Tx } from "../foundation/transact.ts";

/** What the ledger needs to know of a public key. */
export interface KeyFacts {
  spkiSha256: string;
  keyAlgorithm: string;
}

/** A key claimed; `shared` when others hold it too, as the account's policy allows. */
export interface ClaimedKey {
  id: string;
  shared: boolean;
}

/**
 * Claims a key for one request: a single conditional insert, so of many at once exactly one wins under the policy REFUSE;
 * null for the others. SAME_SERVER lets those share it who name one server, WARN everybody; nobody a compromised key.
 * What decides is all in the key's own row: a look at the other requests would be as old as the statement.
 */
export async function claimKey(
  tx: Tx,
  accountId: string,
  key: KeyFacts,
  serverName: string | null = null,
): Promise<ClaimedKey | null> {
  const [row] = await tx.query(
    `insert into key as k (account_id, spki_sha256, algorithm, state, server_name, shared)
     values ($1, $2, $3, 'CLAIMED', nullif(lower(btrim($4)), ''), false)
     on conflict (account_id, spki_sha256) do update set
       state = case when k.state = 'RELEASED' then 'CLAIMED' else k.state end,
       shared = k.state <> 'RELEASED',
       server_name = case when k.state = 'RELEASED' or k.server_name = excluded.server_name then excluded.server_name end
     where k.compromised_at is null and (k.state = 'RELEASED' or exists (select from account a where a.id = k.account_id
       and (a.key_policy = 'WARN' or a.key_policy = 'SAME_SERVER' and k.server_name = excluded.server_name)))
     returning id, shared`,
    [accountId, key.spkiSha256, key.keyAlgorithm, serverName],
  );
  return row ? { id: row.id, shared: row.shared } : null;
}

/**
 * Gives up a request's hold on its key. It is free for whoever asks next, unless another holds it, it is certified, or
 * something may have been signed with it: from the moment bytes are on record a signature over them may exist somewhere.
 */
export async function releaseKey(tx: Tx, keyId: string, requestId: string): Promise<void> {
  // first the lock: whoever claims it meanwhile has come or waits, and what is read after it is complete
  await tx.query("select 1 from key where id = $1 for update", [keyId]);
  await tx.query(
    `update key k set state = 'RELEASED' where k.id = $1 and k.state = 'CLAIMED'
     and not exists (select from certificate_request r where r.key_id = k.id and r.id <> $2 and r.state in ('SUBMITTED', 'PENDING', 'APPROVED'))
     and not exists (select from issuance i where i.key_id = k.id
       and (i.state = 'READY' or exists (select from signing_attempt a where a.issuance_id = i.id)))`,
    [keyId, requestId],
  );
}
