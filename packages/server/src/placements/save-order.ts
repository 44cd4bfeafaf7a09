import { actorOf } from "../audit/audit.ts";
import type { Context } from "../foundation/context.ts";
import type { Tx } from "../foundation/transact.ts";
import { Order } from "../orders/order.ts";
import { OrderContact } from "../orders/order-contact.ts";
import { OrderName } from "../orders/order-name.ts";
import { domainsToProve } from "../requests/domains-to-prove.ts";
import { type AcceptedWish, newRequest } from "../requests/new-request.ts";
import { OrderRequest } from "../requests/order-request.ts";
import type { AllowedOrder } from "./judge-order.ts";
import type { OrderTexts } from "./order-texts.ts";
import type { PlaceOrderInput } from "./place-order-input.ts";

/** Writes the order, its names with the domains that are to prove them, and its contacts. */
export async function saveOrder(
  tx: Tx,
  context: Context,
  input: PlaceOrderInput,
  { dnsNames, commonName, organization, ca, orderValidTo }: AllowedOrder,
  { contacts, platform }: OrderTexts,
): Promise<Order> {
  const { viewer, now } = context;
  const { accountId } = viewer;
  const { id: orderId } = await tx.save(
    tx.create(Order, {
      ...{ accountId, commonName, orderValidTo },
      productKey: input.product,
      state: "NEEDS_APPROVAL",
      createdAt: now,
      organizationId: organization?.id ?? null,
      issuingCaId: ca.id,
      defaultPlatformKey: platform.id,
      placedBy: viewer.id,
    }),
  );
  const method = input.domainMethod ?? null;
  const domains = await domainsToProve(tx, accountId, dnsNames, method, actorOf(context), now);
  const names = dnsNames.map((dnsName, position) => {
    return { accountId, orderId, dnsName, position, domainId: domains.get(dnsName)!.id };
  });
  await tx.insert(OrderName, names);
  await tx.insert(
    OrderContact,
    contacts.map((contact) => ({ accountId, orderId, ...contact })),
  );
  return tx.findOneByOrFail(Order, { id: orderId });
}

/** Writes the request for the order's first certificate. */
export async function saveOrderRequest(
  tx: Tx,
  context: Context,
  order: Order,
  input: PlaceOrderInput,
  accepted: AllowedOrder & AcceptedWish,
): Promise<OrderRequest> {
  const { dnsNames, commonName, signatureHash, validTo } = accepted;
  return tx.save(
    tx.create(OrderRequest, {
      ...newRequest(context, order, accepted),
      ...{ kind: "ORIGINAL", dnsNames, commonName, signatureHash, validTo },
      validToNamed: input.validTo != null,
      domainMethod: input.domainMethod ?? null,
    }),
  );
}
