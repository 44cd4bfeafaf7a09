import { audit } from "../audit/audit.ts";
import { enqueue } from "../foundation/queue.ts";
import type { Tx } from "../foundation/transact.ts";
import { lockOrder } from "../orders/find-order.ts";
import { Order } from "../orders/order.ts";
import { Issuance, type IssuanceFailure, lockIssuance, orderLockOf } from "./issuance.ts";

/** Gives an issuance up: its open attempt is abandoned, the requester is told, and an approver may retry or cancel. */
export async function failIssuance(tx: Tx, issuance: Issuance, failure: IssuanceFailure, now: Date): Promise<void> {
  const { id, orderId, kind } = issuance;
  await lockOrder(tx, orderId, orderLockOf(issuance));
  await lockIssuance(tx, id);
  await abandonOpenAttempt(tx, id);
  const changed = await tx.update(
    Issuance,
    { id: issuance.id, state: "READY" },
    { state: "FAILED", failure: failure as never },
  );
  if (changed.affected === 0) return;
  const actor = { accountId: issuance.accountId, actor: "work", now };
  await audit(tx, actor, "certificate.issue", { type: "issuance", id: issuance.id }, failure, "FAILED");
  await enqueue(tx, "mailFailed", { issuanceId: issuance.id });
  if (kind === "ORIGINAL") await tx.update(Order, { id: orderId, state: "PROCESSING" }, { state: "PENDING" });
  // what lapsed may have been proved anew just before the order began to wait for it again
  if (kind !== "DUPLICATE") await enqueue(tx, "resumeOrder", { orderId }, `resume ${orderId}`);
}

/** A to-be-signed is signed at most once: what a dead run left open is never taken up again. Its serial stays on record. */
export async function abandonOpenAttempt(tx: Tx, issuanceId: string): Promise<void> {
  await tx.query("update signing_attempt set outcome = 'ABANDONED' where issuance_id = $1 and outcome is null", [
    issuanceId,
  ]);
}
