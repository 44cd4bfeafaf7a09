import type { DomainApproval } from "@duplicert/shared/domain-approval";
import type { DataSource } from "typeorm";
import { type Actor, audit } from "../audit/audit.ts";
import { type Tx, theProduct, transact } from "../foundation/transact.ts";
import { ChallengeMail } from "./challenge-mail.ts";
import { endChallenge } from "./close-challenge.ts";
import { Domain } from "./domain.ts";
import type { DomainChallenge } from "./domain-challenge.ts";
import type { CheckResult } from "./domain-check-type.ts";
import { type ApprovalFault, approvalOf, judgeApproval, mailOfValue } from "./judge-approval.ts";
import { lockChallenge } from "./lock-challenge.ts";
import { storeProof } from "./store-proof.ts";

export interface Decision {
  value: string;
  approve: boolean;
  /** The client's address. */
  from: string;
}

/**
 * What whoever got a mail says, once. BR 3.2.2.4.4 and .14: that they have the value of the mail confirms that they may say so.
 * One approval proves; one refusal ends it for all mailboxes. Every try with a known value is on record.
 */
export async function decideApproval(
  source: DataSource,
  { value, approve, from }: Decision,
  now: Date,
): Promise<DomainApproval | ApprovalFault> {
  return transact(source, theProduct, async (tx) => {
    const known = await mailOfValue(tx, value);
    const challenge = known && (await lockChallenge(tx, known.challengeId, null));
    if (!challenge) return "NOT_FOUND";

    // read again: another click may have held the challenge
    const mail = await tx.findOneByOrFail(ChallengeMail, { id: known.id });
    const actor = { accountId: challenge.accountId, actor: "domain-contact", now };
    const about = { type: "challenge", id: challenge.id };
    const action = approve ? "domain.approve" : "domain.decline";
    const detail = { recipient: mail.recipient, from };
    const state = judgeApproval(mail, challenge, now);
    if (state !== "OPEN") {
      await audit(tx, actor, action, about, { ...detail, state }, "REFUSED");
      return state === "EXPIRED" || state === "WITHDRAWN" ? state : "ALREADY_DECIDED";
    }

    const decided = { decision: approve ? "APPROVED" : "DECLINED", decidedAt: now, decidedFrom: from } as const;
    const said = await tx.save(Object.assign(mail, decided));
    await audit(tx, actor, action, about, detail);
    await carryOut(tx, actor, challenge, said, now);
    return approvalOf(tx, said, now) as Promise<DomainApproval>;
  });
}

async function carryOut(tx: Tx, actor: Actor, challenge: DomainChallenge, mail: ChallengeMail, now: Date) {
  const { recipient, valueSha256, madeAt, sentAt, decision, decidedFrom } = mail;
  const { name } = await tx.findOneByOrFail(Domain, { id: challenge.domainId });
  const code = decision === "APPROVED" ? "MAIL_APPROVED" : "MAIL_DECLINED";
  const evidence = { mail: mail.id, recipient, valueSha256, madeAt, sentAt, decidedAt: now, decidedFrom };
  const found: CheckResult = {
    ...{ code, where: name, seen: recipient, at: now.toISOString() },
    // how the address was found stays with the answer that came to it
    findings: [...(challenge.found?.findings ?? []), { perspective: "mail", code, seen: recipient, evidence }],
  };
  if (decision === "APPROVED") await storeProof(tx, actor, challenge, found, now);
  else await endChallenge(tx, challenge, "CANCELED", now, found);
}
