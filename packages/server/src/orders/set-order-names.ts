import { covers } from "@duplicert/shared/dns-name";
import { In } from "typeorm";
import { Domain } from "../domains/domain.ts";
import { namesAbove } from "../domains/names-above.ts";
import type { Tx } from "../foundation/transact.ts";
import { Order } from "./order.ts";
import { OrderName } from "./order-name.ts";

/** Gives an order the names of its new certificate, each with the nearest domain of the account above it. The order is locked for update. */
export async function setOrderNames(
  tx: Tx,
  { id: orderId, accountId }: Order,
  commonName: string,
  dnsNames: readonly string[],
): Promise<void> {
  const names = new Set(dnsNames.flatMap(namesAbove));
  const domains = await tx.findBy(Domain, { accountId, name: In([...names]) });
  const rows = dnsNames.map((dnsName, position) => {
    const above = domains.filter(({ name }) => covers(name, dnsName));
    const [domain] = above.sort((a, b) => b.name.length - a.name.length);
    if (!domain) throw new Error(`no domain of the account stands for ${dnsName}`);
    return { accountId, orderId, dnsName, position, domainId: domain.id };
  });
  await tx.delete(OrderName, { orderId });
  await tx.insert(OrderName, rows);
  await tx.update(Order, { id: orderId }, { commonName });
}
