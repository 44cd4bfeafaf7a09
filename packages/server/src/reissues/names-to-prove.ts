import { covers } from "@duplicert/shared/dns-name";
import { Field, ObjectType } from "type-graphql";
import { type EntityManager, In } from "typeorm";
import { Domain } from "../domains/domain.ts";
import { namesAbove } from "../domains/names-above.ts";
import { ValidationType } from "../foundation/validation-type.ts";
import type { Order } from "../orders/order.ts";
import { orderValidation, productOfOrder } from "../orders/order-validation.ts";

@ObjectType({ description: "A name that has to be proved before it can be issued." })
export class NameToProve {
  @Field(() => String, { description: "The name; may be a wildcard." }) name: string;
  @Field(() => Domain, {
    nullable: true,
    description: "The domain of the account that stands for it; null: one is added when the reissue is requested.",
  })
  domain: Domain | null;
  @Field(() => ValidationType, { description: "How far it is proved now." }) validation: ValidationType;
}

const unproved: ValidationType = { status: "PENDING", validFrom: null, validUntil: null };

/** Those of the names that are not proved now; of a DV order all, because a proof serves one certificate alone. */
export async function namesToProve(
  db: EntityManager,
  order: Order,
  dnsNames: readonly string[],
  now: Date,
): Promise<NameToProve[]> {
  const names = new Set(dnsNames.flatMap(namesAbove));
  const domains = await db.findBy(Domain, { accountId: order.accountId, name: In([...names]) });
  const above = (name: string) =>
    domains.filter((one) => covers(one.name, name)).sort((a, b) => b.name.length - a.name.length)[0] ?? null;
  const known = dnsNames.filter((name) => above(name));
  const dv = productOfOrder(order).validationType === "DV";
  const states = dv ? [] : (await orderValidation(db, order, { dnsNames: known, requestId: null }, now)).domains;
  const all = dnsNames.map(
    (name) => states.find((one) => one.name === name) ?? { name, domain: above(name), validation: unproved },
  );
  return all
    .filter(({ validation }) => validation.status !== "VALIDATED")
    .map((one) => Object.assign(new NameToProve(), one));
}
