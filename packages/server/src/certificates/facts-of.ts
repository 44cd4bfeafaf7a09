import type { OrderFacts } from "@duplicert/shared/duplicate-refusals";
import { orderStatus } from "@duplicert/shared/order-status";
import { type EntityManager, In } from "typeorm";
import type { SubjectFacts } from "../ca/profile.ts";
import type { Context } from "../foundation/context.ts";
import type { Order } from "../orders/order.ts";
import {
  type OrderValidation,
  orderValidation,
  orderValidations,
  productOfOrder,
  type WantedProofs,
} from "../orders/order-validation.ts";
import { Certificate } from "./certificate.ts";
import { certificateStatuses } from "./certificate-status.ts";
import { Issuance } from "./issuance.ts";
import { IssuingCa, isActive } from "./issuing-ca.ts";
import { namedOtherwise, subjectOf } from "./subject-of.ts";

/** All that the rules are told of an order, the rows it was read from, and the ids of the proofs it rests on. */
export interface KnownOrder {
  facts: OrderFacts;
  primary: Certificate | null;
  /** The CA that would sign a duplicate now: of the key type of the primary's, the newest that is active. */
  issuer: IssuingCa | null;
  /** What a duplicate's subject is written from: what the primary's was, or of one of another CA the organization as it is now. */
  subject: SubjectFacts | null;
  /** For a certificate that copies nothing: the CA of the order, and the organization as it is now. */
  anew: { issuer: IssuingCa | null; subject: SubjectFacts };
  proofs: string[];
  /** No certificate may begin before the newest proof it rests on. */
  newestProofAt: Date | null;
}

/**
 * The facts of one order at `now`: asked for eligibility, at request, at approval and at reserve. `wanted`: what an
 * original or a reissue has to have proved, where it is not the order as it stands.
 */
export async function factsOf(
  db: EntityManager,
  order: Order,
  now: Date,
  wanted: WantedProofs | null = null,
): Promise<KnownOrder> {
  const validations = new Map([[order.id, await orderValidation(db, order, wanted, now)]]);
  return (await factsOfMany(db, [order], now, validations)).get(order.id) as KnownOrder;
}

async function factsOfMany(
  db: EntityManager,
  orders: readonly Order[],
  now: Date,
  validations: Map<string, OrderValidation>,
): Promise<Map<string, KnownOrder>> {
  const primaries = await db.findBy(Certificate, { orderId: In(orders.map((o) => o.id)), isPrimary: true });
  const statuses = await certificateStatuses(db, primaries, now);
  const authorities = await db.findBy(IssuingCa, { isRoot: false });
  const issuances = await subjectsOf(db, primaries);

  return new Map(
    orders.map((order) => {
      const validation = validations.get(order.id) as OrderValidation;
      const primary = primaries.find((c) => c.orderId === order.id) ?? null;
      // on an imported order the built-in CA issues as long as an administrator allows it
      const issuingCaId = order.imported ? order.issuingCaId : (primary?.issuingCaId ?? null);
      const issuer = primary ? successorOf(issuingCaId, authorities, now) : null;
      const status = primary ? statuses.get(primary.id) : undefined;
      const { key, ...product } = productOfOrder(order);
      const certified = issuances.get(primary?.issuanceId ?? "") ?? null;
      const facts: OrderFacts = {
        number: order.number,
        status: orderStatus(order.state, order.orderValidTo, now),
        validationType: product.validationType,
        duplicatesAllowed: product.duplicatesAllowed,
        orderValidTo: order.orderValidTo,
        domains: validation.domains.map((d) => ({
          id: d.domain.id,
          name: d.name,
          domain: d.domain.name,
          validation: d.validation,
        })),
        organization: validation.organization && {
          id: validation.organization.organization.id,
          legalName: validation.organization.organization.legalName,
          certifiedAs: namedOtherwise(certified, subjectOf(validation.organization.organization, "")),
          validation: validation.organization.validation,
        },
        primary: primary && status ? { ...primary, status } : null,
        issuer: primary && { canDuplicate: issuer !== null, signatureHashes: issuer?.signatureHashes ?? [] },
        issuedElsewhere: order.imported && order.issuingCaId === null,
        defaultPlatform: order.defaultPlatformKey,
      };
      const anew = {
        issuer: successorOf(order.issuingCaId, authorities, now),
        subject: subjectOf(validation.organization?.organization ?? null, order.commonName),
      };
      // another CA's certificate is not copied from: its duplicate says what is validated here
      const subject = certified ?? (order.imported && primary ? anew.subject : null);
      return [order.id, { facts, primary, issuer, subject, anew, ...proofsOf(validation) }];
    }),
  );
}

type SubjectOf = Map<string, SubjectFacts>;

async function subjectsOf(db: EntityManager, primaries: Certificate[]): Promise<SubjectOf> {
  const ids = primaries.flatMap((primary) => primary.issuanceId ?? []);
  const rows = await db.find(Issuance, { select: { id: true, subjectFacts: true as never }, where: { id: In(ids) } });
  return new Map(rows.map((row) => [row.id, row.subjectFacts]));
}

// The newest: from the day a CA becomes active, what is planned anew is its, and the older ones finish what was planned for them.
function successorOf(issuingCaId: string | null, authorities: IssuingCa[], now: Date): IssuingCa | null {
  const own = authorities.find((ca) => ca.id === issuingCaId);
  const active = authorities.filter((ca) => ca.keyType === own?.keyType && isActive(ca, now));
  const newest = (a: IssuingCa, b: IssuingCa) =>
    b.activeFrom.getTime() - a.activeFrom.getTime() || (a.id === own?.id ? -1 : 1);
  return active.toSorted(newest)[0] ?? null;
}

function proofsOf(validation: OrderValidation): Pick<KnownOrder, "proofs" | "newestProofAt"> {
  const states = [
    ...validation.domains.map((d) => d.validation),
    ...(validation.organization ? [validation.organization.validation] : []),
  ];
  const times = states.flatMap((s) => (s.validFrom ? [s.validFrom.getTime()] : []));
  return {
    proofs: [...new Set(states.flatMap((s) => s.proofId ?? []))],
    newestProofAt: times.length > 0 ? new Date(Math.max(...times)) : null,
  };
}

/** The facts of one order as of the operation's now; of many asked for at once, read once. */
export async function knownOrderOf(context: Context, order: Order): Promise<KnownOrder> {
  const known = await context.many(loadFacts).load(order);
  if (!known) throw new Error(`order ${order.id} has no facts`);
  return known;
}

async function loadFacts(
  db: EntityManager,
  orders: readonly Order[],
  { now }: { now: Date },
): Promise<Map<Order, KnownOrder>> {
  const found = await factsOfMany(db, orders, now, await orderValidations(db, orders, now));
  return new Map(orders.map((order) => [order, found.get(order.id) as KnownOrder]));
}
