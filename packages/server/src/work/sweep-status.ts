import { askForCrl, askForOcsp } from "../certificates/ask-for-status.ts";
import { crlEvery } from "../certificates/publish-crl.ts";
import { ocspEvery } from "../certificates/sign-ocsp.ts";
import type { Tx } from "../foundation/transact.ts";
import { aliveJob } from "./alive-job.ts";

// who asks about a certificate at all asks often: what nobody asked about for a week is signed when somebody does
const askedLately = 7 * 86_400_000;
const ocspAtOnce = 500;
const forgottenAtOnce = 10_000;

/** Asks for every CRL whose last one is of yesterday, or that has none yet. */
export async function sweepCrls(tx: Tx, now: Date): Promise<void> {
  const stale: { id: string; shard: number }[] = await tx.query(
    // where there are fewer shards than there were, older certificates still point to the others
    `select ca.id, s.shard from issuing_ca ca
     cross join generate_series(0, greatest(ca.crl_shards - 1, (select max(shard) from crl where issuing_ca_id = ca.id))) as s (shard)
     left join lateral (select this_update from crl where issuing_ca_id = ca.id and shard = s.shard order by number desc limit 1) newest on true
     where ca.key_name is not null and (newest.this_update is null or newest.this_update <= $1)
     and not exists (select 1 from graphile_worker.jobs j where j.key = 'crl ' || ca.id::text || ' ' || s.shard and ${aliveJob})`,
    [new Date(now.getTime() - crlEvery)],
  );
  for (const { id, shard } of stale) await askForCrl(tx, id, shard);
}

/** Asks for OCSP answers at half their life that somebody waits for. */
export async function sweepOcsp(tx: Tx, now: Date): Promise<void> {
  const [halfLife, lately] = [new Date(now.getTime() - ocspEvery), new Date(now.getTime() - askedLately)];
  // or each sweep would look through all that anybody ever asked about
  await tx.query(
    `update ocsp_response set asked_at = null where (issuing_ca_id, serial) in (
       select issuing_ca_id, serial from ocsp_response
       where asked_at is not null and this_update < $1 and (asked_at <= $2 or not_after <= $3)
       limit ${forgottenAtOnce} for update skip locked)`,
    [halfLife, lately, now],
  );
  const lapsing: { id: string; serial: Buffer }[] = await tx.query(
    `select r.issuing_ca_id as id, r.serial from ocsp_response r where r.this_update < $1 and r.asked_at > $2 and r.not_after > $3
     and not exists (select 1 from graphile_worker.jobs j where j.key = 'ocsp ' || r.issuing_ca_id || ' ' || encode(r.serial, 'hex') and ${aliveJob})
     order by r.this_update limit ${ocspAtOnce}`,
    [halfLife, lately, now],
  );
  for (const { id, serial } of lapsing) await askForOcsp(tx, id, serial);
}
