import {
  type DuplicateRefusal,
  type DuplicateWish,
  domainRefusals,
  type OrderFacts,
  organizationRefusals,
  validityRefusals,
} from "./duplicate-refusals.ts";
import { OrderStatus } from "./order-status.ts";
import { ValidationType } from "./products.ts";

/** Why the first certificate of an order may not be issued: what is not proved, a date that does not fit, or the order's end. */
export function originalRefusals(facts: OrderFacts, wish: DuplicateWish | null, now: Date): DuplicateRefusal[] {
  const order = `/orders/${facts.number}`;
  // one that waited so long has not been issued, and so does not read EXPIRED
  const over = facts.status !== OrderStatus.EXPIRED && facts.orderValidTo <= now;
  return [
    ...(over ? [{ code: "ORDER_EXPIRED" as const, subject: facts.orderValidTo.toISOString(), path: order }] : []),
    ...domainRefusals(facts.domains),
    ...(facts.validationType === ValidationType.DV ? [] : organizationRefusals(facts, order)),
    ...validityRefusals(facts, wish?.validTo ?? null, order, now),
  ];
}
