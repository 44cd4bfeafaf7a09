import {
  type DuplicateRefusal,
  type DuplicateWish,
  domainRefusals,
  type OrderFacts,
  organizationRefusals,
  validityRefusals,
} from "./duplicate-refusals.ts";
import { ValidationType } from "./products.ts";

/** Why the first certificate of an order may not be issued: what is not proved, and a date that does not fit. */
export function originalRefusals(facts: OrderFacts, wish: DuplicateWish | null, now: Date): DuplicateRefusal[] {
  const order = `/orders/${facts.number}`;
  return [
    ...domainRefusals(facts.domains),
    ...(facts.validationType === ValidationType.DV ? [] : organizationRefusals(facts, order)),
    ...validityRefusals(facts, wish?.validTo ?? null, order, now),
  ];
}
