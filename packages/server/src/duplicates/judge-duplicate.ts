import {
  type DuplicateWish,
  duplicateDefaults,
  duplicateRefusals,
  wishedNames,
} from "@duplicert/shared/duplicate-refusals";
import { wholeSecond } from "@duplicert/shared/validity";
import type { EntityManager } from "typeorm";
import { factsOf, type KnownOrder } from "../certificates/facts-of.ts";
import { type Planned, planIssuance, type Wanted } from "../certificates/plan-issuance.ts";
import { CsrRejected } from "../csrs/csr-rejected.ts";
import { type KnownCsr, readCsrForAccount, withLedger } from "../csrs/read-csr-for-account.ts";
import type { Context } from "../foundation/context.ts";
import { findOrder, type OrderLock } from "../orders/find-order.ts";
import type { Order } from "../orders/order.ts";
import { OrderNotFound } from "../orders/order-not-found.ts";
import { refuseFloods } from "../orders/refuse-floods.ts";
import { DuplicateRefused } from "../requests/request-problems.ts";
import type { DuplicateContentInput } from "./request-duplicate-input.ts";

/** A wish that the rules allow now: its defaults filled in, and the certificate that it comes to. */
export interface AllowedWish {
  csr: KnownCsr;
  order: Order;
  wanted: Wanted;
  planned: Planned;
}

/** One that they do not allow; the order, once it is known. */
interface RefusedWish {
  problem: CsrRejected | OrderNotFound | DuplicateRefused;
  order: Order | null;
}

/** Judges a wish, all but whether its key is still free: asked by the preview and, under the order's lock, by the request. */
export async function judgeDuplicate(
  db: EntityManager,
  context: Context,
  input: DuplicateContentInput,
  lock?: OrderLock,
): Promise<AllowedWish | RefusedWish> {
  refuseFloods(input);
  const read = await readCsrForAccount(db, context, input.csr);
  const { csr, faults } = read;
  if (!csr || faults.length > 0) {
    const all = await withLedger(db, context, read, input.serverName ?? null);
    return { problem: new CsrRejected(all.faults), order: null };
  }

  const order = await findOrder(db, context.viewer, input.orderNumber, lock);
  if (!order) return { problem: new OrderNotFound(input.orderNumber), order };

  const known = await factsOf(db, order, context.now);
  const wish = wishOf(input);
  const reasons = duplicateRefusals(known.facts, wish, context.now);
  if (reasons.length > 0) return { problem: new DuplicateRefused(reasons), order };
  const wanted = wantedOf(csr, order, known, wish, context.now);
  const planned = planIssuance(context, order, known, wanted);
  return Array.isArray(planned) ? { problem: new DuplicateRefused(planned), order } : { csr, order, wanted, planned };
}

/** What is asked for, in the rule's terms: null stands for the default; fractions of a second are cut. */
function wishOf(input: DuplicateContentInput): DuplicateWish {
  return {
    commonName: input.commonName ?? null,
    dnsNames: input.dnsNames ?? null,
    validTo: input.validTo ? wholeSecond(input.validTo) : null,
    signatureHash: input.signatureHash ?? null,
  };
}

function wantedOf(csr: KnownCsr, order: Order, { facts }: KnownOrder, wish: DuplicateWish, now: Date): Wanted {
  const defaults = duplicateDefaults(facts, now);
  if (!facts.primary || !defaults)
    throw new Error(`order ${order.number} has no primary certificate although the rules allow a duplicate`);
  return {
    ...wishedNames(facts.primary, wish),
    kind: "DUPLICATE",
    spkiDer: csr.spkiDer,
    validTo: wish.validTo,
    signatureHash: wish.signatureHash ?? defaults.signatureHash,
  };
}
