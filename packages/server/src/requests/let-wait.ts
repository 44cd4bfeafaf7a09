import { isWaitedFor } from "@duplicert/shared/waiting-words";
import { In } from "typeorm";
import { actorOf, audit } from "../audit/audit.ts";
import type { Context } from "../foundation/context.ts";
import { enqueue } from "../foundation/queue.ts";
import type { Tx } from "../foundation/transact.ts";
import { Order } from "../orders/order.ts";
import { allowRequest, awaitsSecond, firstApproval } from "./allow-request.ts";
import type { AnewRequest } from "./issues-anew.ts";
import { moveRequest } from "./move-request.ts";
import { openOwnChallenges } from "./own-challenges.ts";
import { knownForRequest, planRequest } from "./plan-request.ts";
import { decide } from "./request-decision.ts";
import { DuplicateRefused } from "./request-problems.ts";

/** Whether nothing but proofs is missing of what an original or a reissue needs. */
export function mayWait({ reasons }: DuplicateRefused): boolean {
  return reasons.every(isWaitedFor);
}

/** Whether no proof could help: what stands against it is something else. */
export function isStuck({ reasons }: DuplicateRefused): boolean {
  return !reasons.some(isWaitedFor);
}

/**
 * Approval without a look at the content, by whoever skips the step: issued if everything is proved, else it waits. The
 * order is locked for update, the request too.
 */
export async function allowOrWait<R extends AnewRequest>(
  tx: Tx,
  context: Context,
  order: Order,
  request: R,
): Promise<R | DuplicateRefused> {
  const known = await knownForRequest(tx, order, request, context.now);
  const planned = await planRequest(tx, context, order, known, request);
  if (!(planned instanceof DuplicateRefused)) return allowRequest(tx, context, order, request, planned, null);
  return mayWait(planned) ? letWait(tx, context, order, request, null) : planned;
}

/**
 * Approves a request whose proofs are not all there: it is issued by itself once they are. On a DV order the challenges to
 * meet are opened, for it alone. The order is locked for update, the request too.
 */
export async function letWait<R extends AnewRequest>(
  tx: Tx,
  context: Context,
  order: Order,
  request: R,
  comments: string | null,
): Promise<R> {
  if (await awaitsSecond(tx, context, request)) return firstApproval(tx, context, request, comments, null);

  await decide(tx, context, request, "APPROVED", comments);
  await audit(tx, actorOf(context), "request.approve", { type: "request", id: request.id }, { waits: true });
  const waiting = await moveRequest(tx, request, "APPROVED");
  const [from, to] =
    request.kind === "REISSUE" ? (["ISSUED", "REISSUE_PENDING"] as const) : (["NEEDS_APPROVAL", "PENDING"] as const);
  await tx.update(Order, { id: order.id, state: In([from]) }, { state: to });
  await openOwnChallenges(tx, actorOf(context), waiting, context.now);
  // what was proved while this was decided has been told of already
  await askToResume(tx, order.id);
  await enqueue(tx, "mailWaits", { requestId: request.id, issuanceId: null });
  return waiting;
}

/** Asks to look whether an order can go on; asked for many times at once, it is done once. `turn`: after what has a lower one. */
export async function askToResume(tx: Tx, orderId: string, turn = 0): Promise<void> {
  await enqueue(tx, "resumeOrder", { orderId }, `resume ${orderId}`, turn);
}
