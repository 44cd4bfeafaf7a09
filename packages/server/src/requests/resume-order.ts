import type { DataSource } from "typeorm";
import { audit } from "../audit/audit.ts";
import { Issuance } from "../certificates/issuance.ts";
import type { Addresses } from "../foundation/context.ts";
import { enqueue, type Jobs } from "../foundation/queue.ts";
import { type Tx, theProduct, transact } from "../foundation/transact.ts";
import { lockOrder } from "../orders/find-order.ts";
import type { Order } from "../orders/order.ts";
import { authorizeRequest } from "./allow-request.ts";
import { CertificateRequest } from "./certificate-request.ts";
import { goesOnByItself } from "./goes-on-by-itself.ts";
import { type AnewRequest, issuesAnew } from "./issues-anew.ts";
import { isStuck } from "./let-wait.ts";
import { moveRequest } from "./move-request.ts";
import { knownForRequest, planRequest } from "./plan-request.ts";
import { decide } from "./request-decision.ts";
import { DuplicateRefused } from "./request-problems.ts";

/**
 * Job: has issued what waits, approved, on an order, if the rules allow it now; otherwise it goes on waiting. One that
 * failed is taken up again where nothing but proofs was missing. Safe to repeat.
 */
export async function resumeOrder(
  source: DataSource,
  told: Jobs["resumeOrder"],
  at: { addresses: Addresses; now: Date },
): Promise<void> {
  await transact(source, theProduct, (tx) => resume(tx, told.orderId, at));
}

/** The same in a transaction that there is. */
export async function resume(tx: Tx, orderId: string, at: { addresses: Addresses; now: Date }): Promise<void> {
  const { now } = at;
  const order = await lockOrder(tx, orderId, "update");
  await tx.query(`update "order" set looked_at = $2 where id = $1`, [order.id, now]);
  const request = await waitingOn(tx, order);
  if (!request) return;

  const known = await knownForRequest(tx, order, request, now);
  const planned = await planRequest(tx, at, order, known, request);
  if (planned instanceof DuplicateRefused) {
    // nothing is left to prove, and nobody is looking: the requester is told once
    if (isStuck(planned)) await enqueue(tx, "mailWaits", { requestId: request.id, issuanceId: request.issuanceId });
    return;
  }

  const issuance = await authorizeRequest(tx, order, request, planned, now);
  const detail = { issuance: issuance.id, plan: issuance.planSha256, proofs: known.proofs };
  const actor = { accountId: order.accountId, actor: "work", now };
  // the content that is issued is on record beside the approval, and is compared with it before it is signed
  await decide(tx, { viewer: { id: request.requestedById }, now }, request, "PROVED", null, issuance.planSha256);
  await audit(tx, actor, "request.resume", { type: "request", id: request.id }, detail);
  await moveRequest(tx, request, "APPROVED", issuance.id);
}

/** The order's newest request of its kind, locked, if it is that one which waits. */
async function waitingOn(tx: Tx, { id, state }: Order): Promise<AnewRequest | null> {
  if (state !== "PENDING" && state !== "REISSUE_PENDING") return null;
  const [newest]: { id: string }[] = await tx.query(
    `select id from certificate_request where order_id = $1 and kind in ('ORIGINAL', 'REISSUE')
       and state in ('SUBMITTED', 'PENDING', 'APPROVED') order by requested_at desc, id desc limit 1`,
    [id],
  );
  if (!newest) return null;
  const lock = { mode: "pessimistic_write" } as const;
  const request = await tx.findOneOrFail(CertificateRequest, { where: { id: newest.id }, lock });
  if (!issuesAnew(request) || request.state !== "APPROVED") return null;
  if (request.issuanceId === null) return request;
  const { failure } = await tx.findOneByOrFail(Issuance, { id: request.issuanceId });
  return goesOnByItself(request, failure) ? request : null;
}
