import { type ClassType, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { EntityManager } from "typeorm";
import type { KnownOrder } from "../certificates/facts-of.ts";
import { issuancesById } from "../certificates/issuance.ts";
import type { Context } from "../foundation/context.ts";
import { ValidationType } from "../foundation/validation-type.ts";
import { Order, ordersById } from "../orders/order.ts";
import { OrderDomain, orderDomains } from "../orders/order-domain.ts";
import { type OrderValidation, orderValidation } from "../orders/order-validation.ts";
import type { AnewRequest } from "./issues-anew.ts";
import { OrderRequest } from "./order-request.ts";
import { knownForRequest, planRequest } from "./plan-request.ts";
import { ReissueRequest } from "./reissue-request.ts";
import { DuplicateRefusal, DuplicateRefused } from "./request-problems.ts";

/** What the rules are told of the order of a request, for what it asks for; read once. */
export async function knownRequestOf(context: Context, request: AnewRequest): Promise<KnownOrder> {
  return (await context.many(loadKnown).load(request)) as KnownOrder;
}

async function loadKnown(
  db: EntityManager,
  requests: readonly AnewRequest[],
  { now }: { now: Date },
): Promise<Map<AnewRequest, KnownOrder>> {
  return eachOnItsOrder(db, requests, (order, request) => knownForRequest(db, order, request, now));
}

async function loadValidation(
  db: EntityManager,
  requests: readonly AnewRequest[],
  { now }: { now: Date },
): Promise<Map<AnewRequest, OrderValidation>> {
  return eachOnItsOrder(db, requests, (order, { id, dnsNames }) =>
    orderValidation(db, order, { dnsNames, requestId: id }, now),
  );
}

async function eachOnItsOrder<T>(
  db: EntityManager,
  requests: readonly AnewRequest[],
  read: (order: Order, request: AnewRequest) => Promise<T>,
): Promise<Map<AnewRequest, T>> {
  const found = new Map<AnewRequest, T>();
  for (const request of requests) {
    const order = await db.findOneByOrFail(Order, { id: request.orderId });
    found.set(request, await read(order, request));
  }
  return found;
}

/** The fields by which a request of either kind shows what it waits for. */
function waitingFieldsOf(Request: ClassType<AnewRequest>) {
  @Resolver(() => Request)
  class WaitingFields {
    @FieldResolver(() => [OrderDomain], {
      description:
        "Every name asked for, with its own validation: on a DV order for this request alone. All must be VALIDATED before it is issued.",
    })
    async domains(@Root() request: AnewRequest, @Ctx() context: Context): Promise<OrderDomain[]> {
      const validation = (await context.many(loadValidation).load(request)) as OrderValidation;
      return orderDomains(request.id, validation.domains, { orderId: request.orderId, requestId: request.id });
    }

    @FieldResolver(() => ValidationType, {
      nullable: true,
      description: "Whether the order's organization is proved now, to the level that is asked for. Null on DV orders.",
    })
    async organizationValidation(
      @Root() request: AnewRequest,
      @Ctx() context: Context,
    ): Promise<ValidationType | null> {
      const validation = await context.many(loadValidation).load(request);
      return validation?.organization?.validation ?? null;
    }

    @FieldResolver(() => [DuplicateRefusal], {
      description:
        "What stands against issuing it now, each with what to do: proofs that are missing, above all. Empty when nothing does, and once it is being issued, is issued, rejected or canceled. What CAA records forbid is found at the signature: that is told in `failure`.",
    })
    async waitsFor(@Root() request: AnewRequest, @Ctx() context: Context): Promise<DuplicateRefusal[]> {
      if (!(await mayYetBeIssued(request, context))) return [];
      const order = (await context.many(ordersById).load(request.orderId)) as Order;
      const known = await knownRequestOf(context, request);
      const planned = await context.look((db) => planRequest(db, context, order, known, request));
      return planned instanceof DuplicateRefused ? planned.reasons : [];
    }
  }
  return WaitingFields;
}

async function mayYetBeIssued({ state, issuanceId }: AnewRequest, context: Context): Promise<boolean> {
  if (state === "REJECTED" || state === "CANCELED") return false;
  return issuanceId === null || (await context.many(issuancesById).load(issuanceId))?.state === "FAILED";
}

export const OrderRequestWaiting = waitingFieldsOf(OrderRequest);
export const ReissueRequestWaiting = waitingFieldsOf(ReissueRequest);
