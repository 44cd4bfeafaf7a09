import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import { IsNull } from "typeorm";
import type { Context } from "../foundation/context.ts";
import { isUuid } from "../foundation/uuid.ts";
import { ValidationType } from "../foundation/validation-type.ts";
import { Organization } from "./organization.ts";
import { OrganizationContact } from "./organization-contact.ts";
import {
  OrganizationProof,
  OrganizationProofKind,
  proofsOfOrganization,
  validationOfOrganization,
} from "./organization-proof.ts";
import { OrganizationVerification } from "./organization-verification.ts";
import { type Person, personsById, VerificationPerson } from "./verification-person.ts";
import { organizationsById, rowsOfOrganization } from "./visible-organizations.ts";
import { verificationsOfOrganization, verificationsOfProof } from "./visible-verifications.ts";

const contactsOf = rowsOfOrganization(() => OrganizationContact, { name: "ASC", id: "ASC" }, { removedAt: IsNull() });

@Resolver(() => Organization)
export class OrganizationQueries {
  @Query(() => Organization, {
    nullable: true,
    description:
      "One organization; null when there is none of that id in your account. Specialists see those that were submitted to them.",
  })
  async organization(@Arg("id", () => ID) id: string, @Ctx() context: Context): Promise<Organization | null> {
    return isUuid(id) ? ((await context.many(organizationsById).load(id)) ?? null) : null;
  }

  @FieldResolver(() => [OrganizationProof], { description: "Every completed verification there was, newest first." })
  async proofs(@Root() organization: Organization, @Ctx() context: Context): Promise<OrganizationProof[]> {
    return (await context.many(proofsOfOrganization).load(organization.id)) ?? [];
  }

  @FieldResolver(() => ValidationType, { description: "Its validation now, for orders of that kind." })
  async validation(
    @Root() organization: Organization,
    @Arg("kind", () => OrganizationProofKind, { nullable: true, description: "Default OV." })
    kind: OrganizationProofKind | null,
    @Ctx() context: Context,
  ): Promise<ValidationType> {
    return validationOfOrganization(kind ?? "OV", await this.proofs(organization, context), context.now);
  }

  @FieldResolver(() => [OrganizationContact], { description: "The people who speak for it, by name." })
  async contacts(@Root() organization: Organization, @Ctx() context: Context): Promise<OrganizationContact[]> {
    return (await context.many(contactsOf).load(organization.id)) ?? [];
  }

  @FieldResolver(() => [OrganizationVerification], {
    description: "Its verifications: those that wait, were validated, declined or canceled; newest first.",
  })
  async verifications(
    @Root() organization: Organization,
    @Ctx() context: Context,
  ): Promise<OrganizationVerification[]> {
    return (await context.many(verificationsOfOrganization).load(organization.id)) ?? [];
  }

  @FieldResolver(() => VerificationPerson, {
    nullable: true,
    description: "Who added it; null where that was not kept yet.",
  })
  async addedBy(@Root() { addedBy }: Organization, @Ctx() context: Context): Promise<Person | null> {
    return addedBy ? ((await context.many(personsById).load(addedBy)) ?? null) : null;
  }
}

@Resolver(() => OrganizationProof)
export class ProofVerification {
  @FieldResolver(() => OrganizationVerification, {
    nullable: true,
    description:
      "The case that it ended: who collected the evidence, and who decided. Null on proofs from before there were cases.",
  })
  async verification(
    @Root() proof: OrganizationProof,
    @Ctx() context: Context,
  ): Promise<OrganizationVerification | null> {
    return (await context.many(verificationsOfProof).load(proof.id)) ?? null;
  }
}
