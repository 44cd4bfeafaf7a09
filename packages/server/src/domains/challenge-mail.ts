import { Field, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, PrimaryGeneratedColumn } from "typeorm";
import { rowsOf } from "../foundation/loads.ts";
import { DateTime } from "../foundation/scalars.ts";

export const MailDecision = { APPROVED: "APPROVED", DECLINED: "DECLINED" } as const;
export type MailDecision = (typeof MailDecision)[keyof typeof MailDecision];
registerEnumType(MailDecision, {
  name: "MailDecision",
  description: "What somebody who speaks for a domain said to a mail.",
  valuesConfig: {
    APPROVED: { description: "They approve: control is proved." },
    DECLINED: { description: "They do not want it: the validation ended." },
  },
});

/** One mail that asks for approval, with a value of its own (BR 3.2.2.4.4), of which the hash alone is kept. */
@Entity("challenge_mail")
export class ChallengeMail {
  @PrimaryGeneratedColumn("uuid") id: string;
  @Column("uuid", { name: "account_id" }) accountId: string;
  @Column("uuid", { name: "challenge_id" }) challengeId: string;
  @Column("text") recipient: string;
  @Column("text", { name: "value_sha256" }) valueSha256: string;
  @Column("timestamptz", { name: "made_at" }) madeAt: Date;
  /** null: made, and perhaps sent, by a run that ended before it could say so. */
  @Column("timestamptz", { name: "sent_at", nullable: true }) sentAt: Date | null;
  @Column("text", { nullable: true }) decision: MailDecision | null;
  @Column("timestamptz", { name: "decided_at", nullable: true }) decidedAt: Date | null;
  @Column("text", { name: "decided_from", nullable: true }) decidedFrom: string | null;
}

export const mailsOfChallenge = rowsOf<ChallengeMail>(() => ChallengeMail, "challengeId", {
  madeAt: "ASC",
  id: "ASC",
});

@ObjectType({ description: "A mailbox that is asked for approval." })
export class ChallengeRecipient {
  @Field(() => String, { description: "Its address." }) email: string;
  @Field(() => DateTime, { nullable: true, description: "When the mail was sent; null while it has not been." })
  sentAt: Date | null;
  @Field(() => MailDecision, { nullable: true, description: "What was said; null while nothing was." })
  decision: MailDecision | null;
  @Field(() => DateTime, { nullable: true, description: "When that was said." }) decidedAt: Date | null;
}

/** Whom a challenge asks, each once: of several mails to one mailbox the one decided on, or the last that was sent. */
export function recipientsOf(addresses: readonly string[], mails: readonly ChallengeMail[]): ChallengeRecipient[] {
  return addresses.map((email) => {
    const own = mails.filter((mail) => mail.recipient === email);
    const mail = own.find((one) => one.decision !== null) ?? own.findLast((one) => one.sentAt !== null);
    const { sentAt = null, decision = null, decidedAt = null } = mail ?? {};
    return Object.assign(new ChallengeRecipient(), { email, sentAt, decision, decidedAt });
  });
}
