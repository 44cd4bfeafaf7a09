import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, PrimaryGeneratedColumn } from "typeorm";
import { rowsById } from "../foundation/loads.ts";
import { DateTime } from "../foundation/scalars.ts";
import type { CheckResult } from "./domain-check-type.ts";
import { DomainProofMethod } from "./domain-proof.ts";

export const DomainChallengeState = {
  OPEN: "OPEN",
  PROVED: "PROVED",
  REPLACED: "REPLACED",
  EXPIRED: "EXPIRED",
  CANCELED: "CANCELED",
} as const;
export type DomainChallengeState = (typeof DomainChallengeState)[keyof typeof DomainChallengeState];
registerEnumType(DomainChallengeState, {
  name: "DomainChallengeState",
  description: "What became of a challenge. All but OPEN are final.",
  valuesConfig: {
    OPEN: { description: "It waits for what it asks for." },
    PROVED: { description: "It was met: there is a proof." },
    REPLACED: { description: "Another was started in its place; its value counts no more." },
    EXPIRED: { description: "Its value is older than 30 days." },
    CANCELED: { description: "It was withdrawn, or declined by the domain's contact." },
  },
});

/** What has to be shown to prove control of a domain. At most one is open for a domain, and one for each request on a DV order. */
@ObjectType({
  description:
    "What has to be shown to prove control of a domain: a record, a file or an answer to a mail. It is looked for by itself for a week, and good for 30 days.",
})
@Entity("domain_challenge")
export class DomainChallenge {
  @Field(() => ID, { description: "Opaque id." })
  @PrimaryGeneratedColumn("uuid")
  id: string;

  @Column("uuid", { name: "account_id" }) accountId: string;
  @Column("uuid", { name: "domain_id" }) domainId: string;
  /** The request on a DV order that it serves alone; null: every OV and EV order. */
  @Column("uuid", { name: "request_id", nullable: true }) requestId: string | null;

  @Field(() => DomainProofMethod, { description: "How control is to be shown." })
  @Column("text")
  method: DomainProofMethod;

  /** null: mails have one each. */
  @Column("text", { nullable: true }) value: string | null;
  /** Addresses that are asked; of a TXT contact, as the record named them. */
  @Column("text", { name: "recipients", array: true }) addresses: string[];
  @Column("text", { name: "state" }) storedState: DomainChallengeState;
  /** null: the product by itself. */
  @Column("uuid", { name: "created_by", nullable: true }) createdById: string | null;

  @Field(() => DateTime, { description: "When it was started." })
  @Column("timestamptz", { name: "created_at" })
  createdAt: Date;

  @Field(() => DateTime, { description: "Until when its value counts: 30 days (BR 3.2.2.4)." })
  @Column("timestamptz", { name: "expires_at" })
  expiresAt: Date;

  @Field(() => DateTime, {
    description: "Until when it is looked for by itself: a week; afterwards with `checkDomainValidation`.",
  })
  @Column("timestamptz", { name: "polls_until" })
  pollsUntil: Date;

  @Field(() => DateTime, {
    nullable: true,
    description:
      "When it is looked next by itself; null: only when asked, or there is nothing to look for: it waits for an answer to a mail, or has ended.",
  })
  @Column("timestamptz", { name: "next_check_at", nullable: true })
  nextCheckAt: Date | null;

  @Field(() => DateTime, { nullable: true, description: "When it was looked last; null before the first look." })
  @Column("timestamptz", { name: "last_checked_at", nullable: true })
  lastCheckedAt: Date | null;

  @Column("integer") checks: number;
  @Column("jsonb", { name: "result", nullable: true }) found: CheckResult | null;
  @Column("uuid", { name: "proof_id", nullable: true }) proofId: string | null;
  @Column("timestamptz", { name: "ended_at", nullable: true }) endedAt: Date | null;
}

export const challengesById = rowsById<DomainChallenge>(() => DomainChallenge);

/** Whether it is shown by an answer to a mail. */
export function isByMail(method: DomainProofMethod): boolean {
  return method === "EMAIL_CONSTRUCTED" || method === "EMAIL_TXT_CONTACT";
}

/** Its state at `now`: past its end an open one has expired, even before that is written down. */
export function stateOf(challenge: DomainChallenge, now: Date): DomainChallengeState {
  const { storedState, expiresAt } = challenge;
  return storedState === "OPEN" && expiresAt <= now ? "EXPIRED" : storedState;
}
