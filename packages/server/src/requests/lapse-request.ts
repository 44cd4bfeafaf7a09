import type { DataSource } from "typeorm";
import { audit } from "../audit/audit.ts";
import { enqueue, type Jobs } from "../foundation/queue.ts";
import { type Tx, theProduct, transact } from "../foundation/transact.ts";
import { lockOrder } from "../orders/find-order.ts";
import { giveUp } from "./give-up.ts";
import { IssuingRequest } from "./issuing-request.ts";
import { moveRequest } from "./move-request.ts";
import { decide } from "./request-decision.ts";

/** A request that nobody decides on in this time is canceled. */
const patience = 30 * 86_400_000;

/** The requests for certificates that have waited too long; a wish to revoke waits as long as it takes. */
export async function overdueRequests(tx: Tx, now: Date): Promise<string[]> {
  const rows: { id: string }[] = await tx.query(
    `select id from certificate_request where state in ('SUBMITTED', 'PENDING') and kind <> 'REVOCATION' and requested_at <= $1
     order by requested_at limit 500`,
    [new Date(now.getTime() - patience)],
  );
  return rows.map(({ id }) => id);
}

/** Job: cancels a request that nobody decided on, gives its key back and has the requester told. Safe to repeat. */
export async function lapseRequest(source: DataSource, told: Jobs["lapseRequest"], now: Date): Promise<void> {
  await transact(source, theProduct, async (tx) => {
    const { orderId, kind } = await tx.findOneByOrFail(IssuingRequest, { id: told.requestId });
    await lockOrder(tx, orderId, kind === "DUPLICATE" ? "share" : "update");
    const request = await tx.findOneOrFail(IssuingRequest, {
      where: { id: told.requestId },
      lock: { mode: "pessimistic_write" },
    });
    const waits = request.state === "SUBMITTED" || request.state === "PENDING";
    if (!waits || now.getTime() - request.requestedAt.getTime() < patience) return;

    // nobody decided: that it lapsed is said of whose request it was
    await decide(tx, { viewer: { id: request.requestedById }, now }, request, "LAPSED", null);
    const actor = { accountId: request.accountId, actor: "work", now };
    await audit(tx, actor, "request.lapse", { type: "request", id: request.id }, { requestedAt: request.requestedAt });
    await enqueue(tx, "mailLapsed", { requestId: request.id });
    await giveUp(tx, actor, request, "CANCELED");
    await moveRequest(tx, request, "CANCELED");
  });
}
