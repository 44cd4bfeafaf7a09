import { reissueDefaults, reissueRequestRefusals } from "@duplicert/shared/reissue-request-refusals";
import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from "type-graphql";
import { Certificate, certificatesById } from "../certificates/certificate.ts";
import { certificateStatusOf } from "../certificates/certificate-status.ts";
import { knownOrderOf } from "../certificates/facts-of.ts";
import { SignatureHash } from "../certificates/signature-hash-type.ts";
import type { Context } from "../foundation/context.ts";
import { DateTime } from "../foundation/scalars.ts";
import { Order } from "../orders/order.ts";
import { Platform, platformOf } from "../orders/platform.ts";
import { openReissues, reissueFacts } from "./reissue-facts.ts";
import { ReissueRefusal } from "./reissue-refused.ts";

@ObjectType({ description: "What a reissue is when nothing is asked for." })
export class ReissueDefaults {
  @Field(() => String, { description: "The primary certificate's." }) commonName: string;
  @Field(() => [String], { description: "The primary certificate's." }) dnsNames: string[];
  @Field(() => DateTime, { description: "`maxValidTo`." }) validTo: Date;
  @Field(() => SignatureHash, { description: "The primary certificate's, if the issuing CA may sign with it." })
  signatureHash: SignatureHash;
  @Field(() => Platform, { description: "The order's." }) serverPlatform: Platform;
}

@ObjectType({
  description:
    "Whether an order may be asked for a reissue now, by the same rule that `requestReissue` asks. What is unproved is no reason against it: a reissue waits for that.",
})
export class ReissueEligibility {
  @Field(() => Boolean, { description: "True when `refusals` is empty." }) allowed: boolean;
  @Field(() => [ReissueRefusal], { description: "Every reason why not, each with what to do about it." })
  refusals: ReissueRefusal[];
  @Field(() => DateTime, {
    nullable: true,
    description:
      "The latest expiry that may be asked for now: the end of the order, or as long as a certificate issued now may last (BR 6.3.2), whichever is sooner. Null without a primary certificate.",
  })
  maxValidTo: Date | null;
  @Field(() => [SignatureHash], { description: "What the order's issuing CA may sign with." })
  signatureHashes: SignatureHash[];
  @Field(() => ReissueDefaults, { nullable: true, description: "Null without a primary certificate." })
  defaults: ReissueDefaults | null;
}

@Resolver(() => Order)
export class OrderReissues {
  @FieldResolver(() => ReissueEligibility, {
    description: "Whether it may be asked for a reissue now, and if not, every reason.",
  })
  async reissueEligibility(@Root() order: Order, @Ctx() context: Context): Promise<ReissueEligibility> {
    const { now } = context;
    const known = await knownOrderOf(context, order);
    const pending = (await context.many(openReissues).load(order.id)) ?? null;
    const facts = reissueFacts(order, known, pending, []);
    const refusals = reissueRequestRefusals(facts, null, now, null).map((refusal) => ReissueRefusal.of(refusal));
    const defaults = reissueDefaults(facts, now);
    return {
      allowed: refusals.length === 0,
      refusals,
      maxValidTo: defaults?.maxValidTo ?? null,
      signatureHashes: facts.issuer?.signatureHashes ?? [],
      defaults: defaults && { ...defaults, serverPlatform: platformOf(order.defaultPlatformKey) },
    };
  }
}

@Resolver(() => Certificate)
export class SupersededCertificate {
  @FieldResolver(() => DateTime, {
    nullable: true,
    description:
      "When it will be revoked, because a reissue left out or changed a name: 72 hours after that was issued. Null unless REVOCATION_PENDING.",
  })
  async revocationDueAt(@Root() certificate: Certificate, @Ctx() context: Context): Promise<Date | null> {
    if (!certificate.revokeBy) return null;
    return (await certificateStatusOf(context, certificate)) === "REVOCATION_PENDING" ? certificate.revokeBy : null;
  }

  @FieldResolver(() => Certificate, {
    nullable: true,
    description: "The reissue because of which it was or will be revoked; null when there is none.",
  })
  async supersededBy(@Root() certificate: Certificate, @Ctx() context: Context): Promise<Certificate | null> {
    const { supersededById } = certificate;
    return supersededById ? ((await context.many(certificatesById).load(supersededById)) ?? null) : null;
  }
}
