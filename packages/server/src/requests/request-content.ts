import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { CertificateContent } from "../certificates/certificate-content.ts";
import { knownOrderOf } from "../certificates/facts-of.ts";
import { issuancesById } from "../certificates/issuance.ts";
import type { Context } from "../foundation/context.ts";
import { type Order, ordersById } from "../orders/order.ts";
import { DuplicateRequest } from "./duplicate-request.ts";
import { planRequest } from "./plan-request.ts";
import { DuplicateRefused } from "./request-problems.ts";

@Resolver(() => DuplicateRequest)
export class RequestContent {
  @FieldResolver(() => CertificateContent, {
    nullable: true,
    description:
      "The certificate in full. Once approved: what was approved, which is what is issued. While it waits: what approval would allow now; null when it would be refused, and after a rejection or a cancelation. A default expiry that is sooner than the primary certificate's moves with every second: an approver sends `validTo` along with `sha256`.",
  })
  async content(@Root() request: DuplicateRequest, @Ctx() context: Context): Promise<CertificateContent | null> {
    if (request.issuanceId) {
      const issuance = await context.many(issuancesById).load(request.issuanceId);
      return issuance ? CertificateContent.of(issuance.plan) : null;
    }
    if (request.state !== "SUBMITTED" && request.state !== "PENDING") return null;
    const order = (await context.many(ordersById).load(request.orderId)) as Order;
    const known = await knownOrderOf(context, order);
    const planned = await context.look((db) => planRequest(db, context, order, known, request));
    return planned instanceof DuplicateRefused ? null : CertificateContent.of(planned.plan);
  }
}
