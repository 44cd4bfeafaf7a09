import type { RevocationRefusal as Refusal } from "@duplicert/shared/revocation-refusal";
import {
  certificateRevocationRefusals,
  type OrderRevocationFacts,
  orderRevocationRefusals,
} from "@duplicert/shared/revocation-refusals";
import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from "type-graphql";
import { type EntityManager, In } from "typeorm";
import { Certificate } from "../certificates/certificate.ts";
import { revocationsOf } from "../certificates/certificate-status.ts";
import { RevocationReason } from "../certificates/revocation-reason-type.ts";
import type { Context } from "../foundation/context.ts";
import { DateTime } from "../foundation/scalars.ts";
import { Order } from "../orders/order.ts";
import { isApprover } from "../requests/open-request.ts";
import { certificateRevocationFacts, orderRevocationFacts } from "../requests/revocation-facts.ts";
import { RevocationRefusal } from "../requests/revocation-problems.ts";

@ObjectType({ description: "Whether it may be revoked now, by the same rule that the mutation asks." })
export class RevocationEligibility {
  @Field(() => Boolean, { description: "True when `refusals` is empty." }) allowed: boolean;
  @Field(() => [RevocationRefusal], { description: "Every reason why not, each with what to do about it." })
  refusals: RevocationRefusal[];
  @Field(() => Boolean, {
    description: "Whether you revoke at once, as administrators and managers do; otherwise one of them decides.",
  })
  atOnce: boolean;
}

@Resolver(() => Certificate)
export class CertificateRevocation {
  @FieldResolver(() => DateTime, { nullable: true, description: "Since when it is revoked; null while it is not." })
  async revokedAt(@Root() certificate: Certificate, @Ctx() context: Context): Promise<Date | null> {
    return (await context.many(loadRevocations).load(certificate))?.at ?? null;
  }

  @FieldResolver(() => RevocationReason, {
    nullable: true,
    description: "Why it is revoked; null while it is not. UNSPECIFIED: the CRL gives no reason.",
  })
  async revocationReason(@Root() certificate: Certificate, @Ctx() context: Context): Promise<RevocationReason | null> {
    return (await context.many(loadRevocations).load(certificate))?.reason ?? null;
  }

  @FieldResolver(() => RevocationEligibility, {
    description: "Whether it may be revoked now, and if not, every reason.",
  })
  async revocationEligibility(
    @Root() certificate: Certificate,
    @Ctx() context: Context,
  ): Promise<RevocationEligibility> {
    const facts = await context.many(loadFacts).load(certificate);
    if (!facts) throw new Error(`certificate ${certificate.id} has no order`);
    const atOnce = isApprover(context.viewer);
    // whoever revokes at once is not kept waiting by a request that waits
    return eligibility(certificateRevocationRefusals(facts, atOnce ? anyReasonAtOnce : null, context.now), atOnce);
  }
}

@Resolver(() => Order)
export class OrderRevocation {
  @FieldResolver(() => RevocationEligibility, {
    description: "Whether it may be revoked now with everything on it, and if not, every reason.",
  })
  async revocationEligibility(@Root() order: Order, @Ctx() context: Context): Promise<RevocationEligibility> {
    const facts = (await context.many(loadOrderFacts).load(order)) as OrderRevocationFacts;
    const atOnce = isApprover(context.viewer);
    return eligibility(orderRevocationRefusals(facts, atOnce ? anyReasonAtOnce : null), atOnce);
  }
}

function loadOrderFacts(db: EntityManager, orders: readonly Order[], { now }: { now: Date }) {
  return orderRevocationFacts(db, orders, now);
}

const anyReasonAtOnce = { reason: "UNSPECIFIED", atOnce: true } as const;

function eligibility(refusals: Refusal[], atOnce: boolean): RevocationEligibility {
  return { allowed: refusals.length === 0, refusals: refusals.map((one) => RevocationRefusal.of(one)), atOnce };
}

async function loadRevocations(db: EntityManager, certificates: readonly Certificate[]) {
  const found = await revocationsOf(db, certificates);
  return new Map(certificates.flatMap((one) => (found.has(one.id) ? [[one, found.get(one.id)!]] : [])));
}

async function loadFacts(db: EntityManager, certificates: readonly Certificate[]) {
  const orders = await db.findBy(Order, { id: In([...new Set(certificates.map(({ orderId }) => orderId))]) });
  const facts = await certificateRevocationFacts(db, certificates, new Map(orders.map((order) => [order.id, order])));
  return new Map(certificates.map((one) => [one, facts.get(one.id)!]));
}
