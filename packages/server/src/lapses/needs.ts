import { covers } from "@duplicert/shared/dns-name";
import { productKeysOf } from "@duplicert/shared/products";
import { seesAllOrders } from "@duplicert/shared/roles";
import type { EntityManager } from "typeorm";
import type { Domain } from "../domains/domain.ts";
import type { NameToProve } from "../domains/name-validation.ts";
import type { Viewer } from "../foundation/context.ts";

/** A name that has to be proved for an order, or for a reissue that waits on it. */
export interface Need extends NameToProve {
  orderId: string;
  /** Null: of the order as it stands. */
  requestId: string | null;
}

// not over; a DV order's proofs are its requests' own; of an imported order nothing is issued until the built-in CA may
const open = `o.state in ('NEEDS_APPROVAL', 'PENDING', 'PROCESSING', 'ISSUED', 'REISSUE_PENDING') and o.valid_to >= $2
  and o.product <> all($3::text[]) and o.issuing_ca_id is not null`;
const seen = "($4::uuid is null or o.account_id = $4) and ($5::uuid is null or o.placed_by = $5)";

/** Whose orders are asked for: everybody's, or those that somebody sees. */
export type Eyes = Viewer | null;

function parameters(ids: readonly string[], now: Date, eyes: Eyes): unknown[] {
  const own = eyes && !seesAllOrders(eyes.role) ? eyes.id : null;
  return [ids, now, productKeysOf("DV"), eyes?.accountId ?? null, own];
}

/** The names under each of these domains that orders and waiting reissues need, by the domain's id. */
export async function needsUnder(
  db: EntityManager,
  domains: readonly Domain[],
  now: Date,
  eyes: Eyes,
): Promise<Map<string, Need[]>> {
  const told = parameters(
    domains.map(({ id }) => id),
    now,
    eyes,
  );
  // read backwards, what is under a domain begins with it: "/" comes next after "."
  const ofOrders: (Need & { under: string })[] = await db.query(
    `select d.id as under, o.account_id as "accountId", o.id as "orderId", null as "requestId", n.dns_name as "dnsName",
       n.domain_id as "domainId"
     from domain d cross join lateral (
       select * from order_name where account_id = d.account_id and reverse(dns_name) = reverse(d.name)
       union all
       select * from order_name where account_id = d.account_id and reverse(dns_name) ~>=~ (reverse(d.name) || '.')
         and reverse(dns_name) ~<~ (reverse(d.name) || '/')) n
     join "order" o on o.id = n.order_id
     where d.id = any($1) and ${open} and ${seen}`,
    told,
  );
  const ofReissues: Need[] = await db.query(
    `select o.account_id as "accountId", o.id as "orderId", r.id as "requestId", name as "dnsName", null as "domainId"
     from certificate_request r join "order" o on o.id = r.order_id cross join unnest(r.dns_names) as name
     where r.account_id in (select account_id from domain where id = any($1)) and r.kind = 'REISSUE' and ${waits} and ${open} and ${seen}`,
    told,
  );
  const byDomain = Map.groupBy(ofOrders, ({ under }) => under);
  return new Map(
    domains.map((domain) => {
      const orders = byDomain.get(domain.id) ?? [];
      const reissues = ofReissues.filter(
        ({ accountId, dnsName }) => accountId === domain.accountId && covers(domain.name, dnsName),
      );
      return [domain.id, [...orders, ...reissues].map((need) => ({ ...need, counts: "EVERY_ORDER" as const }))];
    }),
  );
}

const waits = "(r.state in ('SUBMITTED', 'PENDING') or (r.state = 'APPROVED' and r.issuance_id is null))";

/** Of each of these orders the requests that wait and need what the order needs; a reissue needs names of its own. */
export async function waitingOn(
  db: EntityManager,
  orderIds: readonly string[],
  kinds: readonly string[],
): Promise<Map<string, string[]>> {
  const rows: { id: string; orderId: string }[] = await db.query(
    `select r.id, r.order_id as "orderId" from certificate_request r
     where r.order_id = any($1) and r.kind = any($2) and ${waits} order by r.requested_at, r.id`,
    [orderIds, kinds],
  );
  const found = Map.groupBy(rows, ({ orderId }) => orderId);
  return new Map([...found].map(([orderId, requests]) => [orderId, requests.map(({ id }) => id)]));
}

/** The orders of that level that name each of these organizations, by the organization's id. */
export async function ordersNaming(
  db: EntityManager,
  organizationIds: readonly string[],
  level: "OV" | "EV",
  now: Date,
  eyes: Eyes,
): Promise<Map<string, string[]>> {
  const rows: { id: string; organizationId: string }[] = await db.query(
    `select o.id, o.organization_id as "organizationId" from "order" o
     where o.organization_id = any($1) and ${open} and ${seen} and o.product = any($6) order by o.number`,
    [...parameters(organizationIds, now, eyes), productKeysOf(level)],
  );
  const found = Map.groupBy(rows, ({ organizationId }) => organizationId);
  return new Map([...found].map(([id, orders]) => [id, orders.map((order) => order.id)]));
}
