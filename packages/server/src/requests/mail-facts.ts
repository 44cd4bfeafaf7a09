import { type ServerPlatform, serverPlatform } from "@duplicert/shared/server-platforms";
import type { EntityManager } from "typeorm";
import { Member } from "../accounts/member.ts";
import { Order } from "../orders/order.ts";
import { platformOf } from "../orders/platform.ts";
import type { CertificateRequest } from "./certificate-request.ts";

/** What every mail about a request tells, and the rows it was read from. */
export async function requestMailFacts(db: EntityManager, request: CertificateRequest) {
  const order = await db.findOneByOrFail(Order, { id: request.orderId });
  const requester = await db.findOneByOrFail(Member, { id: request.requestedById });
  const { kind, commonName, dnsNames, serverName, requestedAt } = request;
  const platform = serverPlatform(platformOf(request.serverPlatformKey).id) as ServerPlatform;
  const facts = {
    requestId: request.id,
    orderNumber: order.number,
    platform,
    kind,
    commonName,
    dnsNames,
    serverName,
    requestedAt,
  };
  return { order, requester, facts };
}
