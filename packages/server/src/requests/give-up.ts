import { In } from "typeorm";
import type { Actor } from "../audit/audit.ts";
import type { Tx } from "../foundation/transact.ts";
import { releaseKey } from "../keys/claim-key.ts";
import { Order } from "../orders/order.ts";
import type { CertificateRequest } from "./certificate-request.ts";
import { issuesAnew } from "./issues-anew.ts";
import { IssuingRequest } from "./issuing-request.ts";
import { cancelOwnChallenges } from "./own-challenges.ts";

/**
 * What a request held is given back once it comes to nothing: its key, what its order waited for, its challenges. The
 * order is locked, for update where it is placed or reissued, and the request too.
 */
export async function giveUp(
  tx: Tx,
  actor: Actor,
  request: CertificateRequest,
  becomes: "REJECTED" | "CANCELED",
): Promise<void> {
  if (request instanceof IssuingRequest) await releaseKey(tx, request.keyId, request.id);
  if (!issuesAnew(request)) return;
  await cancelOwnChallenges(tx, actor, request.id, actor.now);
  const { orderId: id } = request;
  if (request.kind === "REISSUE") await endReissue(tx, request);
  else await tx.update(Order, { id, state: In(["NEEDS_APPROVAL", "PENDING"]) }, { state: becomes });
}

// one that failed may be given up while another goes on
async function endReissue(tx: Tx, { id, orderId }: CertificateRequest): Promise<void> {
  await tx.query(
    `update "order" set state = 'ISSUED' where id = $1 and state = 'REISSUE_PENDING' and not exists (
       select from certificate_request r left join issuance i on i.id = r.issuance_id
       where r.order_id = $1 and r.id <> $2 and r.kind = 'REISSUE'
         and (r.state in ('SUBMITTED', 'PENDING') or (r.state = 'APPROVED' and (i.id is null or i.state = 'READY'))))`,
    [orderId, id],
  );
}
