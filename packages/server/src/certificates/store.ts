import { createHash } from "node:crypto";
import { audit } from "../audit/audit.ts";
import { certificatePem } from "../ca/pem.ts";
import { enqueue } from "../foundation/queue.ts";
import type { Tx } from "../foundation/transact.ts";
import { Key } from "../keys/key.ts";
import { isCompromised } from "../keys/key-faults.ts";
import { lockOrder } from "../orders/find-order.ts";
import type { Order } from "../orders/order.ts";
import { askForOcsp } from "./ask-for-status.ts";
import { Certificate, CertificateDer } from "./certificate.ts";
import { Issuance, lockIssuance } from "./issuance.ts";
import type { Reserved } from "./reserve.ts";
import { revokeSigned, type WhyRevoked } from "./revoke.ts";
import { SigningAttempt } from "./signing-attempt.ts";

/** Step 5: one certificate per issuance, for ever. Never refuses: a certificate of an order revoked meanwhile is stored and revoked. */
export async function store(
  tx: Tx,
  reserved: Reserved,
  signed: { signature: Buffer; der: Buffer },
  now: Date,
): Promise<void> {
  const { issuance, ca } = reserved;
  const order = await lockOrder(tx, issuance.orderId, "share");
  await lockIssuance(tx, issuance.id);
  const won = await tx.query(
    "update signing_attempt set outcome = 'STORED', signature = $2 where id = $1 and outcome is null returning id",
    [reserved.attemptId, signed.signature],
  );
  if (won[1] === 0) {
    // another run gave this attempt up: its signature is kept as evidence, and nothing is issued from it
    await tx.update(SigningAttempt, { id: reserved.attemptId }, { signature: signed.signature });
    return;
  }

  const certificate = await saveCertificate(tx, reserved, signed.der);
  await tx.update(Issuance, { id: issuance.id }, { state: "ISSUED", failure: null });
  await tx.update(Key, { id: issuance.keyId }, { state: "CERTIFIED" });
  const actor = { accountId: issuance.accountId, actor: "work", now };
  const detail = {
    issuance: issuance.id,
    attempt: reserved.attemptId,
    sha256: certificate.sha256Fingerprint,
    plan: issuance.planSha256,
  };
  await audit(tx, actor, "certificate.issue", { type: "certificate", id: certificate.id }, detail);
  await askForOcsp(tx, ca.id, certificate.serial);
  const why = await revokedMeanwhile(tx, order, certificate);
  if (why) await revokeSigned(tx, [certificate], { ...why, actor }, now);
  await enqueue(tx, "mailIssued", { certificateId: certificate.id });
}

async function saveCertificate(tx: Tx, { issuance, ca, linted }: Reserved, der: Buffer): Promise<Certificate> {
  const { plan } = issuance;
  const certificate = await tx.save(
    tx.create(Certificate, {
      accountId: issuance.accountId,
      orderId: issuance.orderId,
      issuanceId: issuance.id,
      keyId: issuance.keyId,
      issuingCaId: ca.id,
      kind: issuance.kind,
      serial: linted.draft.serial,
      crlShard: plan.crlShard ?? 0,
      sha256Fingerprint: createHash("sha256").update(der).digest("hex"),
      commonName: plan.commonName,
      dnsNames: plan.dnsNames,
      validFrom: linted.draft.notBefore,
      validTo: issuance.notAfter,
      signatureHash: plan.signatureHash,
      isPrimary: issuance.kind === "ORIGINAL",
      serverPlatformKey: issuance.serverPlatform,
      serverName: issuance.serverName,
    }),
  );
  await tx.insert(CertificateDer, {
    certificateId: certificate.id,
    der,
    chainPem: certificatePem(ca.certificateDer),
    rootPem: certificatePem(ca.rootDer),
  });
  return certificate;
}

// What was decided between reserve and store: the certificate is there, and must not be relied on.
async function revokedMeanwhile(
  tx: Tx,
  order: Order,
  { keyId }: Certificate,
): Promise<Omit<WhyRevoked, "actor"> | null> {
  if (await isCompromised(tx, keyId))
    return { reason: "KEY_COMPROMISE", by: "its key is known to be compromised", mail: "mailKeyCompromised" };
  return order.state === "REVOKED" ? { reason: null, by: `order ${order.number} is revoked` } : null;
}
