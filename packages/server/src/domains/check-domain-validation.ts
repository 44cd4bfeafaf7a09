import { Arg, Ctx, createUnionType, Field, ID, InputType, Mutation, Resolver } from "type-graphql";
import { actorOf, audit } from "../audit/audit.ts";
import { auditRefusal } from "../audit/audit-refusal.ts";
import type { Context } from "../foundation/context.ts";
import { NotPermitted } from "../foundation/permission-problems.ts";
import type { Tx } from "../foundation/transact.ts";
import { ChallengeMail } from "./challenge-mail.ts";
import { DomainChallenge, isByMail, stateOf } from "./domain-challenge.ts";
import { ChallengeNotFound, ChallengeNotOpen, customersOnly } from "./domain-problems.ts";
import { lockOwnChallenge } from "./lock-challenge.ts";
import { askToCheck } from "./open-challenge.ts";

@InputType({ description: "Which challenge to look at." })
export class CheckDomainValidationInput {
  @Field(() => ID, { description: "Id of the challenge." }) id: string;
}

export const CheckDomainValidationResult = createUnionType({
  name: "CheckDomainValidationResult",
  description: "The challenge, which is being looked at, or why not.",
  types: () => [DomainChallenge, ChallengeNotFound, ChallengeNotOpen, NotPermitted] as const,
});

@Resolver()
export class CheckDomainValidation {
  @Mutation(() => CheckDomainValidationResult, {
    description:
      "Has it looked now whether a challenge is met, within its 30 days and also after the week of looks by itself, which it does not begin anew. What is found stands in `result` as soon as `checking` is false. A challenge by mail is mailed if that failed before; what has been sent is not sent again.",
  })
  checkDomainValidation(
    @Arg("input", () => CheckDomainValidationInput) input: CheckDomainValidationInput,
    @Ctx() context: Context,
  ): Promise<typeof CheckDomainValidationResult> {
    const object = { type: "challenge", id: input.id };
    return context.transact(async (tx) =>
      auditRefusal(context, "domain.check", object, await checkDomainValidation(tx, context, input.id)),
    );
  }
}

async function checkDomainValidation(
  tx: Tx,
  context: Context,
  id: string,
): Promise<typeof CheckDomainValidationResult> {
  const { viewer, now } = context;
  const refused = customersOnly(viewer);
  if (refused) return refused;

  const challenge = await lockOwnChallenge(tx, viewer, id);
  if (!challenge) return new ChallengeNotFound();
  const state = stateOf(challenge, now);
  if (state !== "OPEN") return new ChallengeNotOpen(state);

  if (isByMail(challenge.method)) {
    const mails = await tx.findBy(ChallengeMail, { challengeId: id });
    if (mails.some((mail) => mail.sentAt !== null)) return challenge;
  }
  // a look that is due is asked for already
  if (challenge.nextCheckAt && challenge.nextCheckAt <= now) return challenge;
  await audit(tx, actorOf(context), "domain.check", { type: "challenge", id }, { domain: challenge.domainId });
  challenge.nextCheckAt = now;
  await tx.update(DomainChallenge, { id }, { nextCheckAt: now });
  await askToCheck(tx, challenge);
  return challenge;
}
