import type { EntityManager } from "typeorm";
import { Member } from "../accounts/member.ts";
import { Certificate } from "../certificates/certificate.ts";
import { Order } from "../orders/order.ts";
import { OrderName } from "../orders/order-name.ts";
import { softwareOf } from "../orders/platform.ts";
import type { IssuingRequest } from "./issuing-request.ts";
import { RevocationRequest } from "./revocation-request.ts";

/** What every mail about a request tells, and the rows it was read from. */
export async function requestMailFacts(db: EntityManager, request: IssuingRequest | RevocationRequest) {
  const order = await db.findOneByOrFail(Order, { id: request.orderId });
  const requester = await db.findOneByOrFail(Member, { id: request.requestedById });
  const { kind, requestedAt } = request;
  const about = request instanceof RevocationRequest ? await toRevoke(db, request, order) : toIssue(request);
  return { order, requester, facts: { requestId: request.id, orderNumber: order.number, kind, requestedAt, ...about } };
}

/** The same of a request to issue, which is always for a server. */
export async function issueMailFacts(db: EntityManager, request: IssuingRequest) {
  const { order, requester, facts } = await requestMailFacts(db, request);
  return { order, requester, facts: { ...facts, ...toIssue(request) } };
}

function toIssue({ commonName, dnsNames, serverName, serverPlatformKey }: IssuingRequest) {
  return { commonName, dnsNames, serverName, platform: softwareOf(serverPlatformKey) };
}

async function toRevoke(db: EntityManager, { certificateId }: RevocationRequest, order: Order) {
  if (certificateId) {
    const { commonName, dnsNames, serverName, serverPlatformKey } = await db.findOneByOrFail(Certificate, {
      id: certificateId,
    });
    return { commonName, dnsNames, serverName, platform: softwareOf(serverPlatformKey) };
  }
  const names = await db.find(OrderName, { where: { orderId: order.id }, order: { position: "ASC" } });
  const dnsNames = names.map(({ dnsName }) => dnsName);
  return { commonName: order.commonName, dnsNames, serverName: null, platform: null };
}
