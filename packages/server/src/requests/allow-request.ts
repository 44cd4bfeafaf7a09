import { In } from "typeorm";
import { Account } from "../accounts/account.ts";
import { actorOf, audit } from "../audit/audit.ts";
import { authorizeIssuance } from "../certificates/authorize-issuance.ts";
import type { Issuance } from "../certificates/issuance.ts";
import type { Planned } from "../certificates/plan-issuance.ts";
import type { Context } from "../foundation/context.ts";
import { enqueue } from "../foundation/queue.ts";
import type { Tx } from "../foundation/transact.ts";
import { Order } from "../orders/order.ts";
import { productOfOrder } from "../orders/order-validation.ts";
import type { AnyIssuingRequest } from "./issues-anew.ts";
import { moveRequest } from "./move-request.ts";
import { type DecisionOutcome, decide } from "./request-decision.ts";

/** The step that allows what was planned: by approval, by a request that skips it, and by a retry. The order and the request are locked. */
export async function allowRequest<R extends AnyIssuingRequest>(
  tx: Tx,
  context: Context,
  order: Order,
  request: R,
  planned: Planned,
  comments: string | null,
  outcome: DecisionOutcome = "APPROVED",
): Promise<R> {
  if (outcome === "APPROVED" && (await awaitsSecond(tx, context, request)))
    return firstApproval(tx, context, request, comments, planned.sha256);

  const issuance = await authorizeRequest(tx, order, request, planned, context.now);
  await decide(tx, context, request, outcome, comments, issuance.planSha256);
  const detail = { issuance: issuance.id, plan: issuance.planSha256, proofs: planned.known.proofs };
  await audit(
    tx,
    actorOf(context),
    outcome === "RETRIED" ? "request.retry" : "request.approve",
    { type: "request", id: request.id },
    detail,
  );
  return moveRequest(tx, request, "APPROVED", issuance.id);
}

/** Has planned content issued for a request, and its order say so. Both are locked. */
export async function authorizeRequest(
  tx: Tx,
  order: Order,
  request: AnyIssuingRequest,
  { known, ca, certified, plan }: Planned,
  now: Date,
): Promise<Issuance> {
  const { id, kind, keyId, serverPlatformKey: serverPlatform, serverName } = request;
  // a DV proof serves the one request that it was made for
  const provedFor = kind !== "DUPLICATE" && productOfOrder(order).validationType === "DV" ? id : null;
  const content = { ...certified, kind, keyId, serverPlatform, serverName, provedFor };
  const issuance = await authorizeIssuance(tx, order, known, ca, content, plan, now);
  if (kind === "ORIGINAL")
    await tx.update(Order, { id: order.id, state: In(["NEEDS_APPROVAL", "PENDING"]) }, { state: "PROCESSING" });
  return issuance;
}

/** Whether an approval is the first of two. */
export async function awaitsSecond(tx: Tx, context: Context, request: AnyIssuingRequest): Promise<boolean> {
  if (request.state !== "SUBMITTED") return false;
  const { approval } = await tx.findOneByOrFail(Account, { id: context.viewer.accountId });
  return approval === "TWO_STEP";
}

/** The first of two approvals: of the planned content, or, where proofs are missing (null), of what was asked for. */
export async function firstApproval<R extends AnyIssuingRequest>(
  tx: Tx,
  context: Context,
  request: R,
  comments: string | null,
  sha256: string | null,
): Promise<R> {
  await decide(tx, context, request, "APPROVED", comments, sha256);
  const object = { type: "request", id: request.id };
  await audit(tx, actorOf(context), "request.first-approval", object, { plan: sha256 });
  await enqueue(tx, "mailApprovers", { requestId: request.id });
  return moveRequest(tx, request, "PENDING");
}
