import type { DataSource } from "typeorm";
import { askForCrl, askForOcsp } from "../certificates/ask-for-status.ts";
import { crlEvery } from "../certificates/publish-crl.ts";
import { ocspEvery } from "../certificates/sign-ocsp.ts";
import { enqueue } from "../foundation/queue.ts";
import { type Tx, theProduct, transact } from "../foundation/transact.ts";
import { unsettledBans } from "../keys/ban-key.ts";
import { overdueRequests } from "../requests/lapse-request.ts";
import { freeJobsOfTheDead } from "./alive.ts";

const forgottenAfter = 10_000;
// who asks about a certificate at all asks often: what nobody asked about for a week is signed when somebody does
const askedLately = 7 * 86_400_000;
const ocspAtOnce = 500;
// a process that dies at a job's last try leaves it spent: nobody runs it again, and nobody has given it up
const alive = "(j.locked_at is not null or j.attempts < j.max_attempts)";

/** What is due whether or not anybody asked: jobs of dead runners, issuances without a job, CRLs of yesterday, OCSP answers at half their life, certificates on banned keys, requests that nobody decided on. */
export async function sweep(source: DataSource, now: Date): Promise<void> {
  await freeJobsOfTheDead(source);
  await transact(source, theProduct, async (tx) => {
    const forgotten: { id: string }[] = await tx.query(
      `select i.id from issuance i where i.state = 'READY' and i.ready_at < $1
       and not exists (select 1 from graphile_worker.jobs j where j.key = i.id::text and ${alive})`,
      [new Date(now.getTime() - forgottenAfter)],
    );
    for (const { id } of forgotten) await enqueue(tx, "issueCertificate", { issuanceId: id }, id);

    const stale: { id: string; shard: number }[] = await tx.query(
      // where there are fewer shards than there were, older certificates still point to the others
      `select ca.id, s.shard from issuing_ca ca cross join lateral (
         select generate_series(0, ca.crl_shards - 1) as shard union select crl.shard from crl where crl.issuing_ca_id = ca.id
       ) s where ca.key_name is not null and not exists (select 1 from crl where crl.issuing_ca_id = ca.id and crl.shard = s.shard and crl.this_update > $1)
       and not exists (select 1 from graphile_worker.jobs j where j.key = 'crl ' || ca.id::text || ' ' || s.shard and ${alive})`,
      [new Date(now.getTime() - crlEvery)],
    );
    for (const { id, shard } of stale) await askForCrl(tx, id, shard);

    const lapsing: { id: string; serial: Buffer }[] = await tx.query(
      `select r.issuing_ca_id as id, r.serial from ocsp_response r where r.this_update < $1 and r.asked_at > $2 and r.not_after > $3
       and not exists (select 1 from graphile_worker.jobs j where j.key = 'ocsp ' || r.issuing_ca_id || ' ' || encode(r.serial, 'hex') and ${alive})
       order by r.this_update limit ${ocspAtOnce}`,
      [new Date(now.getTime() - ocspEvery), new Date(now.getTime() - askedLately), now],
    );
    for (const { id, serial } of lapsing) await askForOcsp(tx, id, serial);

    for (const { key, about } of await unasked(tx, "compromised", await unsettledBans(tx, now)))
      await enqueue(tx, "revokeCompromised", { spkiSha256: about }, key);
    for (const { key, about } of await unasked(tx, "lapse", await overdueRequests(tx, now)))
      await enqueue(tx, "lapseRequest", { requestId: about }, key);
  });
}

/** Those that no job is about, each with the key its job is known by. */
function unasked(tx: Tx, job: string, about: string[]): Promise<{ key: string; about: string }[]> {
  return tx.query(
    `select $1 || ' ' || t.about as key, t.about from unnest($2::text[]) as t (about)
     where not exists (select 1 from graphile_worker.jobs j where j.key = $1 || ' ' || t.about and ${alive})`,
    [job, about],
  );
}
