import { createHash } from "node:crypto";
import type { RevocationReason, SubscriberReason } from "@duplicert/shared/revocation-reason";
import { IsNull } from "typeorm";
import { actorOf, audit } from "../audit/audit.ts";
import type { Context } from "../foundation/context.ts";
import { enqueue } from "../foundation/queue.ts";
import type { Tx } from "../foundation/transact.ts";
import type { Order } from "../orders/order.ts";
import { carryOutRevocation } from "../requests/carry-out-revocation.ts";
import { closeRequests } from "../requests/close-requests.ts";
import { isApprover } from "../requests/open-request.ts";
import type { RevocationRefused } from "../requests/revocation-problems.ts";
import { RevocationRequest } from "../requests/revocation-request.ts";

/** What is to be revoked; `certificateId` null: the whole order. */
export interface Wanted {
  certificateId: string | null;
  reason: RevocationReason;
  comments: string | null;
}

/** Puts a request to revoke on record, which the rules allow. An approver's is carried out at once; another's waits for an approver. The order is locked for update. */
export async function requestRevocation(
  tx: Tx,
  context: Context,
  order: Order,
  { certificateId, reason, comments }: Wanted,
): Promise<RevocationRequest | RevocationRefused> {
  const { viewer, now } = context;
  const atOnce = isApprover(viewer);
  const same = { orderId: order.id, certificateId: certificateId ?? IsNull() };
  // only one wish for the same waits at a time, and this one does not wait
  if (atOnce) await closeRequests(tx, context, RevocationRequest, same, "It was revoked.");
  const asked = { order: order.id, certificate: certificateId, reason, comments };
  const request = await tx.save(
    tx.create(RevocationRequest, {
      accountId: order.accountId,
      orderId: order.id,
      certificateId,
      // the rule refused every other
      reason: reason as SubscriberReason,
      comments,
      requestedById: viewer.id,
      requestedAt: now,
      idempotencyKey: null,
      inputSha256: createHash("sha256").update(JSON.stringify(asked)).digest("hex"),
      state: "SUBMITTED",
      issuanceId: null,
    }),
  );
  await audit(tx, actorOf(context), "revocation.request", { type: "request", id: request.id }, asked);

  if (atOnce) return carryOutRevocation(tx, context, order, request, null);
  await enqueue(tx, "mailApprovers", { requestId: request.id });
  return request;
}
