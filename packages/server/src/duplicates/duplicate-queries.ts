import { duplicateDefaults, duplicateRefusals } from "@duplicert/shared/duplicate-refusals";
import { Arg, Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from "type-graphql";
import { knownOrderOf } from "../certificates/facts-of.ts";
import { SignatureHash } from "../certificates/signature-hash-type.ts";
import { connectionOf, readPage } from "../foundation/connection.ts";
import type { Context } from "../foundation/context.ts";
import { DateTime } from "../foundation/scalars.ts";
import { Order } from "../orders/order.ts";
import { Platform, platformOf } from "../orders/platform.ts";
import { DuplicateRequest } from "../requests/duplicate-request.ts";
import { DuplicateRefusal } from "../requests/request-problems.ts";
import { requestsNewestFirst } from "../requests/request-queries.ts";

@ObjectType({ description: "What a duplicate is when nothing is asked for." })
export class DuplicateDefaults {
  @Field(() => DateTime, { description: "The primary certificate's expiry, or `maxValidTo` if that is sooner." })
  validTo: Date;
  @Field(() => SignatureHash, { description: "The primary certificate's." }) signatureHash: SignatureHash;
  @Field(() => Platform, { description: "The order's." }) serverPlatform: Platform;
}

@ObjectType({
  description: "Whether an order may have a duplicate now, by the same rule that `requestDuplicate` asks.",
})
export class DuplicateEligibility {
  @Field(() => Boolean, { description: "True when `refusals` is empty." }) allowed: boolean;
  @Field(() => [DuplicateRefusal], { description: "Every reason why not, each with what to do about it." })
  refusals: DuplicateRefusal[];
  @Field(() => DateTime, {
    nullable: true,
    description:
      "The latest expiry that may be asked for now: the end of the order, or as long as a certificate issued now may last (199 days, one inside the limit of BR 6.3.2), whichever is sooner. Null without a primary certificate.",
  })
  maxValidTo: Date | null;
  @Field(() => [SignatureHash], { description: "What the order's issuing CA may sign with." })
  signatureHashes: SignatureHash[];
  @Field(() => DuplicateDefaults, { nullable: true, description: "Null without a primary certificate." })
  defaults: DuplicateDefaults | null;
}

const DuplicateRequestConnection = connectionOf(DuplicateRequest, "DuplicateRequest");
type DuplicateRequestConnection = InstanceType<typeof DuplicateRequestConnection>;

@Resolver(() => Order)
export class OrderDuplicates {
  @FieldResolver(() => DuplicateEligibility, {
    description: "Whether it may have a duplicate now, and if not, everything that is missing.",
  })
  async duplicateEligibility(@Root() order: Order, @Ctx() context: Context): Promise<DuplicateEligibility> {
    const { facts } = await knownOrderOf(context, order);
    const refusals = duplicateRefusals(facts, null, context.now).map((refusal) => DuplicateRefusal.of(refusal));
    const defaults = duplicateDefaults(facts, context.now);
    return {
      allowed: refusals.length === 0,
      refusals,
      maxValidTo: defaults?.maxValidTo ?? null,
      signatureHashes: facts.issuer?.signatureHashes ?? [],
      defaults: defaults && { ...defaults, serverPlatform: platformOf(facts.defaultPlatform) },
    };
  }

  @FieldResolver(() => DuplicateRequestConnection, { description: "The requests for duplicates on it, newest first." })
  duplicateRequests(
    @Root() order: Order,
    @Arg("first", () => Int, { nullable: true, defaultValue: 25, description: "Items a page, 1 to 100." }) first:
      | number
      | null,
    @Arg("after", () => String, { nullable: true, description: "`pageInfo.endCursor` of the page before." }) after:
      | string
      | null,
    @Ctx() context: Context,
  ): Promise<DuplicateRequestConnection> {
    return context.look(async (db) => {
      const query = db.createQueryBuilder(DuplicateRequest, "r").where("r.orderId = :orderId", { orderId: order.id });
      return DuplicateRequestConnection.of(await readPage(query, requestsNewestFirst, { first, after }));
    });
  }
}
