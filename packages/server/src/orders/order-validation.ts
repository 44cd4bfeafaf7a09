import { type Product, productOf } from "@duplicert/shared/products";
import type { Validation } from "@duplicert/shared/validation";
import { type EntityManager, In } from "typeorm";
import { Domain } from "../domains/domain.ts";
import { DomainProof, validationOfName } from "../domains/domain-proof.ts";
import type { Context } from "../foundation/context.ts";
import { Organization } from "../organizations/organization.ts";
import { OrganizationProof, validationOfOrganization } from "../organizations/organization-proof.ts";
import type { Order } from "./order.ts";
import { OrderName } from "./order-name.ts";

/** What is proved of an order at one moment: each of its names, and its organization. */
export interface OrderValidation {
  domains: { name: OrderName; domain: Domain; validation: Validation }[];
  organization: { organization: Organization; validation: Validation } | null;
}

/** The state of validation of many orders: what the pages show and what the rules are told. */
export async function orderValidations(
  db: EntityManager,
  orders: readonly Order[],
  now: Date,
): Promise<Map<string, OrderValidation>> {
  const names = await db.find(OrderName, {
    where: { orderId: In(orders.map((o) => o.id)) },
    order: { position: "ASC" },
  });
  const domainIds = [...new Set(names.map((n) => n.domainId))];
  const domains = new Map((await db.findBy(Domain, { id: In(domainIds) })).map((d) => [d.id, d]));
  const domainProofs = await db.findBy(DomainProof, { domainId: In(domainIds) });
  const organizationIds = orders.flatMap((o) => o.organizationId ?? []);
  const organizations = new Map((await db.findBy(Organization, { id: In(organizationIds) })).map((o) => [o.id, o]));
  const organizationProofs = await db.findBy(OrganizationProof, { organizationId: In(organizationIds) });

  const validationOf = (name: OrderName) => {
    const domain = domains.get(name.domainId);
    if (!domain) throw new Error(`order name ${name.id} points to no domain`);
    const proofs = domainProofs.filter((p) => p.domainId === domain.id);
    return { name, domain, validation: validationOfName(domain.name, name.dnsName, proofs, now) };
  };
  return new Map(
    orders.map((order) => [
      order.id,
      {
        domains: names.filter((n) => n.orderId === order.id).map(validationOf),
        organization: organizationOf(order, organizations, organizationProofs, now),
      },
    ]),
  );
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
