import { wishedNames } from "@duplicert/shared/duplicate-refusals";
import { type ReissueEffect, reissueEffect } from "@duplicert/shared/reissue-effect";
import { type ReissueWish, reissueDefaults, reissueRequestRefusals } from "@duplicert/shared/reissue-request-refusals";
import type { SignatureHash } from "@duplicert/shared/signature-hash";
import { wholeSecond } from "@duplicert/shared/validity";
import type { Certificate } from "../certificates/certificate.ts";
import { earlierCertificates } from "../certificates/earlier-certificates.ts";
import { factsOf } from "../certificates/facts-of.ts";
import { CsrRejected } from "../csrs/csr-rejected.ts";
import { type KnownCsr, readCsrForAccount, withLedger } from "../csrs/read-csr-for-account.ts";
import { suffixFacts } from "../domains/public-suffix.ts";
import type { Context } from "../foundation/context.ts";
import type { Tx } from "../foundation/transact.ts";
import { findOrder } from "../orders/find-order.ts";
import type { Order } from "../orders/order.ts";
import { OrderNotFound } from "../orders/order-not-found.ts";
import { refuseFloods } from "../orders/refuse-floods.ts";
import { openReissues, reissueFacts } from "./reissue-facts.ts";
import { ReissueRefused } from "./reissue-refused.ts";
import type { RequestReissueInput } from "./request-reissue-input.ts";

/** A wish that the rules allow now, its defaults filled in, and what it does to what there is. */
export interface AllowedReissue {
  csr: KnownCsr;
  order: Order;
  commonName: string;
  dnsNames: string[];
  /** What was named, or else what the default is now. */
  validTo: Date;
  signatureHash: SignatureHash;
  effect: ReissueEffect;
  /** What would be revoked if it is issued; empty when it leaves out no name. */
  revokes: Certificate[];
}

/** One that they do not allow; the order, once it is known. */
interface RefusedReissue {
  problem: CsrRejected | OrderNotFound | ReissueRefused;
  order: Order | null;
}

/** Judges a wish, all but whether its key is still free. Locks the order for update: a request changes it. */
export async function judgeReissue(
  tx: Tx,
  context: Context,
  input: RequestReissueInput,
): Promise<AllowedReissue | RefusedReissue> {
  const { now } = context;
  refuseFloods(input);
  const read = await readCsrForAccount(tx, context, input.csr);
  const { csr, faults } = read;
  if (!csr || faults.length > 0) {
    const all = await withLedger(tx, context, read, input.serverName ?? null);
    return { problem: new CsrRejected(all.faults), order: null };
  }

  const order = await findOrder(tx, context.viewer, input.orderNumber, "update");
  if (!order) return { problem: new OrderNotFound(input.orderNumber), order };

  const pending = (await openReissues(tx, [order.id])).get(order.id) ?? null;
  const earlier = await earlierCertificates(tx, order.id, now);
  const facts = reissueFacts(order, await factsOf(tx, order, now), pending, earlier);
  const wish = wishOf(input);
  const reasons = reissueRequestRefusals(facts, wish, now, suffixFacts);
  if (reasons.length > 0) return { problem: new ReissueRefused(reasons), order };

  const defaults = reissueDefaults(facts, now);
  if (!facts.primary || !defaults)
    throw new Error(`order ${order.number} has no primary certificate although the rules allow a reissue`);
  const names = wishedNames(facts.primary, wish);
  const effect = reissueEffect(facts.primary.dnsNames, names.dnsNames);
  return {
    ...{ csr, order, ...names, effect },
    validTo: wish.validTo ?? defaults.validTo,
    signatureHash: wish.signatureHash ?? defaults.signatureHash,
    revokes: effect.revokesEarlier ? earlier : [],
  };
}

/** What is asked for, in the rule's terms: null stands for the default; fractions of a second are cut. */
function wishOf(input: RequestReissueInput): ReissueWish {
  return {
    commonName: input.commonName ?? null,
    dnsNames: input.dnsNames ?? null,
    validTo: input.validTo ? wholeSecond(input.validTo) : null,
    signatureHash: input.signatureHash ?? null,
    domainMethod: input.domainMethod ?? null,
    revokeEarlier: input.revokeEarlier ?? false,
  };
}
