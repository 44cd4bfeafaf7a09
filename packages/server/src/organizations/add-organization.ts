import { organizationRefusals } from "@duplicert/shared/organization-refusals";
import { mayOrder } from "@duplicert/shared/roles";
import { Arg, Ctx, createUnionType, Mutation, Resolver } from "type-graphql";
import { actorOf, audit } from "../audit/audit.ts";
import { auditRefusal } from "../audit/audit-refusal.ts";
import type { Context } from "../foundation/context.ts";
import { NotPermitted } from "../foundation/permission-problems.ts";
import type { Tx } from "../foundation/transact.ts";
import { Organization } from "./organization.ts";
import { AddOrganizationInput, wishedOrganization } from "./organization-input.ts";
import { notOfAnAccount, OrganizationRefused } from "./organization-problems.ts";

export const AddOrganizationResult = createUnionType({
  name: "AddOrganizationResult",
  description: "The organization, or why not.",
  types: () => [Organization, OrganizationRefused, NotPermitted] as const,
});

@Resolver()
export class AddOrganization {
  @Mutation(() => AddOrganizationResult, {
    description: "Adds an organization to the account. It is verified once it is submitted: see `submitOrganization`.",
  })
  addOrganization(
    @Arg("input", () => AddOrganizationInput) input: AddOrganizationInput,
    @Ctx() context: Context,
  ): Promise<typeof AddOrganizationResult> {
    const object = { type: "organization", id: "new" };
    return context.transact(async (tx) =>
      auditRefusal(context, "organization.add", object, await addOrganization(tx, context, input)),
    );
  }
}

async function addOrganization(
  tx: Tx,
  context: Context,
  input: AddOrganizationInput,
): Promise<typeof AddOrganizationResult> {
  const { viewer, now } = context;
  if (!mayOrder(viewer.role)) return notOfAnAccount();
  const wished = wishedOrganization(input, null);
  const refusals = organizationRefusals(wished, wished.phone);
  if (refusals.length > 0) return new OrganizationRefused(refusals);

  const { accountId, id: addedBy } = viewer;
  const organization = await tx.save(
    tx.create(Organization, { ...wished, accountId, addedBy, addedAt: now, detailsChangedAt: now }),
  );
  await audit(tx, actorOf(context), "organization.add", { type: "organization", id: organization.id }, wished);
  return organization;
}
