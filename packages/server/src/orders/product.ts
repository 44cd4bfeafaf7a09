import { ValidationType as Level } from "@duplicert/shared/products";
import { Field, ID, ObjectType, registerEnumType } from "type-graphql";

registerEnumType(Level, {
  name: "ValidationType",
  description: "What is verified before a certificate of this kind may be issued.",
  valuesConfig: {
    DV: { description: "Control of the domains only; no duplicates, reissue instead." },
    OV: { description: "The domains and the organization (BR 3.2.2.1)." },
    EV: { description: "The domains and the organization under the EV Guidelines; two people decide." },
  },
});

@ObjectType({ description: "What was ordered." })
export class Product {
  @Field(() => ID, { description: 'Stable key, e.g. "ov_multi_domain".' }) key: string;
  @Field(() => String, { description: "Name as shown to people." }) name: string;
  @Field(() => Level, { description: "What is verified for it." }) validationType: Level;
  @Field(() => Boolean, {
    description: "Whether orders of this product may have duplicates at all: OV and EV yes, DV no.",
  })
  duplicatesAllowed: boolean;
}
