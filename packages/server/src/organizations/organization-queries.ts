import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../foundation/context.ts";
import { isUuid } from "../foundation/uuid.ts";
import { ValidationType } from "../foundation/validation-type.ts";
import { Organization, organizationsById } from "./organization.ts";
import {
  OrganizationProof,
  OrganizationProofKind,
  proofsOfOrganization,
  validationOfOrganization,
} from "./organization-proof.ts";

@Resolver(() => Organization)
export class OrganizationQueries {
  @Query(() => Organization, {
    nullable: true,
    description: "One organization; null when there is none of that id in your account.",
  })
  async organization(@Arg("id", () => ID) id: string, @Ctx() context: Context): Promise<Organization | null> {
    return isUuid(id) ? ((await context.many(organizationsById).load(id)) ?? null) : null;
  }

  @FieldResolver(() => [OrganizationProof], { description: "Every verification there was, newest first." })
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
}
