import { OrderStatus } from "./order-status.ts";
import { isSubscriberReason, type RevocationReason } from "./revocation-reason.ts";
import type { RevocationRefusal, RevocationRefusalCode } from "./revocation-refusal.ts";
import { isOver } from "./validity.ts";

/** An earlier revocation. */
export interface EarlierRevocation {
  at: Date;
  reason: RevocationReason;
}

/** What is so about a certificate that is to be revoked. */
export interface CertificateRevocationFacts {
  orderNumber: number;
  issuedElsewhere: boolean;
  validTo: Date;
  revoked: EarlierRevocation | null;
  /** An open request for the same. */
  waiting: { id: string; since: Date } | null;
}

/** What is so about an order that is to be revoked with everything on it. */
export interface OrderRevocationFacts {
  orderNumber: number;
  /** Whether it was imported: on such an order nobody here revokes everything. */
  imported?: boolean;
  status: OrderStatus;
  orderValidTo: Date;
  /** Its primary certificate's; an order keeps no time of its own. */
  revoked: EarlierRevocation | null;
  waiting: { id: string; since: Date } | null;
}

/** What is asked for; no wish at all asks whether it may be revoked in general. */
export interface RevocationWish {
  reason: RevocationReason;
  /** By an approver, who need not care for a request that waits. */
  atOnce: boolean;
}

/** Every reason why this certificate may not be revoked; an empty list means yes. */
export function certificateRevocationRefusals(
  facts: CertificateRevocationFacts,
  wish: RevocationWish | null,
  now: Date,
): RevocationRefusal[] {
  const { orderNumber, issuedElsewhere, validTo, revoked } = facts;
  const order = `/orders/${orderNumber}`;
  const found: RevocationRefusal[] = [];
  if (issuedElsewhere) found.push(refusal("ISSUED_ELSEWHERE", null, null, order));
  if (revoked) found.push(refusal("CERTIFICATE_REVOKED", revoked.at.toISOString(), revoked.reason, order));
  // an expired certificate is not on CRLs
  else if (isOver(validTo, now)) found.push(refusal("CERTIFICATE_EXPIRED", validTo.toISOString(), null, order));
  return [...found, ...wishRefusals(facts, wish)];
}

/** Every reason why this order may not be revoked; an empty list means yes. */
export function orderRevocationRefusals(facts: OrderRevocationFacts, wish: RevocationWish | null): RevocationRefusal[] {
  const elsewhere = facts.imported ? [refusal("ISSUED_ELSEWHERE", null, null, `/orders/${facts.orderNumber}`)] : [];
  return [...elsewhere, ...statusRefusals(facts), ...wishRefusals(facts, wish)];
}

function statusRefusals({ orderNumber, status, orderValidTo, revoked }: OrderRevocationFacts): RevocationRefusal[] {
  const order = `/orders/${orderNumber}`;
  switch (status) {
    case OrderStatus.ISSUED:
    case OrderStatus.REISSUE_PENDING:
      return [];
    case OrderStatus.REVOKED:
      return [refusal("ORDER_REVOKED", revoked?.at.toISOString() ?? null, revoked?.reason ?? null, order)];
    case OrderStatus.EXPIRED:
      return [refusal("ORDER_EXPIRED", orderValidTo.toISOString(), null, order)];
    default:
      return [refusal("ORDER_NOT_ISSUED", status, null, order)];
  }
}

function wishRefusals(
  { waiting }: Pick<OrderRevocationFacts, "waiting">,
  wish: RevocationWish | null,
): RevocationRefusal[] {
  const found: RevocationRefusal[] = [];
  if (waiting && !wish?.atOnce)
    found.push(refusal("REVOCATION_REQUESTED", waiting.since.toISOString(), null, `/requests/${waiting.id}`));
  if (wish && !isSubscriberReason(wish.reason)) found.push(refusal("REASON_NOT_ALLOWED", null, wish.reason, null));
  return found;
}

const refusal = (
  code: RevocationRefusalCode,
  subject: string | null,
  reason: RevocationReason | null,
  path: string | null,
): RevocationRefusal => ({ code, subject, reason, path });
