import { type Product, productOf } from "@duplicert/shared/products";
import type { Validation } from "@duplicert/shared/validation";
import { type EntityManager, In } from "typeorm";
import type { Domain } from "../domains/domain.ts";
import { type CountingProofs, type NameToProve, validationsOfNames } from "../domains/name-validation.ts";
import type { Context } from "../foundation/context.ts";
import { Organization } from "../organizations/organization.ts";
import { OrganizationProof, validationOfOrganization } from "../organizations/organization-proof.ts";
import type { Order } from "./order.ts";
import { OrderName } from "./order-name.ts";

/** What is proved of an order at one moment: each of its names, and its organization. */
export interface OrderValidation {
  domains: { name: string; domain: Domain; validation: Validation }[];
  organization: { organization: Organization; validation: Validation } | null;
}

/** What a request wants proved instead of the order as it stands: its names, and on a DV order for itself alone. */
export interface WantedProofs {
  dnsNames: readonly string[];
  /** The request on a DV order; null for what was issued without one. */
  requestId: string | null;
}

/** The state of validation of many orders: what the pages show and what the rules are told. */
export async function orderValidations(
  db: EntityManager,
  orders: readonly Order[],
  now: Date,
): Promise<Map<string, OrderValidation>> {
  return validationsFor(
    db,
    orders.map((order) => ({ order, wanted: null })),
    now,
  );
}

/** The state of validation of an order for what a request wants; null: for the order as it stands. */
export async function orderValidation(
  db: EntityManager,
  order: Order,
  wanted: WantedProofs | null,
  now: Date,
): Promise<OrderValidation> {
  return (await validationsFor(db, [{ order, wanted }], now)).get(order.id) as OrderValidation;
}

async function validationsFor(
  db: EntityManager,
  asked: readonly { order: Order; wanted: WantedProofs | null }[],
  now: Date,
): Promise<Map<string, OrderValidation>> {
  const orders = asked.map(({ order }) => order);
  const rows = await db.find(OrderName, {
    where: { orderId: In(orders.map((o) => o.id)) },
    order: { position: "ASC" },
  });
  const requests = await requestsOnDv(db, orders);
  const names = asked.flatMap(({ order, wanted }) => {
    const own = rows.filter((row) => row.orderId === order.id);
    const isDv = productOfOrder(order).validationType === "DV";
    const counts = countingProofs(order, wanted, requests.get(order.id) ?? []);
    return (wanted?.dnsNames ?? own.map((row) => row.dnsName)).map((dnsName): NameToProve & { orderId: string } => ({
      orderId: order.id,
      accountId: order.accountId,
      dnsName,
      // on a DV order each method has its own place for the challenge: the nearest domain is the one that it is on
      domainId: isDv ? null : (own.find((row) => row.dnsName === dnsName)?.domainId ?? null),
      counts,
    }));
  });
  const states = await validationsOfNames(db, names, now);
  const organizationIds = orders.flatMap((o) => o.organizationId ?? []);
  const organizations = new Map((await db.findBy(Organization, { id: In(organizationIds) })).map((o) => [o.id, o]));
  const organizationProofs = await db.findBy(OrganizationProof, { organizationId: In(organizationIds) });
  const domainsOf = (order: Order) =>
    names.flatMap((one, i) => (one.orderId === order.id ? [{ name: one.dnsName, ...states[i]! }] : []));
  return new Map(
    orders.map((order) => [
      order.id,
      { domains: domainsOf(order), organization: organizationOf(order, organizations, organizationProofs, now) },
    ]),
  );
}

// A DV proof serves one request. Where no request asks, as on the page of an order, all of its own are worth showing: no rule reads it.
function countingProofs(order: Order, wanted: WantedProofs | null, requests: readonly string[]): CountingProofs {
  if (productOfOrder(order).validationType !== "DV") return "EVERY_ORDER";
  if (wanted) return { requestIds: [wanted.requestId] };
  // what was ordered before there were requests was proved without one
  return { requestIds: requests.length > 0 ? requests : [null] };
}

// Asked of the table: `requests/` is a younger room.
async function requestsOnDv(db: EntityManager, orders: readonly Order[]): Promise<Map<string, string[]>> {
  const dv = orders.filter((order) => productOfOrder(order).validationType === "DV").map(({ id }) => id);
  if (dv.length === 0) return new Map();
  const rows: { id: string; orderId: string }[] = await db.query(
    `select id, order_id as "orderId" from certificate_request where order_id = any($1) and kind in ('ORIGINAL', 'REISSUE')`,
    [dv],
  );
  return new Map(dv.map((id) => [id, rows.filter((row) => row.orderId === id).map((row) => row.id)]));
}

function organizationOf(
  order: Order,
  organizations: Map<string, Organization>,
  proofs: OrganizationProof[],
  now: Date,
) {
  const organization = order.organizationId ? organizations.get(order.organizationId) : undefined;
  if (!organization) return null;
  const kind = productOfOrder(order).validationType === "EV" ? "EV" : "OV";
  const own = proofs.filter((p) => p.organizationId === organization.id);
  return { organization, validation: validationOfOrganization(kind, own, now) };
}

/** What was ordered. */
export function productOfOrder(order: Order): Product {
  return productOf(order.productKey);
}

/** The state of validation of one order as of the operation's now; asked for many orders at once, it is read once. */
export async function orderValidationOf(context: Context, order: Order): Promise<OrderValidation> {
  const found = await context.many(loadValidations).load(order);
  if (!found) throw new Error(`order ${order.id} has no state of validation`);
  return found;
}

async function loadValidations(
  db: EntityManager,
  orders: readonly Order[],
  { now }: { now: Date },
): Promise<Map<Order, OrderValidation>> {
  const found = await orderValidations(db, orders, now);
  return new Map(orders.map((order) => [order, found.get(order.id) as OrderValidation]));
}
