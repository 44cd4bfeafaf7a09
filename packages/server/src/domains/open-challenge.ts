import { constructedMailboxes } from "@duplicert/shared/domain-validation-refusals";
import { IsNull, LessThanOrEqual, MoreThan, Not } from "typeorm";
import { type Actor, audit } from "../audit/audit.ts";
import { badInput } from "../foundation/connection.ts";
import { enqueue } from "../foundation/queue.ts";
import type { Tx } from "../foundation/transact.ts";
import { isUuid } from "../foundation/uuid.ts";
import { endChallenge } from "./close-challenge.ts";
import type { Domain } from "./domain.ts";
import { Domain as DomainRow } from "./domain.ts";
import { DomainChallenge, isByMail } from "./domain-challenge.ts";
import type { DomainProofMethod } from "./domain-proof.ts";
import { pollingDays } from "./next-check.ts";
import { newRandomValue } from "./random-value.ts";

const dayMs = 86_400_000;
// BR 3.2.2.4.4, .7, .14, .18
const valueDays = 30;
/** How often the validation of a domain is started in 24 hours: for every order, or for one request. */
const mostStartsADay = 100;

export interface ChallengeWish {
  domain: Domain;
  method: DomainProofMethod;
  /** Mailboxes in front of the "@", of constructed mail alone; default: all five. */
  recipients?: string[] | undefined;
  /** The request on a DV order that it serves alone; null: every OV and EV order. */
  requestId: string | null;
}

/**
 * Starts a challenge with a new value, in place of the open one of that domain and request, and asks for the first look.
 * It holds the domain until the transaction ends: whoever opens several goes by their names.
 */
export async function openChallenge(tx: Tx, actor: Actor, wish: ChallengeWish, now: Date): Promise<DomainChallenge> {
  const { domain, method, requestId } = wish;
  await tx.findOneOrFail(DomainRow, { where: { id: domain.id }, lock: { mode: "for_no_key_update" } });
  await refuseFlood(tx, domain, requestId, now);
  await endOpen(tx, domain.id, requestId, now);

  const byMail = isByMail(method);
  const mailboxes = method === "EMAIL_CONSTRUCTED" ? (wish.recipients ?? constructedMailboxes) : [];
  const challenge = await tx.save(
    tx.create(DomainChallenge, {
      ...{ accountId: domain.accountId, domainId: domain.id, requestId, method, storedState: "OPEN" as const },
      value: byMail ? null : newRandomValue(),
      addresses: mailboxes.map((mailbox) => `${mailbox}@${domain.name}`),
      createdById: isUuid(actor.actor) ? actor.actor : null,
      createdAt: now,
      expiresAt: new Date(now.getTime() + valueDays * dayMs),
      pollsUntil: new Date(now.getTime() + pollingDays * dayMs),
      ...{ nextCheckAt: now, lastCheckedAt: null, checks: 0, found: null, proofId: null, endedAt: null },
    }),
  );
  await audit(
    tx,
    actor,
    "domain.challenge",
    { type: "domain", id: domain.id },
    { domain: domain.name, challenge: challenge.id, method, request: requestId },
  );
  await askToCheck(tx, challenge);
  return challenge;
}

/** Each is on record for ever: as many as nobody needs are not begun. */
async function refuseFlood(tx: Tx, { id: domainId, name }: Domain, requestId: string | null, now: Date): Promise<void> {
  const createdAt = MoreThan(new Date(now.getTime() - dayMs));
  const begun = await tx.countBy(DomainChallenge, { domainId, requestId: requestId ?? IsNull(), createdAt });
  if (begun >= mostStartsADay)
    throw badInput(
      `The validation of ${name} was started ${begun} times in the last 24 hours: no more are begun. Meet the one that is open, or wait a day.`,
    );
}

async function endOpen(tx: Tx, domainId: string, requestId: string | null, now: Date): Promise<void> {
  const open = await tx
    .createQueryBuilder(DomainChallenge, "c")
    .setLock("pessimistic_write")
    .where("c.domainId = :domainId and c.requestId is not distinct from :requestId and c.storedState = 'OPEN'", {
      domainId,
      requestId,
    })
    .getMany();
  for (const challenge of open)
    await endChallenge(tx, challenge, challenge.expiresAt <= now ? "EXPIRED" : "REPLACED", now);
}

/** By what the job about a challenge is known, so that there is one at a time that waits. */
function checkKey(challengeId: string): string {
  return `check ${challengeId}`;
}

const longestLine = 1000;

/** Asks for a look, or for the mails. Whoever has many that wait gets their turns between those of the others. */
export async function askToCheck(
  tx: Tx,
  { id, accountId, method, nextCheckAt }: Pick<DomainChallenge, "id" | "accountId" | "method" | "nextCheckAt">,
): Promise<void> {
  const job = isByMail(method) ? "sendChallengeMails" : "checkDomainChallenge";
  const due = nextCheckAt ? LessThanOrEqual(nextCheckAt) : Not(IsNull());
  const waiting = await tx.countBy(DomainChallenge, { accountId, storedState: "OPEN", nextCheckAt: due });
  await enqueue(tx, job, { challengeId: id }, checkKey(id), Math.min(waiting, longestLine));
}
