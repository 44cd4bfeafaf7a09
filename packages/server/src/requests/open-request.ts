import type { RequestStatus } from "@duplicert/shared/request-status";
import { mayApprove, seesAllOrders } from "@duplicert/shared/roles";
import type { EntityManager } from "typeorm";
import { Account } from "../accounts/account.ts";
import { Issuance } from "../certificates/issuance.ts";
import type { Context, Viewer } from "../foundation/context.ts";
import { SecondPersonRequired } from "../foundation/permission-problems.ts";
import type { Tx } from "../foundation/transact.ts";
import { isUuid } from "../foundation/uuid.ts";
import { lockOrder } from "../orders/find-order.ts";
import type { Order } from "../orders/order.ts";
import { productOfOrder } from "../orders/order-validation.ts";
import { CertificateRequest, statusOfRequest } from "./certificate-request.ts";
import type { AnyIssuingRequest } from "./issues-anew.ts";
import type { RevocationRequest } from "./revocation-request.ts";

/** A request of any kind, to be told apart by its class. */
export type AnyRequest = AnyIssuingRequest | RevocationRequest;

/** A request under lock with what deciding on it needs to know. */
export interface LockedRequest {
  request: AnyRequest;
  order: Order;
  issuance: Issuance | null;
  status: RequestStatus;
}

/** Whether the viewer may see the requests on an order: those of their account; a limited user, those on orders they placed, whoever asked. */
export function seesRequestsOn(viewer: Viewer, order: Order): boolean {
  return order.accountId === viewer.accountId && (seesAllOrders(viewer.role) || order.placedBy === viewer.id);
}

/** Locks the order, then the request (always in this order); null when there is none that the viewer may see. */
export async function lockRequest(tx: Tx, context: Context, id: string): Promise<LockedRequest | null> {
  if (!isUuid(id)) return null;
  const seen = await tx.findOneBy(CertificateRequest, { id, accountId: context.viewer.accountId });
  if (!seen) return null;
  // whatever is no duplicate changes the order or its certificates; to take the stronger lock later would be a deadlock
  const order = await lockOrder(tx, seen.orderId, seen.kind === "DUPLICATE" ? "share" : "update");
  if (!seesRequestsOn(context.viewer, order)) return null;
  const lock = { mode: "pessimistic_write" } as const;
  const request = (await tx.findOneOrFail(CertificateRequest, { where: { id }, lock })) as AnyRequest;
  const issuance = request.issuanceId ? await tx.findOneByOrFail(Issuance, { id: request.issuanceId }) : null;
  return { request, order, issuance, status: statusOfRequest(request, issuance) };
}

/** Why the viewer may not be the one who approves what `requestedById` asked for; null when they may. */
export async function secondPersonProblem(
  db: EntityManager,
  viewer: Viewer,
  order: Order,
  requestedById: string,
): Promise<SecondPersonRequired | null> {
  if (viewer.id !== requestedById) return null;
  if (productOfOrder(order).validationType === "EV") {
    return new SecondPersonRequired(
      "The requester and the approver of an EV certificate are two people, under every setting. Ask another administrator or manager to approve.",
    );
  }
  const { approval } = await db.findOneByOrFail(Account, { id: viewer.accountId });
  if (approval !== "TWO_STEP") return null;
  return new SecondPersonRequired(
    "Your account asks for two approvers, neither of them the requester. Ask two other administrators or managers to approve.",
  );
}

export function isApprover(viewer: Viewer): boolean {
  return mayApprove(viewer.role);
}
