import type { ReissueFacts } from "@duplicert/shared/reissue-request-refusals";
import type { EntityManager } from "typeorm";
import { type Certificate, serialText } from "../certificates/certificate.ts";
import type { KnownOrder } from "../certificates/facts-of.ts";
import type { Order } from "../orders/order.ts";
import { productOfOrder } from "../orders/order-validation.ts";

/** What the rule for reissues is told of an order. `earlier`: what would be revoked if names were left out. */
export function reissueFacts(
  order: Order,
  { facts, primary, anew }: KnownOrder,
  pending: { id: string } | null,
  earlier: readonly Certificate[],
): ReissueFacts {
  return {
    number: order.number,
    status: facts.status,
    product: productOfOrder(order),
    orderValidTo: order.orderValidTo,
    primary,
    issuer: anew.issuer,
    pending,
    earlier: earlier.map(serialText),
  };
}

/** The reissue that waits on each of these orders, or has failed and may be retried. */
export async function openReissues(
  db: EntityManager,
  orderIds: readonly string[],
): Promise<Map<string, { id: string }>> {
  const rows: { id: string; orderId: string }[] = await db.query(
    `select r.id, r.order_id as "orderId" from certificate_request r left join issuance i on i.id = r.issuance_id
     where r.kind = 'REISSUE' and r.order_id = any($1)
       and (r.state in ('SUBMITTED', 'PENDING') or (r.state = 'APPROVED' and i.state is distinct from 'ISSUED'))`,
    [[...orderIds]],
  );
  return new Map(rows.map(({ id, orderId }) => [orderId, { id }]));
}
