import { refusalWords } from "@duplicert/shared/duplicate-refusal";
import { certificateRevocationRefusals, orderRevocationRefusals } from "@duplicert/shared/revocation-refusals";
import { actorOf, audit } from "../audit/audit.ts";
import { Certificate } from "../certificates/certificate.ts";
import { failIssuance } from "../certificates/fail-issuance.ts";
import { Issuance } from "../certificates/issuance.ts";
import { revokeCertificates, revokeUnstored, type WhyRevoked } from "../certificates/revoke.ts";
import type { Context } from "../foundation/context.ts";
import type { Tx } from "../foundation/transact.ts";
import { markCompromised } from "../keys/mark-compromised.ts";
import { Order } from "../orders/order.ts";
import { CertificateRequest } from "./certificate-request.ts";
import { closeRequests } from "./close-requests.ts";
import { moveRequest } from "./move-request.ts";
import { decide } from "./request-decision.ts";
import { certificateRevocationFacts, orderRevocationFacts } from "./revocation-facts.ts";
import { RevocationRefused } from "./revocation-problems.ts";
import { RevocationRequest } from "./revocation-request.ts";

/** An approver's word: everything a request to revoke asks for, at once and for good. The order is locked for update, the request too. */
export async function carryOutRevocation(
  tx: Tx,
  context: Context,
  order: Order,
  request: RevocationRequest,
  comments: string | null,
): Promise<RevocationRequest | RevocationRefused> {
  const { now, viewer } = context;
  const certificates = await certificatesOf(tx, request);
  const refusals = await refusalsOf(tx, order, request, certificates, now);
  if (refusals.length > 0) return new RevocationRefused(refusals);

  await decide(tx, context, request, "APPROVED", comments);
  const approved = await moveRequest(tx, request, "APPROVED");
  const detail = { reason: request.reason, certificate: request.certificateId, comments };
  await audit(tx, actorOf(context), "request.approve", { type: "request", id: request.id }, detail);

  const why: WhyRevoked = {
    reason: request.reason === "UNSPECIFIED" ? null : request.reason,
    by: viewer.id,
    actor: actorOf(context),
    requestedBy: request.requestedById,
  };
  if (request.certificateId === null) await endOrder(tx, context, order, request);
  else await closeRequests(tx, context, RevocationRequest, { certificateId: request.certificateId }, "It was revoked.");
  await revokeCertificates(tx, certificates, why, now);
  if (request.certificateId === null) await revokeUnstored(tx, { orderId: order.id }, why, now);
  // BR 4.9.1.1: by its own account's word the key is out for whatever else the account has on it, which a job revokes
  if (request.reason === "KEY_COMPROMISE") {
    await markCompromised(tx, [...new Set(certificates.map(({ keyId }) => keyId))], now);
  }
  return approved;
}

function certificatesOf(tx: Tx, { certificateId, orderId }: RevocationRequest): Promise<Certificate[]> {
  const where = certificateId === null ? { orderId } : { id: certificateId };
  return tx.find(Certificate, { where, order: { validFrom: "ASC", id: "ASC" } });
}

async function refusalsOf(
  tx: Tx,
  order: Order,
  { certificateId, reason }: RevocationRequest,
  certificates: readonly Certificate[],
  now: Date,
) {
  const wish = { reason, atOnce: true };
  if (certificateId === null)
    return orderRevocationRefusals((await orderRevocationFacts(tx, [order], now)).get(order)!, wish);
  const facts = await certificateRevocationFacts(tx, certificates, new Map([[order.id, order]]));
  return certificateRevocationRefusals(facts.get(certificateId)!, wish, now);
}

/** The order's end: nothing is issued on it any more, whatever was asked for or allowed. */
async function endOrder(tx: Tx, context: Context, order: Order, request: RevocationRequest): Promise<void> {
  const { now } = context;
  const refusal = { code: "ORDER_REVOKED", subject: null, path: `/orders/${order.number}` } as const;
  const words = refusalWords(refusal);
  const failure = { message: words.message, reasons: [{ ...refusal, ...words }] };
  const ready = await tx.find(Issuance, { where: { orderId: order.id, state: "READY" }, order: { id: "ASC" } });
  for (const issuance of ready) await failIssuance(tx, issuance, failure, now);
  await closeRequests(tx, context, CertificateRequest, { orderId: order.id }, "The order was revoked.");
  await tx.update(Order, { id: order.id }, { state: "REVOKED" });
  const detail = { reason: request.reason, request: request.id };
  await audit(tx, actorOf(context), "order.revoke", { type: "order", id: order.id }, detail);
}
