import { mayOrder } from "@duplicert/shared/roles";
import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { actorOf, audit } from "../audit/audit.ts";
import { auditRefusal } from "../audit/audit-refusal.ts";
import { CsrRejected } from "../csrs/csr-rejected.ts";
import type { Context } from "../foundation/context.ts";
import { NotPermitted } from "../foundation/permission-problems.ts";
import { Problem } from "../foundation/problem.ts";
import { enqueue } from "../foundation/queue.ts";
import type { Tx } from "../foundation/transact.ts";
import { claimKey } from "../keys/claim-key.ts";
import { banExposedKeys } from "../keys/exposed-keys.ts";
import { keyUse } from "../keys/key-faults.ts";
import { Order } from "../orders/order.ts";
import { earlierRequest, fingerprintOf, IdempotencyKeyReused } from "../requests/idempotency.ts";
import { allowOrWait } from "../requests/let-wait.ts";
import { secondPersonProblem } from "../requests/open-request.ts";
import { OrderRequest } from "../requests/order-request.ts";
import { skipRefusal, skipsApproval, withoutSkipping } from "../requests/skip-approval.ts";
import { judgeOrder } from "./judge-order.ts";
import { textsOf } from "./order-texts.ts";
import { PlaceOrderInput, PlaceOrderResult } from "./place-order-input.ts";
import { saveOrder, saveOrderRequest } from "./save-order.ts";

@Resolver()
export class PlaceOrder {
  @Mutation(() => PlaceOrderResult, {
    description:
      "Places an order. What is not proved yet need not be: once approved the order waits for it, PENDING, and its certificate is issued by itself when the last proof is in. On a DV order every name is proved for this order alone, by one method.",
  })
  async placeOrder(
    @Arg("input", () => PlaceOrderInput) input: PlaceOrderInput,
    @Ctx() context: Context,
  ): Promise<typeof PlaceOrderResult> {
    // before anything else is judged: whatever it is refused for, a private key in it has left its server
    await banExposedKeys(context, input.csr);
    const object = { type: "account", id: context.viewer.accountId };
    return context.transact(async (tx) =>
      auditRefusal(context, "order.place", object, await placeOrder(tx, context, input)),
    );
  }
}

/** Places an order: everything is judged, the key is claimed, and order and request are recorded in one transaction, or nothing is. */
async function placeOrder(tx: Tx, context: Context, input: PlaceOrderInput): Promise<typeof PlaceOrderResult> {
  const texts = textsOf(input);
  const inputSha256 = fingerprintOf(input);
  if (!mayOrder(context.viewer.role))
    return new NotPermitted(
      "Orders are placed by the people of a customer's account; a validation specialist has none.",
    );
  const earlier = texts.idempotencyKey ? await earlierRequest(tx, context, texts.idempotencyKey) : null;
  if (earlier)
    return earlier instanceof OrderRequest && earlier.inputSha256 === inputSha256
      ? tx.findOneByOrFail(Order, { id: earlier.orderId })
      : new IdempotencyKeyReused();
  const notPermitted = skipRefusal(context.viewer, input, "order");
  if (notPermitted) return notPermitted;

  const judged = await judgeOrder(tx, context, input);
  if ("problem" in judged) return judged.problem;

  // before the domains are held, as a reissue does: of two with one key the second waits here, and holds nothing
  const key = await claimKey(tx, context.viewer.accountId, judged.csr, texts.serverName);
  if (!key) {
    const { faults } = await keyUse(tx, context.viewer, judged.csr.spkiSha256, texts.serverName);
    return new CsrRejected(faults);
  }

  const order = await saveOrder(tx, context, input, judged, texts);
  const second = input.skipApproval ? await secondPersonProblem(tx, context.viewer, order, context.viewer.id) : null;
  if (second) return withoutSkipping(second);
  const request = await saveOrderRequest(tx, context, order, input, { ...judged, texts, inputSha256, key });
  await record(tx, context, order, request);
  if (input.skipApproval || (await skipsApproval(tx, context, order))) {
    const allowed = await allowOrWait(tx, context, order, request);
    if (allowed instanceof Problem) throw new Error(`an order that was judged was not allowed: ${allowed.message}`);
  } else await enqueue(tx, "mailApprovers", { requestId: request.id });
  return tx.findOneByOrFail(Order, { id: order.id });
}

async function record(tx: Tx, context: Context, order: Order, request: OrderRequest): Promise<void> {
  const { number, productKey: product, organizationId: organization, orderValidTo } = order;
  const detail = { number, product, organization, orderValidTo, names: request.dnsNames, request: request.id };
  await audit(tx, actorOf(context), "order.place", { type: "order", id: order.id }, detail);
}
