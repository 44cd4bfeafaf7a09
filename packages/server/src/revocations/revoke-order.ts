import { orderRevocationRefusals } from "@duplicert/shared/revocation-refusals";
import { Arg, Ctx, createUnionType, Field, InputType, Int, Mutation, Resolver } from "type-graphql";
import { auditRefusal } from "../audit/audit-refusal.ts";
import { RevocationReason } from "../certificates/revocation-reason-type.ts";
import type { Context } from "../foundation/context.ts";
import { plainText } from "../foundation/plain-text.ts";
import type { Tx } from "../foundation/transact.ts";
import { findOrder } from "../orders/find-order.ts";
import { OrderNotFound } from "../orders/order-not-found.ts";
import { isApprover } from "../requests/open-request.ts";
import { orderRevocationFacts } from "../requests/revocation-facts.ts";
import { RevocationRefused } from "../requests/revocation-problems.ts";
import { RevocationRequest } from "../requests/revocation-request.ts";
import { requestRevocation } from "./request-revocation.ts";

@InputType({ description: "Which order to revoke with everything on it, and why." })
export class RevokeOrderInput {
  @Field(() => Int, { description: "Number of the order." }) orderNumber: number;

  @Field(() => RevocationReason, {
    description:
      "Why, as the CRL will say it. A subscriber may choose any but PRIVILEGE_WITHDRAWN (BR 4.9.1.1, 7.2.2).",
  })
  reason: RevocationReason;

  @Field(() => String, {
    nullable: true,
    description: "For the approver and the record; at most 2,000 characters. Not on the CRL.",
  })
  comments?: string | null;
}

export const RevokeOrderResult = createUnionType({
  name: "RevokeOrderResult",
  description:
    "The request: APPROVED where it was carried out at once, SUBMITTED where an approver decides; or why not.",
  types: () => [RevocationRequest, OrderNotFound, RevocationRefused] as const,
});

@Resolver()
export class RevokeOrder {
  @Mutation(() => RevokeOrderResult, {
    description:
      "Revokes an order and every certificate on it, reissues and duplicates included, for good. What is being issued on it fails, and what waits on it is canceled; keys that nothing was signed for may be used again. With KEY_COMPROMISE, whatever else your account has on the same keys is revoked too. An administrator or manager revokes at once; anybody else makes a request that waits for one of them.",
  })
  revokeOrder(
    @Arg("input", () => RevokeOrderInput) input: RevokeOrderInput,
    @Ctx() context: Context,
  ): Promise<typeof RevokeOrderResult> {
    const object = { type: "order", id: String(input.orderNumber) };
    return context.transact(async (tx) =>
      auditRefusal(context, "revocation.request", object, await revokeOrder(tx, context, input)),
    );
  }
}

async function revokeOrder(tx: Tx, context: Context, input: RevokeOrderInput): Promise<typeof RevokeOrderResult> {
  const comments = plainText("comments", input.comments, 2000, { lines: true });

  const order = await findOrder(tx, context.viewer, input.orderNumber, "update");
  if (!order) return new OrderNotFound(input.orderNumber);

  const { reason } = input;
  const wish = { reason, atOnce: isApprover(context.viewer) };
  const facts = await orderRevocationFacts(tx, [order], context.now);
  const refusals = orderRevocationRefusals(facts.get(order)!, wish);
  if (refusals.length > 0) return new RevocationRefused(refusals);

  return requestRevocation(tx, context, order, { certificateId: null, reason, comments });
}
