import { detailsOf } from "@duplicert/shared/organization-details";
import { submissionRefusals } from "@duplicert/shared/organization-refusals";
import { mayOrder } from "@duplicert/shared/roles";
import { Arg, Ctx, createUnionType, Field, ID, InputType, Mutation, Resolver } from "type-graphql";
import { In, IsNull } from "typeorm";
import { actorOf, audit } from "../audit/audit.ts";
import { auditRefusal } from "../audit/audit-refusal.ts";
import { badInput } from "../foundation/connection.ts";
import type { Context } from "../foundation/context.ts";
import { NotPermitted } from "../foundation/permission-problems.ts";
import { enqueue } from "../foundation/queue.ts";
import type { Tx } from "../foundation/transact.ts";
import type { Organization } from "./organization.ts";
import { OrganizationContact } from "./organization-contact.ts";
import { notOfAnAccount, OrganizationNotFound, OrganizationRefused } from "./organization-problems.ts";
import { OrganizationProofKind } from "./organization-proof.ts";
import { OrganizationVerification } from "./organization-verification.ts";
import { openStates } from "./verification-state.ts";
import { lockOrganization } from "./visible-organizations.ts";

const mostWaiting = 200;

@InputType({ description: "Which organization to have verified, and how thoroughly." })
export class SubmitOrganizationInput {
  @Field(() => ID, { description: "Id of the organization." }) organizationId: string;
  @Field(() => OrganizationProofKind, { description: "OV, or EV, which serves OV orders too." })
  kind: OrganizationProofKind;
}

export const SubmitOrganizationResult = createUnionType({
  name: "SubmitOrganizationResult",
  description: "The verification, or why not.",
  types: () => [OrganizationVerification, OrganizationNotFound, OrganizationRefused, NotPermitted] as const,
});

@Resolver()
export class SubmitOrganization {
  @Mutation(() => SubmitOrganizationResult, {
    description:
      "Submits an organization to the CA's validation specialists, with its details as they are now. If one of that kind waits already, it is that one. A proof that still stands may be renewed this way before it lapses.",
  })
  submitOrganization(
    @Arg("input", () => SubmitOrganizationInput) input: SubmitOrganizationInput,
    @Ctx() context: Context,
  ): Promise<typeof SubmitOrganizationResult> {
    const object = { type: "organization", id: input.organizationId };
    return context.transact(async (tx) =>
      auditRefusal(context, "verification.submit", object, await submitOrganization(tx, context, input)),
    );
  }
}

async function submitOrganization(
  tx: Tx,
  context: Context,
  { organizationId, kind }: SubmitOrganizationInput,
): Promise<typeof SubmitOrganizationResult> {
  const { viewer, now } = context;
  if (!mayOrder(viewer.role)) return notOfAnAccount();
  const organization = await lockOrganization(tx, viewer, organizationId);
  if (!organization) return new OrganizationNotFound();

  const waiting = await tx.findOneBy(OrganizationVerification, { organizationId, kind, state: In([...openStates]) });
  if (waiting) return waiting;
  await refuseFlood(tx, organization);
  const contacts = await tx.findBy(OrganizationContact, { organizationId, removedAt: IsNull() });
  const refusals = submissionRefusals(kind, organization, contacts);
  if (refusals.length > 0) return new OrganizationRefused(refusals);

  const { accountId } = organization;
  const verification = await tx.save(
    tx.create(OrganizationVerification, {
      ...{ accountId, organizationId, kind },
      state: "SUBMITTED",
      details: detailsOf(organization),
      submittedById: viewer.id,
      submittedAt: now,
    }),
  );
  const object = { type: "verification", id: verification.id };
  await audit(tx, actorOf(context), "verification.submit", object, { organizationId, kind });
  await enqueue(tx, "mailSpecialists", { verificationId: verification.id });
  return tx.findOneByOrFail(OrganizationVerification, { id: verification.id });
}

/** People look at each: the queue is everybody's, and one account does not fill it. */
async function refuseFlood(tx: Tx, { accountId }: Organization): Promise<void> {
  const waiting = await tx.countBy(OrganizationVerification, { accountId, state: In([...openStates]) });
  if (waiting >= mostWaiting)
    throw badInput(`${waiting} verifications of your account wait already: no more are taken until some are decided.`);
}
