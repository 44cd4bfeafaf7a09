import { Arg, Ctx, createUnionType, Field, ID, InputType, Mutation, Resolver } from "type-graphql";
import { actorOf, audit } from "../audit/audit.ts";
import { auditRefusal } from "../audit/audit-refusal.ts";
import type { Context } from "../foundation/context.ts";
import { NotPermitted } from "../foundation/permission-problems.ts";
import type { Tx } from "../foundation/transact.ts";
import { endChallenge } from "./close-challenge.ts";
import { DomainChallenge, stateOf } from "./domain-challenge.ts";
import { ChallengeNotFound, ChallengeNotOpen, customersOnly } from "./domain-problems.ts";
import { lockOwnChallenge } from "./lock-challenge.ts";

@InputType({ description: "Which challenge to withdraw." })
export class CancelDomainValidationInput {
  @Field(() => ID, { description: "Id of the challenge." }) id: string;
}

export const CancelDomainValidationResult = createUnionType({
  name: "CancelDomainValidationResult",
  description: "The challenge, canceled, or why not.",
  types: () => [DomainChallenge, ChallengeNotFound, ChallengeNotOpen, NotPermitted] as const,
});

@Resolver()
export class CancelDomainValidation {
  @Mutation(() => CancelDomainValidationResult, {
    description:
      "Withdraws an open challenge: its value, and every link in its mails, counts no more. Proofs that stand go on standing.",
  })
  cancelDomainValidation(
    @Arg("input", () => CancelDomainValidationInput) input: CancelDomainValidationInput,
    @Ctx() context: Context,
  ): Promise<typeof CancelDomainValidationResult> {
    const object = { type: "challenge", id: input.id };
    return context.transact(async (tx) =>
      auditRefusal(context, "domain.challenge.cancel", object, await cancelDomainValidation(tx, context, input.id)),
    );
  }
}

async function cancelDomainValidation(
  tx: Tx,
  context: Context,
  id: string,
): Promise<typeof CancelDomainValidationResult> {
  const refused = customersOnly(context.viewer);
  if (refused) return refused;

  const challenge = await lockOwnChallenge(tx, context.viewer, id);
  if (!challenge) return new ChallengeNotFound();
  const state = stateOf(challenge, context.now);
  if (state !== "OPEN") return new ChallengeNotOpen(state);

  await audit(
    tx,
    actorOf(context),
    "domain.challenge.cancel",
    { type: "challenge", id },
    { domain: challenge.domainId },
  );
  return endChallenge(tx, challenge, "CANCELED", context.now);
}
