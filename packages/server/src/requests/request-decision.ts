import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root, registerEnumType } from "type-graphql";
import { Column, Entity, PrimaryGeneratedColumn } from "typeorm";
import { Member, membersById } from "../accounts/member.ts";
import type { Context } from "../foundation/context.ts";
import { rowsOf } from "../foundation/loads.ts";
import { DateTime } from "../foundation/scalars.ts";
import type { Tx } from "../foundation/transact.ts";
import type { CertificateRequest } from "./certificate-request.ts";

export const DecisionOutcome = {
  APPROVED: "APPROVED",
  REJECTED: "REJECTED",
  CANCELED: "CANCELED",
  RETRIED: "RETRIED",
  LAPSED: "LAPSED",
  PROVED: "PROVED",
} as const;
export type DecisionOutcome = (typeof DecisionOutcome)[keyof typeof DecisionOutcome];
registerEnumType(DecisionOutcome, {
  name: "DecisionOutcome",
  description: "What was decided.",
  valuesConfig: {
    APPROVED: { description: "It may be issued (in two-step approval: by one of the two)." },
    REJECTED: { description: "It may not; the reason is in `comments`." },
    CANCELED: { description: "Withdrawn." },
    RETRIED: { description: "After a failure: to be tried again." },
    LAPSED: {
      description: "Nobody decided within 30 days, so the request was canceled by itself; `by` is its requester.",
    },
    PROVED: {
      description:
        "What the approved request waited for was proved, so it went on by itself, with the content of that moment; `by` is its requester.",
    },
  },
});

/** One decision on a request; never changed. */
@ObjectType("Decision", { description: "A decision on a request: what, by whom, when. Never changed." })
@Entity("request_decision")
export class RequestDecision {
  @PrimaryGeneratedColumn("uuid") id: string;
  @Column("uuid", { name: "account_id" }) accountId: string;
  @Column("uuid", { name: "request_id" }) requestId: string;

  @Field(() => Int, { description: "Its place among the decisions on the request, from 1." })
  @Column("integer")
  step: number;

  @Field(() => DecisionOutcome, { description: "What was decided." })
  @Column("text")
  outcome: DecisionOutcome;

  @Column({ type: "uuid", name: "by" }) byId: string;

  @Field(() => DateTime, { description: "When." })
  @Column("timestamptz")
  at: Date;

  @Field(() => String, { nullable: true, description: "What the person wrote; a rejection's reason." })
  @Column("text", { nullable: true })
  comments: string | null;

  @Field(() => String, {
    nullable: true,
    name: "contentSha256",
    description:
      "SHA-256 of the content that was allowed, as `CertificateContent.sha256`; in two-step approval, of what each of the two allowed. Null where nothing was.",
  })
  @Column("text", { name: "plan_sha256", nullable: true })
  planSha256: string | null;
}

export const decisionsOfRequest = rowsOf<RequestDecision>(() => RequestDecision, "requestId", { step: "ASC" });

@Resolver(() => RequestDecision)
export class RequestDecisionResolver {
  @FieldResolver(() => Member, { description: "Who; where nobody decided (LAPSED, PROVED), whose request it was." })
  async by(@Root() decision: RequestDecision, @Ctx() context: Context): Promise<Member> {
    return (await context.many(membersById).load(decision.byId)) as Member;
  }
}

/** Writes the next decision on a request. */
export async function decide(
  tx: Tx,
  context: { viewer: { id: string }; now: Date },
  request: CertificateRequest,
  outcome: DecisionOutcome,
  comments: string | null,
  planSha256: string | null = null,
): Promise<void> {
  const step = 1 + (await tx.countBy(RequestDecision, { requestId: request.id }));
  await tx.insert(RequestDecision, {
    accountId: request.accountId,
    requestId: request.id,
    step,
    outcome,
    byId: context.viewer.id,
    at: context.now,
    comments,
    planSha256,
  });
}
