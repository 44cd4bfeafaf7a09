import { orderStatus } from "@duplicert/shared/order-status";
import type { CertificateRevocationFacts, OrderRevocationFacts } from "@duplicert/shared/revocation-refusals";
import { type EntityManager, In } from "typeorm";
import { Certificate } from "../certificates/certificate.ts";
import { revocationsOf } from "../certificates/certificate-status.ts";
import type { Order } from "../orders/order.ts";

/** What the rule needs to know of certificates, by id; all of orders that are given. */
export async function certificateRevocationFacts(
  db: EntityManager,
  certificates: readonly Certificate[],
  orders: ReadonlyMap<string, Order>,
): Promise<Map<string, CertificateRevocationFacts>> {
  const revoked = await revocationsOf(db, certificates);
  const waiting = await waitingFor(
    db,
    "certificate_id",
    certificates.map(({ id }) => id),
  );
  return new Map(
    certificates.map((certificate) => {
      const { id, issuingCaId, orderId, validTo } = certificate;
      const earlier = revoked.get(id);
      const facts: CertificateRevocationFacts = {
        orderNumber: orders.get(orderId)!.number,
        issuedElsewhere: issuingCaId === null,
        validTo,
        revoked: earlier ? { at: earlier.at, reason: earlier.reason } : null,
        waiting: waiting.get(id) ?? null,
      };
      return [id, facts];
    }),
  );
}

/** What the rule needs to know of orders, by order. */
export async function orderRevocationFacts(
  db: EntityManager,
  orders: readonly Order[],
  now: Date,
): Promise<Map<Order, OrderRevocationFacts>> {
  const ids = orders.map(({ id }) => id);
  const primaries = await db.findBy(Certificate, { orderId: In(ids), isPrimary: true });
  const primaryOf = new Map(primaries.map((primary) => [primary.orderId, primary.id]));
  const revoked = await revocationsOf(db, primaries);
  const waiting = await waitingFor(db, "order_id", ids);
  return new Map(
    orders.map((order) => {
      const earlier = revoked.get(primaryOf.get(order.id) ?? "");
      const facts: OrderRevocationFacts = {
        orderNumber: order.number,
        imported: order.imported,
        status: orderStatus(order.state, order.orderValidTo, now),
        orderValidTo: order.orderValidTo,
        revoked: earlier ? { at: earlier.at, reason: earlier.reason } : null,
        waiting: waiting.get(order.id) ?? null,
      };
      return [order, facts];
    }),
  );
}

async function waitingFor(
  db: EntityManager,
  column: "certificate_id" | "order_id",
  ids: readonly string[],
): Promise<Map<string, { id: string; since: Date }>> {
  const rows: { of: string; id: string; since: Date }[] = await db.query(
    `select ${column} as of, id, requested_at as since from certificate_request
     where kind = 'REVOCATION' and state = 'SUBMITTED' and ${column} = any($1) and ($2 or certificate_id is null)`,
    [ids, column === "certificate_id"],
  );
  return new Map(rows.map(({ of, ...waiting }) => [of, waiting]));
}
