import { Ctx, Field, FieldResolver, ID, ObjectType, Resolver, Root } from "type-graphql";
import { Domain } from "../domains/domain.ts";
import type { Context } from "../foundation/context.ts";
import { ValidationType } from "../foundation/validation-type.ts";
import { Order } from "./order.ts";
import { type OrderValidation, orderValidationOf } from "./order-validation.ts";

@ObjectType({
  description: "One name of an order, with the domain that proves it and the state of that proof for this very name.",
})
export class OrderDomain {
  @Field(() => ID, { description: "Opaque id." }) id: string;
  @Field(() => String, { description: "The name on the order; may be a wildcard." }) name: string;
  @Field(() => Domain, { description: "The domain whose proofs cover the name." }) domain: Domain;
  @Field(() => ValidationType, {
    description: "Whether the name is proved now: the same value the rule for duplicates is told.",
  })
  validation: ValidationType;
  /** Who asks: an order, or a request on it. */
  asked: { orderId: string; requestId: string | null };
}

@Resolver(() => Order)
export class OrderDomainQueries {
  @FieldResolver(() => ValidationType, {
    nullable: true,
    description:
      "Whether its organization is proved now, to the level this order asks for (EV orders: an EV proof): the same value the rule for duplicates is told. Null on DV orders.",
  })
  async organizationValidation(@Root() order: Order, @Ctx() context: Context): Promise<ValidationType | null> {
    return (await orderValidationOf(context, order)).organization?.validation ?? null;
  }

  @FieldResolver(() => [OrderDomain], {
    description:
      "Every name of the order with its own validation. All must be VALIDATED for a duplicate, whichever names it holds.",
  })
  async domains(@Root() order: Order, @Ctx() context: Context): Promise<OrderDomain[]> {
    const { domains } = await orderValidationOf(context, order);
    return orderDomains(order.id, domains, { orderId: order.id, requestId: null });
  }
}

/** The names of an order, or of a request (by whose id they are known), as the API shows them. */
export function orderDomains(
  id: string,
  domains: OrderValidation["domains"],
  asked: OrderDomain["asked"],
): OrderDomain[] {
  return domains.map(({ name, domain, validation }) =>
    Object.assign(new OrderDomain(), { id: `${id} ${name}`, name, domain, validation, asked }),
  );
}
