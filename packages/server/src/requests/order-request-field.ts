import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { type EntityManager, In } from "typeorm";
import type { Context, Viewer } from "../foundation/context.ts";
import { Order } from "../orders/order.ts";
import { CertificateRequest } from "./certificate-request.ts";

@Resolver(() => Order)
export class OrderRequestField {
  @FieldResolver(() => CertificateRequest, {
    nullable: true,
    description:
      "What the order waits for, or was placed with: the reissue that waits or is being issued, or has failed since; else the request for its first certificate. Null on orders that were not placed here.",
  })
  async request(@Root() order: Order, @Ctx() context: Context): Promise<CertificateRequest | null> {
    return (await context.many(anewRequestOfOrder).load(order.id)) ?? null;
  }
}

/** By order: the reissue that goes on, else the request that it was placed with. */
export async function anewRequestOfOrder(
  db: EntityManager,
  orderIds: readonly string[],
  { viewer }: { viewer: Viewer },
): Promise<Map<string, CertificateRequest>> {
  const chosen: { id: string }[] = await db.query(
    `select distinct on (r.order_id) r.id from certificate_request r left join issuance i on i.id = r.issuance_id
     where r.account_id = $1 and r.order_id = any($2) and (r.kind = 'ORIGINAL' or (r.kind = 'REISSUE'
       and r.state in ('SUBMITTED', 'PENDING', 'APPROVED') and i.state is distinct from 'ISSUED'))
     order by r.order_id, r.kind desc, r.requested_at desc, r.id desc`,
    [viewer.accountId, [...orderIds]],
  );
  const rows = await db.findBy(CertificateRequest, { id: In(chosen.map(({ id }) => id)) });
  return new Map(rows.map((row) => [row.orderId, row]));
}
