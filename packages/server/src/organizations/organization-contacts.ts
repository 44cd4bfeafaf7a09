import { contactRefusals } from "@duplicert/shared/organization-refusals";
import { mayOrder } from "@duplicert/shared/roles";
import { Arg, Ctx, createUnionType, Field, ID, InputType, Mutation, Resolver } from "type-graphql";
import { IsNull } from "typeorm";
import { actorOf, audit } from "../audit/audit.ts";
import { auditRefusal } from "../audit/audit-refusal.ts";
import type { Context } from "../foundation/context.ts";
import { NotPermitted } from "../foundation/permission-problems.ts";
import type { Tx } from "../foundation/transact.ts";
import { isUuid } from "../foundation/uuid.ts";
import { Organization } from "./organization.ts";
import { OrganizationContact } from "./organization-contact.ts";
import { AddOrganizationContactInput, ChangeOrganizationContactInput, wishedContact } from "./organization-input.ts";
import {
  notOfAnAccount,
  OrganizationContactNotFound,
  OrganizationNotFound,
  OrganizationRefused,
} from "./organization-problems.ts";
import { lockOrganization } from "./visible-organizations.ts";

@InputType({ description: "Which contact to take off the list." })
export class RemoveOrganizationContactInput {
  @Field(() => ID, { description: "Id of the contact." }) id: string;
}

export const AddOrganizationContactResult = createUnionType({
  name: "AddOrganizationContactResult",
  description: "The contact, or why not.",
  types: () => [OrganizationContact, OrganizationNotFound, OrganizationRefused, NotPermitted] as const,
});

export const ChangeOrganizationContactResult = createUnionType({
  name: "ChangeOrganizationContactResult",
  description: "The contact, or why not.",
  types: () => [OrganizationContact, OrganizationContactNotFound, OrganizationRefused, NotPermitted] as const,
});

export const RemoveOrganizationContactResult = createUnionType({
  name: "RemoveOrganizationContactResult",
  description: "The organization without the contact, or why not.",
  types: () => [Organization, OrganizationContactNotFound, NotPermitted] as const,
});

@Resolver()
export class OrganizationContacts {
  @Mutation(() => AddOrganizationContactResult, {
    description: "Adds a person who speaks for an organization. The CA's specialists verify them when EV is asked for.",
  })
  addOrganizationContact(
    @Arg("input", () => AddOrganizationContactInput) input: AddOrganizationContactInput,
    @Ctx() context: Context,
  ): Promise<typeof AddOrganizationContactResult> {
    const object = { type: "organization", id: input.organizationId };
    return context.transact(async (tx) =>
      auditRefusal(context, "contact.add", object, await addContact(tx, context, input)),
    );
  }

  @Mutation(() => ChangeOrganizationContactResult, {
    description: "Changes a contact, who is unverified then: it may be another person, or another number.",
  })
  changeOrganizationContact(
    @Arg("input", () => ChangeOrganizationContactInput) input: ChangeOrganizationContactInput,
    @Ctx() context: Context,
  ): Promise<typeof ChangeOrganizationContactResult> {
    const object = { type: "contact", id: input.id };
    return context.transact(async (tx) =>
      auditRefusal(context, "contact.change", object, await changeContact(tx, context, input)),
    );
  }

  @Mutation(() => RemoveOrganizationContactResult, { description: "Takes a contact off the organization's list." })
  removeOrganizationContact(
    @Arg("input", () => RemoveOrganizationContactInput) { id }: RemoveOrganizationContactInput,
    @Ctx() context: Context,
  ): Promise<typeof RemoveOrganizationContactResult> {
    const object = { type: "contact", id };
    return context.transact(async (tx) =>
      auditRefusal(context, "contact.remove", object, await removeContact(tx, context, id)),
    );
  }
}

async function addContact(
  tx: Tx,
  context: Context,
  input: AddOrganizationContactInput,
): Promise<typeof AddOrganizationContactResult> {
  if (!mayOrder(context.viewer.role)) return notOfAnAccount();
  const organization = await lockOrganization(tx, context.viewer, input.organizationId);
  if (!organization) return new OrganizationNotFound();
  const wished = wishedContact(input, null);
  const refusals = contactRefusals(wished);
  if (refusals.length > 0) return new OrganizationRefused(refusals);

  const { accountId, id: organizationId } = organization;
  const row = tx.create(OrganizationContact, { ...wished, accountId, organizationId, changedAt: context.now });
  const { id } = await tx.save(row);
  await audit(tx, actorOf(context), "contact.add", { type: "contact", id }, { organizationId, ...wished });
  return tx.findOneByOrFail(OrganizationContact, { id });
}

async function changeContact(
  tx: Tx,
  context: Context,
  input: ChangeOrganizationContactInput,
): Promise<typeof ChangeOrganizationContactResult> {
  if (!mayOrder(context.viewer.role)) return notOfAnAccount();
  const contact = await lockContact(tx, context, input.id);
  if (!contact) return new OrganizationContactNotFound();
  const { id, name, email, phone, title } = contact;
  const before = { name, email, phone, title };
  const wished = wishedContact(input, before);
  const refusals = contactRefusals(wished);
  if (refusals.length > 0) return new OrganizationRefused(refusals);
  if (JSON.stringify(wished) === JSON.stringify(before)) return contact;

  await tx.update(OrganizationContact, { id }, { ...wished, changedAt: context.now });
  await audit(tx, actorOf(context), "contact.change", { type: "contact", id }, { before, after: wished });
  return tx.findOneByOrFail(OrganizationContact, { id });
}

async function removeContact(tx: Tx, context: Context, id: string): Promise<typeof RemoveOrganizationContactResult> {
  if (!mayOrder(context.viewer.role)) return notOfAnAccount();
  const contact = await lockContact(tx, context, id);
  if (!contact) return new OrganizationContactNotFound();

  await tx.update(OrganizationContact, { id }, { removedAt: context.now });
  await audit(tx, actorOf(context), "contact.remove", { type: "contact", id }, { name: contact.name });
  return tx.findOneByOrFail(Organization, { id: contact.organizationId });
}

/** A contact on the list, after its organization: whoever verifies one holds that, too. */
async function lockContact(tx: Tx, { viewer }: Context, id: string): Promise<OrganizationContact | null> {
  if (!isUuid(id)) return null;
  const where = { id, accountId: viewer.accountId, removedAt: IsNull() };
  const seen = await tx.findOneBy(OrganizationContact, where);
  if (!seen || !(await lockOrganization(tx, viewer, seen.organizationId))) return null;
  return tx.findOne(OrganizationContact, { where, lock: { mode: "pessimistic_write" } });
}
