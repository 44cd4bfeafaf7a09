import { OrderStatus, orderStatus } from "@duplicert/shared/order-status";
import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../foundation/context.ts";
import { Organization } from "../organizations/organization.ts";
import { organizationsById } from "../organizations/visible-organizations.ts";
import { findOrder } from "./find-order.ts";
import { Order } from "./order.ts";
import { contactsOfOrder, OrderContact } from "./order-contact.ts";
import { namesOfOrder } from "./order-name.ts";
import { productOfOrder } from "./order-validation.ts";
import { Platform, platformOf } from "./platform.ts";
import { Product } from "./product.ts";

@Resolver(() => Order)
export class OrderQueries {
  @Query(() => Order, {
    nullable: true,
    description: "One order by its number; null when it is not there or not yours to see.",
  })
  order(
    @Arg("number", () => Int, { description: "Order number." }) number: number,
    @Ctx() context: Context,
  ): Promise<Order | null> {
    return context.look((db) => findOrder(db, context.viewer, number));
  }

  @FieldResolver(() => OrderStatus, { description: "Where it stands now." })
  status(@Root() order: Order, @Ctx() context: Context): OrderStatus {
    return orderStatus(order.state, order.orderValidTo, context.now);
  }

  @FieldResolver(() => Product, { description: "What was ordered." })
  product(@Root() order: Order): Product {
    return productOfOrder(order);
  }

  @FieldResolver(() => [String], { description: "The DNS names ordered, in order; A-labels, lower case." })
  async dnsNames(@Root() order: Order, @Ctx() context: Context): Promise<string[]> {
    return ((await context.many(namesOfOrder).load(order.id)) ?? []).map((name) => name.dnsName);
  }

  @FieldResolver(() => Organization, {
    nullable: true,
    description: "Whom the certificates name; null on DV orders, and on an imported one as long as none is chosen.",
  })
  async organization(@Root() order: Order, @Ctx() context: Context): Promise<Organization | null> {
    return order.organizationId ? ((await context.many(organizationsById).load(order.organizationId)) ?? null) : null;
  }

  @FieldResolver(() => [OrderContact], {
    description: "Whom to write to. Issued certificates are mailed to those of kind CERTIFICATE.",
  })
  async contacts(@Root() order: Order, @Ctx() context: Context): Promise<OrderContact[]> {
    return (await context.many(contactsOfOrder).load(order.id)) ?? [];
  }

  @FieldResolver(() => Platform, {
    description: "The server platform a duplicate is for unless the request says otherwise.",
  })
  defaultPlatform(@Root() order: Order): Platform {
    return platformOf(order.defaultPlatformKey);
  }
}
