import type { DataSource } from "typeorm";
import { crlEvery } from "../certificates/publish-crl.ts";
import { enqueue } from "../foundation/queue.ts";
import { theProduct, transact } from "../foundation/transact.ts";
import { freeJobsOfTheDead } from "./alive.ts";

const forgottenAfter = 10_000;
// a process that dies at a job's last try leaves it spent: nobody runs it again, and nobody has given it up
const alive = "(j.locked_at is not null or j.attempts < j.max_attempts)";

/** What is due whether or not anybody asked: jobs of dead runners, issuances without a job, CRLs of yesterday. */
export async function sweep(source: DataSource, now: Date): Promise<void> {
  await freeJobsOfTheDead(source);
  await transact(source, theProduct, async (tx) => {
    const forgotten: { id: string }[] = await tx.query(
      `select i.id from issuance i where i.state = 'READY' and i.ready_at < $1
       and not exists (select 1 from graphile_worker.jobs j where j.key = i.id::text and ${alive})`,
      [new Date(now.getTime() - forgottenAfter)],
    );
    for (const { id } of forgotten) await enqueue(tx, "issueCertificate", { issuanceId: id }, id);

    const stale: { id: string }[] = await tx.query(
      `select ca.id from issuing_ca ca where not exists (select 1 from crl where crl.issuing_ca_id = ca.id and crl.this_update > $1)
       and not exists (select 1 from graphile_worker.jobs j where j.key = 'crl ' || ca.id::text and ${alive})`,
      [new Date(now.getTime() - crlEvery)],
    );
    for (const { id } of stale) await enqueue(tx, "publishCrl", { issuingCaId: id }, `crl ${id}`);
  });
}
