import { covers } from "@duplicert/shared/dns-name";
import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { EntityManager } from "typeorm";
import { DomainChallenge } from "../domains/domain-challenge.ts";
import { namesAbove } from "../domains/names-above.ts";
import type { Context, Viewer } from "../foundation/context.ts";
import { type Order, ordersById } from "../orders/order.ts";
import { OrderDomain } from "../orders/order-domain.ts";
import { productOfOrder } from "../orders/order-validation.ts";
import { CertificateRequest, requestsById } from "./certificate-request.ts";
import { seesRequestsOn } from "./open-request.ts";
import { anewRequestOfOrder } from "./order-request-field.ts";

@Resolver(() => OrderDomain)
export class OrderDomainChallenge {
  @FieldResolver(() => DomainChallenge, {
    nullable: true,
    description:
      "The open challenge that would prove the name if it were met: on a DV order the request's own, else the account's. Null when there is none, or it is not for such a name.",
  })
  async challenge(@Root() { name, asked }: OrderDomain, @Ctx() context: Context): Promise<DomainChallenge | null> {
    const order = (await context.many(ordersById).load(asked.orderId)) as Order;
    const ownOnly = productOfOrder(order).validationType === "DV";
    const requestId = asked.requestId ?? (await context.many(anewRequestOfOrder).load(order.id))?.id;
    if (ownOnly && !requestId) return null;
    return (await context.many(openChallengeFor).load(`${ownOnly ? requestId : ""} ${name}`)) ?? null;
  }
}

@Resolver(() => DomainChallenge)
export class ChallengeRequest {
  @FieldResolver(() => CertificateRequest, {
    nullable: true,
    description:
      "The request on a DV order that it serves alone; null: it serves every OV and EV order, or one that you may not see.",
  })
  async request(@Root() { requestId }: DomainChallenge, @Ctx() context: Context): Promise<CertificateRequest | null> {
    const request = requestId ? await context.many(requestsById).load(requestId) : null;
    const order = request && (await context.many(ordersById).load(request.orderId));
    return order && seesRequestsOn(context.viewer, order) ? request : null;
  }
}

/** By "<request or nothing> <name>": the nearest open challenge whose proof would count for that name. */
async function openChallengeFor(
  db: EntityManager,
  keys: readonly string[],
  { viewer, now }: { viewer: Viewer; now: Date },
): Promise<Map<string, DomainChallenge>> {
  const asked = keys.map((key) => ({ key, ...partsOf(key) }));
  const rows: { id: string; domain: string }[] = await db.query(
    `select c.id, d.name as domain from domain_challenge c join domain d on d.id = c.domain_id
     where d.account_id = $1 and d.name = any($2) and c.state = 'OPEN' and c.expires_at > $3
       and (c.request_id is null or c.request_id = any($4))`,
    [
      viewer.accountId,
      [...new Set(asked.flatMap(({ name }) => namesAbove(name)))],
      now,
      [...new Set(asked.flatMap(({ requestId }) => requestId ?? []))],
    ],
  );
  const domainOf = new Map(rows.map((row) => [row.id, row.domain]));
  const open = rows.length > 0 ? await challengesOf(db, [...domainOf.keys()]) : [];
  const found = new Map<string, DomainChallenge>();
  for (const { key, requestId, name } of asked) {
    const serving = open.filter((one) => one.requestId === requestId && reaches(one, domainOf.get(one.id)!, name));
    const [nearest] = serving.sort((a, b) => domainOf.get(b.id)!.length - domainOf.get(a.id)!.length);
    if (nearest) found.set(key, nearest);
  }
  return found;
}

function partsOf(key: string): { requestId: string | null; name: string } {
  const at = key.indexOf(" ");
  return { requestId: key.slice(0, at) || null, name: key.slice(at + 1) };
}

function challengesOf(db: EntityManager, ids: string[]): Promise<DomainChallenge[]> {
  return db.createQueryBuilder(DomainChallenge, "c").whereInIds(ids).getMany();
}

// BR 3.2.2.4.18: a file speaks for the exact name alone
const reaches = ({ method }: DomainChallenge, domain: string, name: string): boolean =>
  method === "HTTP_FILE" ? domain === name : covers(domain, name);
