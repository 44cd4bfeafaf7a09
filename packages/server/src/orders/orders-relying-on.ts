import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import type { SelectQueryBuilder } from "typeorm";
import { Domain } from "../domains/domain.ts";
import { type Keyset, readPage } from "../foundation/connection.ts";
import type { Context } from "../foundation/context.ts";
import { Organization } from "../organizations/organization.ts";
import { visibleOrders } from "./find-order.ts";
import type { Order } from "./order.ts";
import { OrderConnection } from "./order-list.ts";

type Orders = InstanceType<typeof OrderConnection>;

const newestFirst: Keyset<Order> = {
  columns: [{ path: "o.number", cast: "bigint", valueOf: (order) => order.number }],
  direction: "DESC",
};

const items = { nullable: true, defaultValue: 25, description: "Items a page, 1 to 100." };
const cursor = { nullable: true, description: "`pageInfo.endCursor` of the page before." };

@Resolver(() => Domain)
export class OrdersOfDomain {
  @FieldResolver(() => OrderConnection, {
    description: "The orders you may see with a name that is this domain or under it, newest first.",
  })
  orders(
    @Root() domain: Domain,
    @Arg("first", () => Int, items) first: number | null,
    @Arg("after", () => String, cursor) after: string | null,
    @Ctx() context: Context,
  ): Promise<Orders> {
    // read backwards, what is under a domain begins with it: "/" comes next after "."
    const under = `o.id in (select n.order_id from order_name n where n.account_id = :account and (reverse(n.dns_name) = reverse(:name)
      or (reverse(n.dns_name) ~>=~ (reverse(:name) || '.') and reverse(n.dns_name) ~<~ (reverse(:name) || '/'))))`;
    const named = { account: domain.accountId, name: domain.name };
    return page(context, (query) => query.andWhere(under, named), { first, after });
  }
}

@Resolver(() => Organization)
export class OrdersOfOrganization {
  @FieldResolver(() => OrderConnection, { description: "The orders you may see that name it, newest first." })
  orders(
    @Root() organization: Organization,
    @Arg("first", () => Int, items) first: number | null,
    @Arg("after", () => String, cursor) after: string | null,
    @Ctx() context: Context,
  ): Promise<Orders> {
    const { id } = organization;
    return page(context, (query) => query.andWhere("o.organizationId = :organization", { organization: id }), {
      first,
      after,
    });
  }
}

function page(
  context: Context,
  narrow: (query: SelectQueryBuilder<Order>) => SelectQueryBuilder<Order>,
  args: { first: number | null; after: string | null },
): Promise<Orders> {
  return context.look(async (db) =>
    OrderConnection.of(await readPage(narrow(visibleOrders(db, context.viewer)), newestFirst, args)),
  );
}
