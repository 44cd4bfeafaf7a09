import { OrderStatus } from "@duplicert/shared/order-status";
import { Arg, Ctx, Field, InputType, Int, Query, Resolver, registerEnumType } from "type-graphql";
import { Brackets, type SelectQueryBuilder } from "typeorm";
import { connectionOf, type Keyset, type KeysetColumn, readPage } from "../foundation/connection.ts";
import type { Context } from "../foundation/context.ts";
import { plainText } from "../foundation/plain-text.ts";
import { visibleOrders } from "./find-order.ts";
import { Order } from "./order.ts";

export const OrderConnection = connectionOf(Order, "Order");
type OrderConnection = InstanceType<typeof OrderConnection>;

export const OrderSort = {
  NUMBER_DESC: "NUMBER_DESC",
  NUMBER_ASC: "NUMBER_ASC",
  ORDER_VALID_TO_ASC: "ORDER_VALID_TO_ASC",
  ORDER_VALID_TO_DESC: "ORDER_VALID_TO_DESC",
  COMMON_NAME_ASC: "COMMON_NAME_ASC",
  COMMON_NAME_DESC: "COMMON_NAME_DESC",
} as const;
export type OrderSort = (typeof OrderSort)[keyof typeof OrderSort];
registerEnumType(OrderSort, {
  name: "OrderSort",
  description: "How the list is sorted; equal ones by number.",
  valuesConfig: {
    NUMBER_DESC: { description: "Newest first." },
    NUMBER_ASC: { description: "Oldest first." },
    ORDER_VALID_TO_ASC: { description: "Those that end soonest first." },
    ORDER_VALID_TO_DESC: { description: "Those that end latest first." },
    COMMON_NAME_ASC: { description: "By common name, a to z." },
    COMMON_NAME_DESC: { description: "By common name, z to a." },
  },
});

@InputType({ description: "Which orders to list; all conditions hold." })
export class OrderFilter {
  @Field(() => [OrderStatus], {
    nullable: true,
    description: "Only orders in one of these states; an empty list or null means any.",
  })
  status?: OrderStatus[] | null;

  @Field(() => String, {
    nullable: true,
    description: "Part of a DNS name or of the organization's name, or the order number; case does not matter.",
  })
  text?: string | null;
}

const number: KeysetColumn<Order> = { path: "o.number", cast: "bigint", valueOf: (order: Order) => order.number };
const validTo: KeysetColumn<Order> = {
  path: "o.orderValidTo",
  cast: "timestamptz",
  valueOf: (order: Order) => order.orderValidTo.toISOString(),
};
const commonName: KeysetColumn<Order> = {
  path: "o.commonName",
  cast: "text",
  valueOf: (order: Order) => order.commonName,
};
const keysets: Record<OrderSort, Keyset<Order>> = {
  NUMBER_DESC: { columns: [number], direction: "DESC" },
  NUMBER_ASC: { columns: [number], direction: "ASC" },
  ORDER_VALID_TO_ASC: { columns: [validTo, number], direction: "ASC" },
  ORDER_VALID_TO_DESC: { columns: [validTo, number], direction: "DESC" },
  COMMON_NAME_ASC: { columns: [commonName, number], direction: "ASC" },
  COMMON_NAME_DESC: { columns: [commonName, number], direction: "DESC" },
};

@Resolver()
export class OrderList {
  @Query(() => OrderConnection, {
    description: "The orders you may see, a page at a time, newest first unless sorted otherwise.",
  })
  orders(
    @Arg("first", () => Int, { nullable: true, defaultValue: 25, description: "Items a page, 1 to 100." }) first:
      | number
      | null,
    @Arg("after", () => String, { nullable: true, description: "`pageInfo.endCursor` of the page before." }) after:
      | string
      | null,
    @Arg("filter", () => OrderFilter, { nullable: true, description: "Which ones; default: all." })
    filter: OrderFilter | null,
    @Arg("sort", () => OrderSort, { nullable: true, description: "Default NUMBER_DESC." }) sort: OrderSort | null,
    @Ctx() context: Context,
  ): Promise<OrderConnection> {
    return context.look(async (db) => {
      const query = visibleOrders(db, context.viewer);
      if (filter?.status?.length) inStatus(query, filter.status, context.now);
      const text = plainText("text", filter?.text, 253);
      if (text) holdingText(query, text);
      return OrderConnection.of(await readPage(query, keysets[sort ?? "NUMBER_DESC"], { first, after }));
    });
  }
}

// EXPIRED is not stored: an order ISSUED or REISSUE_PENDING past its end reads as EXPIRED; the end itself is part of it, as in orderStatus.
function inStatus(query: SelectQueryBuilder<Order>, status: OrderStatus[], now: Date): void {
  const states = status.filter((s) => s !== OrderStatus.EXPIRED);
  query.andWhere(
    new Brackets((either) => {
      either.where(
        "o.state in (:...states) and not (o.state in ('ISSUED', 'REISSUE_PENDING') and o.orderValidTo < :now)",
        {
          states: states.length > 0 ? states : [""],
          now,
        },
      );
      if (status.includes(OrderStatus.EXPIRED))
        either.orWhere("o.state in ('ISSUED', 'REISSUE_PENDING') and o.orderValidTo < :now");
    }),
  );
}

function holdingText(query: SelectQueryBuilder<Order>, text: string): void {
  const like = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  query.andWhere(
    `(cast(o.number as text) = :text
      or exists (select 1 from order_name n where n.order_id = o.id and n.dns_name ilike :like)
      or exists (select 1 from organization g where g.id = o.organization_id and g.legal_name ilike :like))`,
    { text: text.replace(/^#\s*/, ""), like },
  );
}
