import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../foundation/context.ts";
import { isUuid } from "../foundation/uuid.ts";
import { ValidationType } from "../foundation/validation-type.ts";
import { Domain, domainsById } from "./domain.ts";
import { DomainProof, plainProofsOfDomain, proofsOfDomain, shownProofs, validationOfName } from "./domain-proof.ts";

@Resolver(() => Domain)
export class DomainQueries {
  @Query(() => Domain, {
    nullable: true,
    description: "One domain; null when there is none of that id in your account.",
  })
  async domain(@Arg("id", () => ID) id: string, @Ctx() context: Context): Promise<Domain | null> {
    return isUuid(id) ? ((await context.many(domainsById).load(id)) ?? null) : null;
  }

  @FieldResolver(() => [DomainProof], {
    description: `The proofs of control there were, newest first; at most ${shownProofs}.`,
  })
  async proofs(@Root() domain: Domain, @Ctx() context: Context): Promise<DomainProof[]> {
    return (await context.many(proofsOfDomain).load(domain.id)) ?? [];
  }

  @FieldResolver(() => ValidationType, {
    description:
      "Its validation now, for its own name and for OV and EV orders. A name under it may differ: see `OrderDomain.validation`.",
  })
  async validation(@Root() domain: Domain, @Ctx() context: Context): Promise<ValidationType> {
    // what was proved for one request on a DV order says nothing to others
    const proofs = (await context.many(plainProofsOfDomain).load(domain.id)) ?? [];
    const serving = proofs.filter((proof) => proof.requestId === null);
    return validationOfName(domain.name, domain.name, serving, context.now);
  }
}
