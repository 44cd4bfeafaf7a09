import type { DomainApproval, DomainApprovalError } from "@duplicert/shared/domain-approval";
import type { EntityManager } from "typeorm";
import { Account } from "../accounts/account.ts";
import { Member } from "../accounts/member.ts";
import { ChallengeMail } from "./challenge-mail.ts";
import { Domain } from "./domain.ts";
import { DomainChallenge, stateOf } from "./domain-challenge.ts";
import { hashOfValue } from "./random-value.ts";

export type ApprovalFault = DomainApprovalError["error"]["code"];

/** The mail that carried a value; null when none did. */
export async function mailOfValue(db: EntityManager, value: string): Promise<ChallengeMail | null> {
  return /^[a-z2-7]{32}$/.test(value) ? db.findOneBy(ChallengeMail, { valueSha256: hashOfValue(value) }) : null;
}

/** What a link asks for now, or why it asks for nothing any more. */
export function judgeApproval(
  mail: ChallengeMail,
  challenge: DomainChallenge,
  now: Date,
): DomainApproval["state"] | "EXPIRED" | "WITHDRAWN" {
  if (mail.decision) return mail.decision;
  const state = stateOf(challenge, now);
  if (state === "OPEN" || state === "PROVED" || state === "EXPIRED") return state;
  return "WITHDRAWN";
}

/** The same with whatever a person has to know to decide. */
export async function approvalOf(
  db: EntityManager,
  mail: ChallengeMail,
  now: Date,
): Promise<DomainApproval | "EXPIRED" | "WITHDRAWN"> {
  const challenge = await db.findOneByOrFail(DomainChallenge, { id: mail.challengeId });
  const state = judgeApproval(mail, challenge, now);
  if (state === "EXPIRED" || state === "WITHDRAWN") return state;
  const { domainId, accountId, createdById } = challenge;
  const domain = await db.findOneByOrFail(Domain, { id: domainId });
  const account = await db.findOneByOrFail(Account, { id: accountId });
  const person = createdById ? await db.findOneByOrFail(Member, { id: createdById }) : null;
  return {
    ...{ domain: domain.name, account: account.name, recipient: mail.recipient, state },
    person: person && { name: person.name, email: person.email },
    method: challenge.method as DomainApproval["method"],
    askedAt: challenge.createdAt.toISOString(),
    expiresAt: challenge.expiresAt.toISOString(),
    decidedAt: mail.decidedAt?.toISOString() ?? null,
  };
}
