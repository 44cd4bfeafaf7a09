import { ValidationType as Level, NameRule, products } from "@duplicert/shared/products";
import { Field, FieldResolver, ID, ObjectType, Query, Resolver, Root, registerEnumType } from "type-graphql";

registerEnumType(Level, {
  name: "ValidationType",
  description: "What is verified before a certificate of this kind may be issued.",
  valuesConfig: {
    DV: { description: "Control of the domains only; no duplicates, reissue instead." },
    OV: { description: "The domains and the organization (BR 3.2.2.1)." },
    EV: { description: "The domains and the organization under the EV Guidelines; two people decide." },
  },
});

registerEnumType(NameRule, {
  name: "NameRule",
  description: "What names a product is for.",
  valuesConfig: {
    SINGLE: { description: "One name, with and without www." },
    SEVERAL: { description: "Any names but wildcards; at most 250." },
    WILDCARD: { description: "A wildcard, and beside it names that it covers and the domain below its asterisk." },
    ANY: { description: "Whatever another CA certified: of imported orders, which nobody can place." },
  },
});

@ObjectType({ description: "What is ordered." })
export class Product {
  @Field(() => ID, { description: 'Stable key, e.g. "ov_multi_domain".' }) key: string;
  @Field(() => String, { description: "Name as shown to people." }) name: string;
  @Field(() => Level, { description: "What is verified for it." }) validationType: Level;
  @Field(() => Boolean, {
    description: "Whether orders of this product may have duplicates at all: OV and EV yes, DV no.",
  })
  duplicatesAllowed: boolean;
}

@Resolver(() => Product)
export class ProductQueries {
  @Query(() => [Product], { description: "Everything that can be ordered." })
  products(): Product[] {
    return [...products];
  }

  @FieldResolver(() => NameRule, { description: "What names it is for." })
  nameRule(@Root() product: { names: NameRule }): NameRule {
    return product.names;
  }
}
