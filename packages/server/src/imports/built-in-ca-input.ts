import {
  BuiltInCaRefusalCode,
  builtInCaRefusalWords,
  type BuiltInCaRefusal as Refusal,
} from "@duplicert/shared/built-in-ca-refusals";
import { createUnionType, Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { NotPermitted } from "../foundation/permission-problems.ts";
import { Problem } from "../foundation/problem.ts";
import { Order } from "../orders/order.ts";
import { OrderNotFound } from "../orders/order-not-found.ts";
import { OrganizationNotFound } from "../organizations/organization-problems.ts";

registerEnumType(BuiltInCaRefusalCode, {
  name: "BuiltInCaRefusalCode",
  description: "Why the built-in CA may not be allowed for an order, or not so.",
  valuesConfig: {
    NOT_IMPORTED: { description: "The order was placed here: the built-in CA issues on it anyway." },
    ORDER_NOT_ISSUED: { description: "The order is revoked or otherwise over." },
    ORDER_EXPIRED: { description: "The order is past its end." },
    NO_ISSUING_CA: { description: "No CA here has a key of the type that the certificate was signed with." },
    ORGANIZATION_NEEDED: { description: "An OV or EV order, and no organization." },
    ORGANIZATION_NOT_NAMED: { description: "A DV certificate names no organization." },
    ORGANIZATION_DIFFERS: { description: "Not the organization that the imported certificate names." },
  },
});

@InputType({ description: "For which imported order the built-in CA may issue, and in whose name." })
export class AllowBuiltInCaInput {
  @Field(() => Int, { description: "Number of the order." }) orderNumber: number;
  @Field(() => ID, {
    nullable: true,
    description:
      "Id of the organization of your account that its certificates name from now on: on OV and EV orders. Default: the one that the order names: found by the certificate's subject, or chosen before.",
  })
  organizationId?: string | null;
}

@InputType({ description: "For which imported order the built-in CA may no longer issue." })
export class DisallowBuiltInCaInput {
  @Field(() => Int, { description: "Number of the order." }) orderNumber: number;
}

@ObjectType({ description: "One reason why not, and what to do about it." })
export class BuiltInCaRefusal {
  @Field(() => BuiltInCaRefusalCode, { description: "The reason, for programs." }) code: BuiltInCaRefusalCode;
  @Field(() => String, { description: "The reason, in English, for people." }) message: string;
  @Field(() => String, { description: "What to do about it." }) remedy: string;
  @Field(() => String, { nullable: true, description: "What it is about: a status, an instant, a type of key." })
  subject: string | null;

  static of(refusal: Refusal): BuiltInCaRefusal {
    return Object.assign(new BuiltInCaRefusal(), { ...refusal, ...builtInCaRefusalWords(refusal) });
  }
}

@ObjectType({
  implements: Problem,
  description: "The built-in CA was not allowed for the order. Every reason is listed, not the first found.",
})
export class BuiltInCaRefused extends Problem {
  @Field(() => [BuiltInCaRefusal], { description: "Every reason, each with what to do." })
  readonly reasons: BuiltInCaRefusal[];

  constructor(refusals: Refusal[]) {
    const reasons = refusals.map((refusal) => BuiltInCaRefusal.of(refusal));
    super(`The built-in CA was not allowed: ${reasons.map(({ message }) => message).join(" ")}`);
    this.reasons = reasons;
  }
}

export const AllowBuiltInCaResult = createUnionType({
  name: "AllowBuiltInCaResult",
  description: "The order, on which the built-in CA may issue now, or why not.",
  types: () => [Order, OrderNotFound, OrganizationNotFound, BuiltInCaRefused, NotPermitted] as const,
});

export const DisallowBuiltInCaResult = createUnionType({
  name: "DisallowBuiltInCaResult",
  description: "The order, on which the built-in CA may not issue, or why not.",
  types: () => [Order, OrderNotFound, BuiltInCaRefused, NotPermitted] as const,
});
