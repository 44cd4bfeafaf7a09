import { detailsOf, sameDetails } from "@duplicert/shared/organization-details";
import { organizationRefusals } from "@duplicert/shared/organization-refusals";
import { mayApprove, mayOrder } from "@duplicert/shared/roles";
import { Arg, Ctx, createUnionType, Mutation, Resolver } from "type-graphql";
import { actorOf, audit } from "../audit/audit.ts";
import { auditRefusal } from "../audit/audit-refusal.ts";
import type { Context } from "../foundation/context.ts";
import { NotPermitted } from "../foundation/permission-problems.ts";
import type { Tx } from "../foundation/transact.ts";
import { cancelOpenVerifications } from "./cancel-verification.ts";
import { Organization } from "./organization.ts";
import { ChangeOrganizationInput, wishedOrganization } from "./organization-input.ts";
import { notOfAnAccount, OrganizationNotFound, OrganizationRefused } from "./organization-problems.ts";
import { lockOrganization } from "./visible-organizations.ts";

export const ChangeOrganizationResult = createUnionType({
  name: "ChangeOrganizationResult",
  description: "The organization, or why not.",
  types: () => [Organization, OrganizationNotFound, OrganizationRefused, NotPermitted] as const,
});

@Resolver()
export class ChangeOrganization {
  @Mutation(() => ChangeOrganizationResult, {
    description:
      "Changes an organization. Another legal detail (everything but the phone number) is for administrators and managers: it voids what was verified, for OV and EV, and cancels verifications that wait. Certificates that were issued stay as they are.",
  })
  changeOrganization(
    @Arg("input", () => ChangeOrganizationInput) input: ChangeOrganizationInput,
    @Ctx() context: Context,
  ): Promise<typeof ChangeOrganizationResult> {
    const object = { type: "organization", id: input.id };
    return context.transact(async (tx) =>
      auditRefusal(context, "organization.change", object, await changeOrganization(tx, context, input)),
    );
  }
}

async function changeOrganization(
  tx: Tx,
  context: Context,
  input: ChangeOrganizationInput,
): Promise<typeof ChangeOrganizationResult> {
  const { viewer, now } = context;
  if (!mayOrder(viewer.role)) return notOfAnAccount();
  const organization = await lockOrganization(tx, viewer, input.id);
  if (!organization) return new OrganizationNotFound();

  const wished = wishedOrganization(input, organization);
  const refusals = organizationRefusals(wished, wished.phone);
  if (refusals.length > 0) return new OrganizationRefused(refusals);
  const isAnother = !sameDetails(wished, organization);
  if (isAnother && !mayApprove(viewer.role))
    return new NotPermitted(
      "Only administrators and managers change legal details: it voids what was verified. Ask one of them.",
    );
  if (!isAnother && wished.phone === organization.phone) return organization;

  const { id } = organization;
  const before = { ...detailsOf(organization), phone: organization.phone };
  await tx.update(Organization, { id }, { ...wished, ...(isAnother ? { detailsChangedAt: now } : {}) });
  const object = { type: "organization", id };
  await audit(tx, actorOf(context), "organization.change", object, { before, after: wished });
  if (isAnother) await cancelOpenVerifications(tx, context, id, "The legal details were changed.");
  return tx.findOneByOrFail(Organization, { id });
}
