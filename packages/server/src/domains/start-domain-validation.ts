import { domainValidationRefusals, mostMailsADay } from "@duplicert/shared/domain-validation-refusals";
import { Arg, Ctx, createUnionType, Field, ID, InputType, Mutation, Resolver } from "type-graphql";
import { actorOf } from "../audit/audit.ts";
import { auditRefusal } from "../audit/audit-refusal.ts";
import { badInput } from "../foundation/connection.ts";
import type { Context } from "../foundation/context.ts";
import { NotPermitted } from "../foundation/permission-problems.ts";
import type { Tx } from "../foundation/transact.ts";
import { isUuid } from "../foundation/uuid.ts";
import { Domain } from "./domain.ts";
import { DomainChallenge } from "./domain-challenge.ts";
import { customersOnly, DomainNotFound, DomainValidationRefused } from "./domain-problems.ts";
import { DomainProofMethod } from "./domain-proof.ts";
import { mailsOfADay } from "./mails-of-a-day.ts";
import { openChallenge } from "./open-challenge.ts";

@InputType({ description: "Which domain to prove, and how." })
export class StartDomainValidationInput {
  @Field(() => ID, { description: "Id of the domain." }) domainId: string;
  @Field(() => DomainProofMethod, { description: "How control is to be shown." }) method: DomainProofMethod;

  @Field(() => [String], {
    nullable: true,
    description: `Of EMAIL_CONSTRUCTED alone: the mailboxes to ask, each in front of the "@": admin, administrator, hostmaster, postmaster, webmaster. Default: all of them. At most ${mostMailsADay} mails a domain in 24 hours.`,
  })
  recipients?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: "Names that it is to serve: refused if the method cannot prove them. At most 100.",
  })
  names?: string[] | null;
}

export const StartDomainValidationResult = createUnionType({
  name: "StartDomainValidationResult",
  description: "The challenge to meet, or why not.",
  types: () => [DomainChallenge, DomainNotFound, DomainValidationRefused, NotPermitted] as const,
});

@Resolver()
export class StartDomainValidation {
  @Mutation(() => StartDomainValidationResult, {
    description:
      "Starts to prove a domain for every OV and EV order, in place of what was open before: with a new value, good for 30 days and looked for by itself for a week. Proofs that stand go on standing.",
  })
  startDomainValidation(
    @Arg("input", () => StartDomainValidationInput) input: StartDomainValidationInput,
    @Ctx() context: Context,
  ): Promise<typeof StartDomainValidationResult> {
    if ((input.names?.length ?? 0) > 100 || (input.recipients?.length ?? 0) > 100)
      throw badInput("names and recipients have at most 100 entries each.");
    const object = { type: "domain", id: input.domainId };
    return context.transact(async (tx) =>
      auditRefusal(context, "domain.challenge", object, await startDomainValidation(tx, context, input)),
    );
  }
}

async function startDomainValidation(
  tx: Tx,
  context: Context,
  { domainId, method, recipients, names }: StartDomainValidationInput,
): Promise<typeof StartDomainValidationResult> {
  const refused = customersOnly(context.viewer);
  if (refused) return refused;

  // held, so that two at once are judged one after the other
  const where = { id: domainId, accountId: context.viewer.accountId };
  const domain = isUuid(domainId) ? await tx.findOne(Domain, { where, lock: { mode: "for_no_key_update" } }) : null;
  if (!domain) return new DomainNotFound();

  const mailboxes = recipients ? [...new Set(recipients.map((one) => one.trim().toLowerCase()))] : null;
  const facts = { domain: domain.name, mailsOfADay: await mailsOfADay(tx, domain.name, context.now) };
  const reasons = domainValidationRefusals(facts, { method, recipients: mailboxes, names: names ?? [] });
  if (reasons.length > 0) return new DomainValidationRefused(reasons);

  const wish = { domain, method, recipients: mailboxes ?? undefined, requestId: null };
  return openChallenge(tx, actorOf(context), wish, context.now);
}
