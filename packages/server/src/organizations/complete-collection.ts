import { collectionRefusals } from "@duplicert/shared/verification-refusals";
import { Arg, Ctx, createUnionType, Field, ID, InputType, Mutation, Resolver } from "type-graphql";
import { audit } from "../audit/audit.ts";
import { auditRefusal } from "../audit/audit-refusal.ts";
import type { Context } from "../foundation/context.ts";
import { NotPermitted } from "../foundation/permission-problems.ts";
import { enqueue } from "../foundation/queue.ts";
import type { Tx } from "../foundation/transact.ts";
import { OrganizationVerification } from "./organization-verification.ts";
import { specialistActor } from "./specialist-actor.ts";
import { factsOfVerification } from "./verification-facts.ts";
import {
  specialistProblem,
  VerificationNotFound,
  VerificationNotOpen,
  VerificationRefused,
} from "./verification-problems.ts";
import { lockVerification } from "./visible-verifications.ts";

@InputType({ description: "Of which verification the collection is complete." })
export class CompleteCollectionInput {
  @Field(() => ID, { description: "Id of the verification." }) id: string;
}

export const CompleteCollectionResult = createUnionType({
  name: "CompleteCollectionResult",
  description: "The verification, collected, or why not.",
  types: () =>
    [OrganizationVerification, VerificationNotFound, VerificationNotOpen, VerificationRefused, NotPermitted] as const,
});

@Resolver()
export class CompleteCollection {
  @Mutation(() => CompleteCollectionResult, {
    description:
      "For specialists: says that every subject is shown. For EV another specialist decides then, who has collected nothing of it (EVG 5.2.4).",
  })
  completeCollection(
    @Arg("input", () => CompleteCollectionInput) { id }: CompleteCollectionInput,
    @Ctx() context: Context,
  ): Promise<typeof CompleteCollectionResult> {
    const object = { type: "verification", id };
    return context.transact(async (tx) =>
      auditRefusal(context, "verification.collect", object, await completeCollection(tx, context, id)),
    );
  }
}

async function completeCollection(tx: Tx, context: Context, id: string): Promise<typeof CompleteCollectionResult> {
  const { viewer, now } = context;
  const notPermitted = specialistProblem(viewer);
  if (notPermitted) return notPermitted;
  const locked = await lockVerification(tx, context, id);
  if (!locked) return new VerificationNotFound();
  const { state, accountId } = locked.verification;
  if (state !== "SUBMITTED") return new VerificationNotOpen(state);

  const { facts } = await factsOfVerification(tx, locked);
  const refusals = collectionRefusals(facts, now);
  if (refusals.length > 0) return new VerificationRefused(refusals);

  await tx.update(OrganizationVerification, { id }, { state: "COLLECTED", collectedById: viewer.id, collectedAt: now });
  await audit(tx, specialistActor(context, accountId), "verification.collect", { type: "verification", id });
  await enqueue(tx, "mailSpecialists", { verificationId: id });
  return tx.findOneByOrFail(OrganizationVerification, { id });
}
