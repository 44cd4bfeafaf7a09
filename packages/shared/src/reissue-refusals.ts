import { type DuplicateRefusal, type DuplicateWish, type OrderFacts, orderRefusals } from "./duplicate-refusals.ts";
import { originalRefusals } from "./original-refusals.ts";

/**
 * Why a certificate that takes the place of the primary one may not be issued: the order's state, what is not proved, and
 * a date that does not fit. Its subject is written anew, from the organization as it is validated now.
 */
export function reissueRefusals(facts: OrderFacts, wish: DuplicateWish | null, now: Date): DuplicateRefusal[] {
  const organization = facts.organization && { ...facts.organization, certifiedAs: null };
  const order = `/orders/${facts.number}`;
  const elsewhere: DuplicateRefusal[] = facts.issuedElsewhere
    ? [{ code: "ISSUER_CANNOT_DUPLICATE", subject: "IMPORTED", path: order }]
    : [];
  return [...orderRefusals(facts), ...elsewhere, ...originalRefusals({ ...facts, organization }, wish, now)];
}
