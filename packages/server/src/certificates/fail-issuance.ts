import { audit } from "../audit/audit.ts";
import { enqueue } from "../foundation/queue.ts";
import type { Tx } from "../foundation/transact.ts";
import { Issuance, type IssuanceFailure, lockIssuance } from "./issuance.ts";

/** Gives an issuance up: its open attempt is abandoned, the requester is told, and an approver may retry or cancel. */
export async function failIssuance(tx: Tx, issuance: Issuance, failure: IssuanceFailure, now: Date): Promise<void> {
  await lockIssuance(tx, issuance.id);
  await abandonOpenAttempt(tx, issuance.id);
  const changed = await tx.update(
    Issuance,
    { id: issuance.id, state: "READY" },
    { state: "FAILED", failure: failure as never },
  );
  if (changed.affected === 0) return;
  const actor = { accountId: issuance.accountId, actor: "work", now };
  await audit(tx, actor, "certificate.issue", { type: "issuance", id: issuance.id }, failure, "FAILED");
  await enqueue(tx, "mailFailed", { issuanceId: issuance.id });
}

/** A to-be-signed is signed at most once: what a dead run left open is never taken up again. Its serial stays on record. */
export async function abandonOpenAttempt(tx: Tx, issuanceId: string): Promise<void> {
  await tx.query("update signing_attempt set outcome = 'ABANDONED' where issuance_id = $1 and outcome is null", [
    issuanceId,
  ]);
}
