import { Arg, Ctx, createUnionType, Field, ID, InputType, Mutation, Resolver } from "type-graphql";
import { audit } from "../audit/audit.ts";
import { auditRefusal } from "../audit/audit-refusal.ts";
import { badInput } from "../foundation/connection.ts";
import type { Context } from "../foundation/context.ts";
import { NotPermitted } from "../foundation/permission-problems.ts";
import { plainText } from "../foundation/plain-text.ts";
import { enqueue } from "../foundation/queue.ts";
import type { Tx } from "../foundation/transact.ts";
import { OrganizationVerification } from "./organization-verification.ts";
import { specialistActor } from "./specialist-actor.ts";
import { specialistProblem, VerificationNotFound, VerificationNotOpen } from "./verification-problems.ts";
import { openStates } from "./verification-state.ts";
import { lockVerification } from "./visible-verifications.ts";

@InputType({ description: "Which verification to decline, and why." })
export class DeclineVerificationInput {
  @Field(() => ID, { description: "Id of the verification." }) id: string;
  @Field(() => String, { description: "Why: mailed to who submitted it and kept; 1 to 2,000 characters." })
  reason: string;
}

export const DeclineVerificationResult = createUnionType({
  name: "DeclineVerificationResult",
  description: "The verification, declined, or why not.",
  types: () => [OrganizationVerification, VerificationNotFound, VerificationNotOpen, NotPermitted] as const,
});

@Resolver()
export class DeclineVerification {
  @Mutation(() => DeclineVerificationResult, {
    description:
      "For specialists: ends a verification without a proof, with the reason. What was proved before stands; the account may submit it again.",
  })
  declineVerification(
    @Arg("input", () => DeclineVerificationInput) input: DeclineVerificationInput,
    @Ctx() context: Context,
  ): Promise<typeof DeclineVerificationResult> {
    const object = { type: "verification", id: input.id };
    return context.transact(async (tx) =>
      auditRefusal(context, "verification.decline", object, await declineVerification(tx, context, input)),
    );
  }
}

async function declineVerification(
  tx: Tx,
  context: Context,
  input: DeclineVerificationInput,
): Promise<typeof DeclineVerificationResult> {
  const { viewer, now } = context;
  const notPermitted = specialistProblem(viewer);
  if (notPermitted) return notPermitted;
  const reason = plainText("reason", input.reason, 2000, { lines: true });
  if (!reason) throw badInput("reason is empty: say why, who submitted it is told.");
  const locked = await lockVerification(tx, context, input.id);
  if (!locked) return new VerificationNotFound();
  const { id, accountId, state } = locked.verification;
  if (!openStates.includes(state)) return new VerificationNotOpen(state);

  const decided = { decidedById: viewer.id, decidedAt: now, reason };
  await tx.update(OrganizationVerification, { id }, { state: "DECLINED", ...decided });
  await audit(
    tx,
    specialistActor(context, accountId),
    "verification.decline",
    { type: "verification", id },
    { reason },
  );
  await enqueue(tx, "mailVerificationDecided", { verificationId: id });
  return tx.findOneByOrFail(OrganizationVerification, { id });
}
