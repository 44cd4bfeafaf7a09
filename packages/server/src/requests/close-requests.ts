import { type EntityTarget, type FindOptionsWhere, In, IsNull, type ObjectLiteral } from "typeorm";
import { actorOf, audit } from "../audit/audit.ts";
import type { Context } from "../foundation/context.ts";
import type { Tx } from "../foundation/transact.ts";
import type { CertificateRequest } from "./certificate-request.ts";
import { giveUp } from "./give-up.ts";
import { moveRequest } from "./move-request.ts";
import { decide } from "./request-decision.ts";

/** Cancels those requests that wait and can come to nothing any more; keys that were asked for are given back. Their order is locked. */
export async function closeRequests<R extends CertificateRequest & ObjectLiteral>(
  tx: Tx,
  context: Context,
  kind: EntityTarget<R>,
  where: FindOptionsWhere<R>,
  because: string,
): Promise<void> {
  const open = await tx.find<CertificateRequest>(kind as EntityTarget<CertificateRequest>, {
    where: [
      { ...(where as object), state: In(["SUBMITTED", "PENDING"]) },
      // approved, and waiting for proofs
      { ...(where as object), kind: In(["ORIGINAL", "REISSUE"]), state: "APPROVED", issuanceId: IsNull() },
    ],
    order: { id: "ASC" },
    lock: { mode: "pessimistic_write" },
  });
  for (const request of open) {
    await decide(tx, context, request, "CANCELED", because);
    await audit(tx, actorOf(context), "request.cancel", { type: "request", id: request.id }, { because });
    await moveRequest(tx, request, "CANCELED");
    await giveUp(tx, actorOf(context), request, "CANCELED");
  }
}
