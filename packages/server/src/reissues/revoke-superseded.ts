import type { DataSource } from "typeorm";
import { Certificate } from "../certificates/certificate.ts";
import { revokeCertificates } from "../certificates/revoke.ts";
import { enqueue, type Jobs } from "../foundation/queue.ts";
import { type Tx, theProduct, transact } from "../foundation/transact.ts";
import { lockOrder } from "../orders/find-order.ts";
import { ReissueRequest } from "../requests/reissue-request.ts";

const remindedBefore = 86_400_000;

const stillValid = `c.not_after + interval '1 second' > $1
  and not exists (select from revocation r where r.issuing_ca_id = c.issuing_ca_id and r.serial = c.serial)`;

/** The orders on which certificates are due to be revoked because of a reissue. */
export async function ordersToRevokeOn(tx: Tx, now: Date): Promise<string[]> {
  const rows: { id: string }[] = await tx.query(
    `select c.order_id as id from certificate c where c.revoke_by <= $1 and c.revocation_settled_at is null
     group by c.order_id order by min(c.revoke_by) limit 500`,
    [now],
  );
  return rows.map(({ id }) => id);
}

/** Asks for the reminder, once for each certificate, a day before it is revoked. */
export async function remindOfRevocations(tx: Tx, now: Date): Promise<void> {
  // looked for first: an update locks the table against others even where there is nothing to change
  const due: { id: string }[] = await tx.query(
    `select c.id from certificate c where c.revoke_by > $1 and c.revoke_by <= $2 and c.revocation_settled_at is null
     and c.revocation_reminded_at is null and ${stillValid}`,
    [now, new Date(now.getTime() + remindedBefore)],
  );
  if (due.length === 0) return;
  const [rows]: [{ id: string }[]] = await tx.query(
    `update certificate set revocation_reminded_at = $1
     where id = any ($2) and revocation_reminded_at is null returning superseded_by as id`,
    [now, due.map((row) => row.id)],
  );
  for (const id of new Set(rows.map((row) => row.id)))
    await enqueue(tx, "mailRevocationDue", { certificateId: id, soon: true });
}

/** Job: revokes what a reissue left behind on an order, and whose time has come; what is revoked or expired by then is left alone. Safe to repeat. */
export async function revokeSuperseded(source: DataSource, told: Jobs["revokeSuperseded"], now: Date): Promise<void> {
  await transact(source, theProduct, async (tx) => {
    const { id: orderId, accountId } = await lockOrder(tx, told.orderId, "update");
    const due: { id: string; by: string }[] = await tx.query(
      `select c.id, c.superseded_by as by from certificate c
       where c.order_id = $2 and c.revoke_by <= $1 and ${stillValid} order by c.not_before, c.id`,
      [now, orderId],
    );
    for (const { id, by } of due) {
      const certificate = await tx.findOneByOrFail(Certificate, { id });
      const { issuanceId } = await tx.findOneByOrFail(Certificate, { id: by });
      const request = issuanceId ? await tx.findOneBy(ReissueRequest, { issuanceId }) : null;
      const why = {
        reason: "SUPERSEDED" as const,
        by: `reissue ${by}`,
        actor: { accountId, actor: "work", now },
        ...(request && { requestedBy: request.requestedById }),
      };
      await revokeCertificates(tx, [certificate], why, now);
    }
    await tx.query(
      `update certificate set revocation_settled_at = $1
       where order_id = $2 and revoke_by <= $1 and revocation_settled_at is null`,
      [now, orderId],
    );
  });
}
