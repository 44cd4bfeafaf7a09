import { refusalWords } from "@duplicert/shared/duplicate-refusal";
import type { DataSource } from "typeorm";
import { Certificate } from "../certificates/certificate.ts";
import { failIssuance } from "../certificates/fail-issuance.ts";
import { Issuance } from "../certificates/issuance.ts";
import { revokeSigned, revokeUnstored, type WhyRevoked } from "../certificates/revoke.ts";
import type { Jobs } from "../foundation/queue.ts";
import { look, type Tx, theProduct, transact } from "../foundation/transact.ts";
import { lockOrder } from "../orders/find-order.ts";

/**
 * Job: ends whatever a compromised key is used for in its account (BR 4.9.1.1: within 24 hours): its certificates are revoked
 * and their owners told, what is about to be issued is not. Safe to repeat; a transaction for each order.
 */
export async function revokeCompromised(source: DataSource, told: Jobs["revokeCompromised"], now: Date): Promise<void> {
  const { keyId } = told;
  const orders: { id: string }[] = await look(source, theProduct, (db) =>
    db.query(
      `select order_id as id from certificate where key_id = $1
       union select order_id from issuance where key_id = $1 order by 1`,
      [keyId],
    ),
  );
  for (const { id } of orders) await transact(source, theProduct, (tx) => endUse(tx, id, keyId, now));
}

async function endUse(tx: Tx, orderId: string, keyId: string, now: Date): Promise<void> {
  const order = await lockOrder(tx, orderId, "update");
  const { message, remedy } = refusalWords({ code: "KEY_COMPROMISED", subject: null, path: null });
  const reasons = [{ code: "KEY_COMPROMISED", subject: null, path: null, message, remedy }];
  for (const issuance of await tx.findBy(Issuance, { orderId, keyId, state: "READY" }))
    await failIssuance(tx, issuance, { message, reasons }, now);

  const why: WhyRevoked = {
    reason: "KEY_COMPROMISE",
    by: "its key is known to be compromised",
    actor: { accountId: order.accountId, actor: "work", now },
    mail: "mailKeyCompromised",
  };
  const certificates = await tx.findBy(Certificate, { orderId, keyId });
  await revokeSigned(tx, certificates, why, now);
  await revokeUnstored(tx, { orderId, keyId }, why, now);
}
