import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { CertificateContent } from "../certificates/certificate-content.ts";
import { knownOrderOf } from "../certificates/facts-of.ts";
import { issuancesById } from "../certificates/issuance.ts";
import type { Context } from "../foundation/context.ts";
import { type Order, ordersById } from "../orders/order.ts";
import { type AnyIssuingRequest, issuesAnew } from "./issues-anew.ts";
import { IssuingRequest } from "./issuing-request.ts";
import { planRequest } from "./plan-request.ts";
import { DuplicateRefused } from "./request-problems.ts";
import { knownRequestOf } from "./waiting-fields.ts";

@Resolver(() => IssuingRequest)
export class RequestContent {
  @FieldResolver(() => CertificateContent, {
    nullable: true,
    description:
      "The certificate in full. Once approved: what was approved, which is what is issued. While it waits: what would be allowed now; null while something stands against it, and after a rejection or a cancelation. A default expiry that is sooner than the primary certificate's, or on an order without one, moves with every second: an approver sends `validTo` along with `sha256`.",
  })
  async content(@Root() request: AnyIssuingRequest, @Ctx() context: Context): Promise<CertificateContent | null> {
    if (request.issuanceId) {
      const issuance = await context.many(issuancesById).load(request.issuanceId);
      return issuance ? CertificateContent.of(issuance.plan) : null;
    }
    if (request.state === "REJECTED" || request.state === "CANCELED") return null;
    const order = (await context.many(ordersById).load(request.orderId)) as Order;
    const known = issuesAnew(request) ? await knownRequestOf(context, request) : await knownOrderOf(context, order);
    const planned = await context.look((db) => planRequest(db, context, order, known, request));
    return planned instanceof DuplicateRefused ? null : CertificateContent.of(planned.plan);
  }
}
