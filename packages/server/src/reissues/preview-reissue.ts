import { wishedNames } from "@duplicert/shared/duplicate-refusals";
import { hoursToReplace, reissueEffect } from "@duplicert/shared/reissue-effect";
import { namesNotAllowed } from "@duplicert/shared/reissue-request-refusals";
import { Arg, Ctx, Field, InputType, Int, ObjectType, Query, Resolver } from "type-graphql";
import type { EntityManager } from "typeorm";
import { Certificate } from "../certificates/certificate.ts";
import { earlierCertificates } from "../certificates/earlier-certificates.ts";
import { suffixFacts } from "../domains/public-suffix.ts";
import type { Context } from "../foundation/context.ts";
import { findOrder } from "../orders/find-order.ts";
import { productOfOrder } from "../orders/order-validation.ts";
import { refuseFloods } from "../orders/refuse-floods.ts";
import { NameToProve, namesToProve } from "./names-to-prove.ts";
import { ReissueRefusal } from "./reissue-refused.ts";

@InputType({ description: "Names to look at before a reissue is asked for." })
export class PreviewReissueInput {
  @Field(() => Int, { description: "Number of the order." }) orderNumber: number;
  @Field(() => [String], {
    nullable: true,
    description: "All names of the new certificate. Default: those of the primary certificate.",
  })
  dnsNames?: string[] | null;
}

@ObjectType({ description: "What a reissue with these names would do to what there is." })
export class ReissueEffect {
  @Field(() => [String], { description: "Names that the primary certificate does not have." }) added: string[];
  @Field(() => [String], { description: "Names of the primary certificate that are left out or changed." })
  removed: string[];
  @Field(() => [String], { description: "Names that stay." }) unchanged: string[];
  @Field(() => [Certificate], {
    description:
      "What would be revoked: when a name is left out or changed, everything issued on the order that is still valid; otherwise nothing.",
  })
  revokes: Certificate[];
  @Field(() => String, { description: "How long after the issue they are revoked, as ISO 8601 writes it: PT72H." })
  revokedWithin: string;
  @Field(() => [NameToProve], { description: "Names it would wait for; of a DV order all." }) needsProof: NameToProve[];
  @Field(() => [ReissueRefusal], { description: "Names that it may not have, each with what to do about it." })
  refusals: ReissueRefusal[];
}

@Resolver()
export class PreviewReissue {
  @Query(() => ReissueEffect, {
    nullable: true,
    description:
      "What a reissue with these names would do: what it adds and leaves out, which certificates would be revoked for that, and what it would wait for. Nothing is stored. Null when the order is not there, not yours to see, or not issued.",
  })
  previewReissue(
    @Arg("input", () => PreviewReissueInput) input: PreviewReissueInput,
    @Ctx() context: Context,
  ): Promise<ReissueEffect | null> {
    return context.look((db) => previewReissue(db, context, input));
  }
}

async function previewReissue(
  db: EntityManager,
  { viewer, now }: Context,
  input: PreviewReissueInput,
): Promise<ReissueEffect | null> {
  refuseFloods(input);
  const order = await findOrder(db, viewer, input.orderNumber);
  const primary = order && (await db.findOneBy(Certificate, { orderId: order.id, isPrimary: true }));
  if (!order || !primary) return null;
  const { dnsNames } = wishedNames(primary, { commonName: null, dnsNames: input.dnsNames ?? null });
  const refusals = namesNotAllowed(productOfOrder(order), dnsNames, `/orders/${order.number}`, suffixFacts);
  const { revokesEarlier, ...effect } = reissueEffect(primary.dnsNames, dnsNames);
  const allowed = dnsNames.filter((name) => !refusals.some(({ subject }) => subject === name));
  return {
    ...effect,
    revokes: revokesEarlier ? await earlierCertificates(db, order.id, now) : [],
    revokedWithin: `PT${hoursToReplace}H`,
    needsProof: await namesToProve(db, order, allowed, now),
    refusals: refusals.map((refusal) => ReissueRefusal.of(refusal)),
  };
}
