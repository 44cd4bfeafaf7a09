import { createHash } from "node:crypto";
import { audit } from "../audit/audit.ts";
import { certificatePem } from "../ca/pem.ts";
import { enqueue } from "../foundation/queue.ts";
import type { Tx } from "../foundation/transact.ts";
import { Key } from "../keys/key.ts";
import { isCompromised } from "../keys/key-faults.ts";
import { lockOrder } from "../orders/find-order.ts";
import { Order } from "../orders/order.ts";
import { askForOcsp } from "./ask-for-status.ts";
import { Certificate, CertificateDer } from "./certificate.ts";
import { Issuance, lockIssuance, orderLockOf } from "./issuance.ts";
import type { Reserved } from "./reserve.ts";
import { revokeSigned, type WhyRevoked } from "./revoke.ts";
import { SigningAttempt } from "./signing-attempt.ts";
import { followReissue, stepAside, takePlace } from "./take-place.ts";

/** Step 5: one certificate per issuance, for ever. Never refuses: a certificate of an order revoked meanwhile is stored and revoked. */
export async function store(
  tx: Tx,
  reserved: Reserved,
  signed: { signature: Buffer; der: Buffer },
  now: Date,
): Promise<void> {
  const { issuance, ca } = reserved;
  const order = await lockOrder(tx, issuance.orderId, orderLockOf(issuance));
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

  const why = await revokedMeanwhile(tx, order, issuance);
  // what is revoked as it comes takes nothing's place
  const replaced = issuance.kind === "REISSUE" && !why ? await stepAside(tx, order, now) : null;
  const isPrimary = issuance.kind === "ORIGINAL" || replaced !== null;
  const certificate = await saveCertificate(tx, reserved, signed.der, isPrimary);
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
  if (issuance.kind === "ORIGINAL") await tx.update(Order, { id: order.id, state: "PROCESSING" }, { state: "ISSUED" });
  if (issuance.kind === "REISSUE")
    await tx.update(Order, { id: order.id, state: "REISSUE_PENDING" }, { state: "ISSUED" });
  if (replaced) await takePlace(tx, order, certificate, replaced, now);
  else if (!why && issuance.kind === "DUPLICATE") await followReissue(tx, certificate, now);
  if (why) await revokeSigned(tx, [certificate], { ...why, actor }, now);
  await enqueue(tx, "mailIssued", { certificateId: certificate.id });
}

async function saveCertificate(
  tx: Tx,
  { issuance, ca, linted }: Reserved,
  der: Buffer,
  isPrimary: boolean,
): Promise<Certificate> {
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
      isPrimary,
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
async function revokedMeanwhile(tx: Tx, order: Order, { keyId }: Issuance): Promise<Omit<WhyRevoked, "actor"> | null> {
  if (await isCompromised(tx, keyId))
    return { reason: "KEY_COMPROMISE", by: "its key is known to be compromised", mail: "mailKeyCompromised" };
  return order.state === "REVOKED" ? { reason: null, by: `order ${order.number} is revoked` } : null;
}
