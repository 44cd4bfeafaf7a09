import { isOver } from "@duplicert/shared/validity";
import { type Actor, audit } from "../audit/audit.ts";
import type { RevocationReason } from "../ca/crl.ts";
import { enqueue } from "../foundation/queue.ts";
import type { Tx } from "../foundation/transact.ts";
import { askForCrl, askForOcsp } from "./ask-for-status.ts";
import type { Certificate } from "./certificate.ts";

/** Why serials are revoked: the reason for the CRL (null is "unspecified"), in whose name, and who did it for the audit. */
export interface WhyRevoked {
  reason: RevocationReason | null;
  by: string;
  actor: Actor;
  /** The member who asked for it, who is told along with the order's contacts. */
  requestedBy?: string;
  /** What the owner is told by; another letter where there is more to say than that it is revoked. */
  mail?: "mailRevoked" | "mailKeyCompromised";
}

/** A serial of ours and the CRL that speaks of it. */
interface Serial {
  issuingCaId: string;
  serial: Buffer;
  crlShard: number;
  notAfter: Date;
}

/**
 * Revokes certificates for good: on record at once, on CRL and in OCSP by the jobs it asks for. Locks their orders for update
 * before anything else. Safe to repeat: answers those that were not revoked before. Expired and imported ones are left alone.
 * With each go the serials that were reserved for the same key on the same order and never stored: a signature may exist.
 */
export async function revokeCertificates(
  tx: Tx,
  certificates: readonly Certificate[],
  why: WhyRevoked,
  now: Date,
): Promise<Certificate[]> {
  await lockOrders(tx, certificates);
  return revokeSigned(tx, certificates, why, now);
}

/** The same, for who holds their orders locked already. */
export async function revokeSigned(
  tx: Tx,
  certificates: readonly Certificate[],
  why: WhyRevoked,
  now: Date,
): Promise<Certificate[]> {
  const revoked: Certificate[] = [];
  for (const certificate of certificates) {
    const { id, issuingCaId, serial, crlShard, validTo } = certificate;
    if (issuingCaId === null || crlShard === null || isOver(validTo, now)) continue;
    if (!(await revokeSerial(tx, { issuingCaId, serial, crlShard, notAfter: validTo }, why, now))) continue;
    revoked.push(certificate);
    const detail = { reason: why.reason, by: why.by, serial: serial.toString("hex") };
    await audit(tx, { ...why.actor, now }, "certificate.revoke", { type: "certificate", id }, detail);
    await askForOcsp(tx, issuingCaId, serial);
    if (why.mail === "mailKeyCompromised") await enqueue(tx, why.mail, { certificateId: id });
    else await enqueue(tx, "mailRevoked", { certificateId: id, requestedBy: why.requestedBy ?? null });
  }
  for (const { orderId, keyId } of certificates) await revokeUnstored(tx, { orderId, keyId }, why, now);
  return revoked;
}

/** Revokes what was reserved, perhaps signed, and never stored: of a key, of an order, or of both. Answers how many were not revoked before. */
export async function revokeUnstored(
  tx: Tx,
  of: { orderId?: string; keyId?: string },
  why: WhyRevoked,
  now: Date,
): Promise<number> {
  const attempts: (Serial & { id: string })[] = await tx.query(
    `select a.id, a.issuing_ca_id as "issuingCaId", a.serial, a.crl_shard as "crlShard", i.not_after as "notAfter"
     from signing_attempt a join issuance i on i.id = a.issuance_id
     where a.outcome = 'ABANDONED' and i.not_after >= $3 and ($1::uuid is null or i.order_id = $1) and ($2::uuid is null or i.key_id = $2)
       and (i.order_id = $1 or i.key_id = $2) order by a.reserved_at`,
    [of.orderId ?? null, of.keyId ?? null, now],
  );
  let count = 0;
  for (const attempt of attempts) {
    if (!(await revokeSerial(tx, attempt, why, now))) continue;
    count += 1;
    const detail = { reason: why.reason, by: why.by, serial: attempt.serial.toString("hex"), never: "stored" };
    await audit(tx, { ...why.actor, now }, "certificate.revoke", { type: "signing_attempt", id: attempt.id }, detail);
  }
  return count;
}

// By id, so that two who revoke at once wait for each other and never for ever.
async function lockOrders(tx: Tx, certificates: readonly Certificate[]): Promise<void> {
  const ids = [...new Set(certificates.map(({ orderId }) => orderId))];
  await tx.query(`select 1 from "order" where id = any($1) order by id for update`, [ids]);
}

async function revokeSerial(tx: Tx, of: Serial, why: WhyRevoked, now: Date): Promise<boolean> {
  const rows: unknown[] = await tx.query(
    `insert into revocation (issuing_ca_id, serial, at, reason, by, crl_shard, not_after) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict do nothing returning 1`,
    [of.issuingCaId, of.serial, now, why.reason, why.by, of.crlShard, of.notAfter],
  );
  if (rows.length === 0) return false;
  await askForCrl(tx, of.issuingCaId, of.crlShard);
  return true;
}
