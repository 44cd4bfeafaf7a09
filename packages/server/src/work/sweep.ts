import type { DataSource } from "typeorm";
import { dueChallenges } from "../domains/due-challenges.ts";
import { askToCheck } from "../domains/open-challenge.ts";
import { enqueue } from "../foundation/queue.ts";
import { type Tx, theProduct, transact } from "../foundation/transact.ts";
import { askToEndUse, compromisedInUse } from "../keys/mark-compromised.ts";
import { accountsToRemind, dayOf } from "../lapses/remind-of-lapses.ts";
import { ordersToRevokeOn, remindOfRevocations } from "../reissues/revoke-superseded.ts";
import { overdueRequests } from "../requests/lapse-request.ts";
import { askToResume } from "../requests/let-wait.ts";
import { unlookedOrders } from "../requests/proof-obtained.ts";
import { freeJobsOfTheDead } from "./alive.ts";
import { aliveJob } from "./alive-job.ts";
import { sweepCrls, sweepOcsp } from "./sweep-status.ts";

const forgottenAfter = 10_000;

/** What is due whether or not anybody asked: jobs of dead runners, issuances without a job, CRLs of yesterday, OCSP answers at half their life, certificates on compromised keys or left behind by a reissue, requests that nobody decided on, orders that wait, domains to be looked at, validations that lapse. */
export async function sweep(source: DataSource, now: Date): Promise<void> {
  await freeJobsOfTheDead(source);
  await transact(source, theProduct, async (tx) => {
    const forgotten: { id: string }[] = await tx.query(
      `select i.id from issuance i where i.state = 'READY' and i.ready_at < $1
       and not exists (select 1 from graphile_worker.jobs j where j.key = i.id::text and ${aliveJob})`,
      [new Date(now.getTime() - forgottenAfter)],
    );
    for (const { id } of forgotten) await enqueue(tx, "issueCertificate", { issuanceId: id }, id);

    await sweepCrls(tx, now);
    await sweepOcsp(tx, now);
    for (const { about } of await unasked(tx, "compromised", await compromisedInUse(tx, now)))
      await askToEndUse(tx, about);
    for (const { key, about } of await unasked(tx, "superseded", await ordersToRevokeOn(tx, now)))
      await enqueue(tx, "revokeSuperseded", { orderId: about }, key);
    await remindOfRevocations(tx, now);
    for (const { key, about } of await unasked(tx, "lapse", await overdueRequests(tx, now)))
      await enqueue(tx, "lapseRequest", { requestId: about }, key);
    for (const { about } of await unasked(tx, "resume", await unlookedOrders(tx, now))) await askToResume(tx, about);
    const due = new Map((await dueChallenges(tx, now)).map((challenge) => [challenge.id, challenge]));
    for (const { about } of await unasked(tx, "check", [...due.keys()])) await askToCheck(tx, due.get(about)!);
    for (const { key, about } of await unasked(tx, "lapses", await accountsToRemind(tx, now)))
      await enqueue(tx, "remindOfLapses", { accountId: about, day: dayOf(now) }, key);
  });
}

/** Those that no job is about, each with the key its job is known by. */
function unasked(tx: Tx, job: string, about: string[]): Promise<{ key: string; about: string }[]> {
  return tx.query(
    `select $1 || ' ' || t.about as key, t.about from unnest($2::text[]) as t (about)
     where not exists (select 1 from graphile_worker.jobs j where j.key = $1 || ' ' || t.about and ${aliveJob})`,
    [job, about],
  );
}
