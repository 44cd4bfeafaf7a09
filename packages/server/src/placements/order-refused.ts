import { OrderRefusalCode, orderRefusalWords, type OrderRefusal as Refusal } from "@duplicert/shared/order-refusal";
import { Field, ObjectType, registerEnumType } from "type-graphql";
import { Problem } from "../foundation/problem.ts";

registerEnumType(OrderRefusalCode, {
  name: "OrderRefusalCode",
  description: "Why an order may not be placed so.",
  valuesConfig: {
    PRODUCT_UNKNOWN: { description: "There is no such product: see `products`." },
    NO_NAMES: { description: "No name was given, and the CSR holds none." },
    TOO_MANY_NAMES: { description: "More names than a certificate holds." },
    NAME_NOT_ALLOWED: {
      description: "No DNS name, not one of the public internet, or a public suffix (BR 3.2.2.6, 4.2.2).",
    },
    NAME_OUTSIDE_PRODUCT: { description: "The product is not for such a name: see `Product.nameRule`." },
    WILDCARD_NEEDED: { description: "A wildcard product, and no wildcard among the names." },
    COMMON_NAME_NOT_AMONG_NAMES: { description: "The common name has to be one of the names (BR 7.1.4.3)." },
    ORGANIZATION_NEEDED: { description: "An OV or EV product, and no organization." },
    ORGANIZATION_NOT_FOR_DV: { description: "A DV certificate names no organization." },
    ORGANIZATION_INCOMPLETE: { description: "Details that an EV certificate holds are missing (EVG 7.1.4.2)." },
    DOMAIN_METHOD_NEEDED: { description: "A DV product, and no method to prove its names." },
    DOMAIN_METHOD_ONLY_FOR_DV: { description: "Domains of OV and EV orders are proved for every order." },
    WILDCARD_BY_FILE: { description: "A file never proves a wildcard (BR 3.2.2.4.18)." },
    CONTACT_NEEDED: { description: "No contact of kind CERTIFICATE." },
    CONTACT_NOT_AN_ADDRESS: { description: "A contact's e-mail address is none." },
    TOO_MANY_CONTACTS: { description: "More contacts than an order keeps." },
    ORDER_TOO_LONG: { description: "The order is to end later than an order may." },
    ORDER_ENDS_IN_THE_PAST: { description: "The order is to end in the past." },
    VALIDITY_EXCEEDS_ORDER: { description: "The expiry asked for is after the end of the order." },
    VALIDITY_EXCEEDS_MAXIMUM: {
      description: "The expiry asked for is later than a certificate may last that is issued now (BR 6.3.2).",
    },
    VALIDITY_IN_THE_PAST: { description: "The expiry asked for is not in the future." },
    SIGNATURE_HASH_NOT_ALLOWED: { description: "The CA that would sign does not sign with that hash." },
    ISSUER_UNAVAILABLE: { description: "No CA is active." },
  },
});

@ObjectType({ description: "One reason why an order may not be placed so, and what to do about it." })
export class OrderRefusal {
  @Field(() => OrderRefusalCode, { description: "The reason, for programs." }) code: OrderRefusalCode;
  @Field(() => String, { description: "The reason, in English, for people." }) message: string;
  @Field(() => String, { description: "What to do about it." }) remedy: string;
  @Field(() => String, {
    nullable: true,
    description: "What it is about: a name, an address, an instant (ISO 8601), a hash, how many.",
  })
  subject: string | null;
  @Field(() => String, {
    nullable: true,
    description: "Where in the application it is mended: a path relative to its address.",
  })
  url: string | null;

  static of(refusal: Refusal): OrderRefusal {
    const { code, subject, path } = refusal;
    return Object.assign(new OrderRefusal(), { code, subject, url: path, ...orderRefusalWords(refusal) });
  }
}

@ObjectType({
  implements: Problem,
  description: "The order may not be placed so. Every reason is listed, not the first found.",
})
export class OrderRefused extends Problem {
  @Field(() => [OrderRefusal], { description: "Every reason, each with what to do." })
  readonly reasons: OrderRefusal[];

  constructor(refusals: Refusal[]) {
    const reasons = refusals.map((refusal) => OrderRefusal.of(refusal));
    super(`The order was not placed: ${reasons.map(({ message }) => message).join(" ")}`);
    this.reasons = reasons;
  }
}
