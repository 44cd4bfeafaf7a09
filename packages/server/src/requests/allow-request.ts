import { Account } from "../accounts/account.ts";
import { actorOf, audit } from "../audit/audit.ts";
import { authorizeIssuance } from "../certificates/authorize-issuance.ts";
import type { Planned } from "../certificates/plan-issuance.ts";
import type { Context } from "../foundation/context.ts";
import { enqueue } from "../foundation/queue.ts";
import type { Tx } from "../foundation/transact.ts";
import type { Order } from "../orders/order.ts";
import type { DuplicateRequest } from "./duplicate-request.ts";
import { moveRequest } from "./move-request.ts";
import { type DecisionOutcome, decide } from "./request-decision.ts";

/** The step that allows what was planned: by approval, by a request that skips it, and by a retry. The order and the request are locked. */
export async function allowRequest(
  tx: Tx,
  context: Context,
  order: Order,
  request: DuplicateRequest,
  { known, ca, certified, plan, sha256 }: Planned,
  comments: string | null,
  outcome: DecisionOutcome = "APPROVED",
): Promise<DuplicateRequest> {
  if (outcome === "APPROVED" && request.state === "SUBMITTED" && (await needsSecond(tx, context))) {
    await decide(tx, context, request, outcome, comments, sha256);
    await audit(tx, actorOf(context), "request.first-approval", { type: "request", id: request.id }, { plan: sha256 });
    await enqueue(tx, "mailApprovers", { requestId: request.id });
    return moveRequest(tx, request, "PENDING");
  }

  const { kind, keyId, serverPlatformKey: serverPlatform, serverName } = request;
  const content = { ...certified, kind, keyId, serverPlatform, serverName };
  const issuance = await authorizeIssuance(tx, order, known, ca, content, plan, context.now);
  await decide(tx, context, request, outcome, comments, issuance.planSha256);
  const detail = { issuance: issuance.id, plan: issuance.planSha256, proofs: known.proofs };
  await audit(
    tx,
    actorOf(context),
    outcome === "RETRIED" ? "request.retry" : "request.approve",
    { type: "request", id: request.id },
    detail,
  );
  return moveRequest(tx, request, "APPROVED", issuance.id);
}

async function needsSecond(tx: Tx, context: Context): Promise<boolean> {
  const { approval } = await tx.findOneByOrFail(Account, { id: context.viewer.accountId });
  return approval === "TWO_STEP";
}
