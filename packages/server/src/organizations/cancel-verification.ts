import { mayApprove, mayOrder } from "@duplicert/shared/roles";
import { Arg, Ctx, createUnionType, Field, ID, InputType, Mutation, Resolver } from "type-graphql";
import { In } from "typeorm";
import { actorOf, audit } from "../audit/audit.ts";
import { auditRefusal } from "../audit/audit-refusal.ts";
import type { Context } from "../foundation/context.ts";
import { NotPermitted } from "../foundation/permission-problems.ts";
import type { Tx } from "../foundation/transact.ts";
import { OrganizationVerification } from "./organization-verification.ts";
import { VerificationNotFound, VerificationNotOpen } from "./verification-problems.ts";
import { openStates } from "./verification-state.ts";
import { lockVerification } from "./visible-verifications.ts";

@InputType({ description: "Which verification to cancel." })
export class CancelVerificationInput {
  @Field(() => ID, { description: "Id of the verification." }) id: string;
}

export const CancelVerificationResult = createUnionType({
  name: "CancelVerificationResult",
  description: "The verification, canceled, or why not.",
  types: () => [OrganizationVerification, VerificationNotFound, VerificationNotOpen, NotPermitted] as const,
});

@Resolver()
export class CancelVerification {
  @Mutation(() => CancelVerificationResult, {
    description:
      "Takes back a verification that waits: who submitted it may, and administrators and managers. The organization may be submitted again.",
  })
  cancelVerification(
    @Arg("input", () => CancelVerificationInput) { id }: CancelVerificationInput,
    @Ctx() context: Context,
  ): Promise<typeof CancelVerificationResult> {
    const object = { type: "verification", id };
    return context.transact(async (tx) =>
      auditRefusal(context, "verification.cancel", object, await cancelVerification(tx, context, id)),
    );
  }
}

async function cancelVerification(tx: Tx, context: Context, id: string): Promise<typeof CancelVerificationResult> {
  const { role, id: who } = context.viewer;
  if (!mayOrder(role))
    return new NotPermitted("The people of the account cancel; a validation specialist declines, with a reason.");
  const locked = await lockVerification(tx, context, id);
  if (!locked) return new VerificationNotFound();
  const { verification } = locked;
  if (!openStates.includes(verification.state)) return new VerificationNotOpen(verification.state);
  if (verification.submittedById !== who && !mayApprove(role))
    return new NotPermitted("Somebody else submitted it. Ask them, an administrator or a manager.");
  return cancel(tx, context, verification, null);
}

/** Cancels what waits for an organization whose row is locked: nothing that was submitted is so any more. */
export async function cancelOpenVerifications(
  tx: Tx,
  context: Context,
  organizationId: string,
  reason: string,
): Promise<void> {
  const open = await tx.find(OrganizationVerification, {
    where: { organizationId, state: In([...openStates]) },
    lock: { mode: "pessimistic_write" },
  });
  for (const verification of open) await cancel(tx, context, verification, reason);
}

async function cancel(
  tx: Tx,
  context: Context,
  { id }: OrganizationVerification,
  reason: string | null,
): Promise<OrganizationVerification> {
  const decided = { decidedById: context.viewer.id, decidedAt: context.now };
  await tx.update(OrganizationVerification, { id }, { state: "CANCELED", reason, ...decided });
  await audit(tx, actorOf(context), "verification.cancel", { type: "verification", id }, { reason });
  return tx.findOneByOrFail(OrganizationVerification, { id });
}
