import type { DuplicateRefusal } from "@duplicert/shared/duplicate-refusal";
import { duplicateDefaults } from "@duplicert/shared/duplicate-refusals";
import { type IssuanceKind, issuanceRefusals } from "@duplicert/shared/issuance-refusals";
import type { SignatureHash } from "@duplicert/shared/signature-hash";
import { maxValidTo } from "@duplicert/shared/validity";
import { type Plan, planSha256 } from "../ca/plan.ts";
import type { Context } from "../foundation/context.ts";
import type { Order } from "../orders/order.ts";
import { type Certified, planOf } from "./authorize-issuance.ts";
import type { KnownOrder } from "./facts-of.ts";
import type { IssuingCa } from "./issuing-ca.ts";

/** What is asked for, its defaults filled in. Only the date may be left open: null is the default of the moment. */
export interface Wanted {
  kind: IssuanceKind;
  spkiDer: Uint8Array;
  commonName: string;
  dnsNames: string[];
  validTo: Date | null;
  signatureHash: SignatureHash;
}

/** What the rules allow now: the whole content, its hash, the CA that would sign it, and what that was judged by. */
export interface Planned {
  known: KnownOrder;
  ca: IssuingCa;
  certified: Certified;
  plan: Plan;
  sha256: string;
}

/**
 * Asks the rules, and writes out what would be issued: the reasons why not, or the plan. The one way to a plan, whoever
 * asks: a preview, a request, an approval.
 */
export function planIssuance(
  { now, addresses }: Pick<Context, "now" | "addresses">,
  order: Order,
  known: KnownOrder,
  wanted: Wanted,
): DuplicateRefusal[] | Planned {
  const reasons = issuanceRefusals[wanted.kind](known.facts, wanted, now);
  if (reasons.length > 0) return reasons;
  const { ca, subject, validTo } = wanted.kind === "DUPLICATE" ? copied(order, known, now) : anew(order, known, now);
  if (!ca) {
    const subject = known.facts.issuedElsewhere ? "IMPORTED" : null;
    return [{ code: "ISSUER_CANNOT_DUPLICATE", subject, path: `/orders/${order.number}` }];
  }
  const certified: Certified = {
    spkiDer: wanted.spkiDer,
    subject: { ...subject, commonName: wanted.commonName },
    dnsNames: wanted.dnsNames,
    validTo: wanted.validTo ?? validTo,
    signatureHash: wanted.signatureHash,
  };
  const plan = planOf(order, ca, certified, addresses.pkiUrl);
  return { known, ca, certified, plan, sha256: planSha256(plan) };
}

/** What is left open is the primary certificate's. */
function copied(order: Order, { facts, issuer: ca, subject }: KnownOrder, now: Date) {
  const defaults = duplicateDefaults(facts, now);
  if (!ca || !subject || !defaults)
    throw new Error(`order ${order.number} cannot be planned although the rules allow it`);
  return { ca, subject, validTo: defaults.validTo };
}

/** What is left open is the order's: its CA, its organization as it is now, and the longest validity there is. */
function anew(order: Order, { anew: { issuer: ca, subject } }: KnownOrder, now: Date) {
  return { ca, subject, validTo: maxValidTo(order.orderValidTo, now) };
}
