import { hoursToReplace, reissueEffect } from "@duplicert/shared/reissue-effect";
import { IsNull } from "typeorm";
import { audit } from "../audit/audit.ts";
import { enqueue } from "../foundation/queue.ts";
import type { Tx } from "../foundation/transact.ts";
import type { Order } from "../orders/order.ts";
import { setOrderNames } from "../orders/set-order-names.ts";
import { Certificate } from "./certificate.ts";
import { earlierCertificates } from "./earlier-certificates.ts";

const replacedWithin = hoursToReplace * 3_600_000;

/** What there was on the order before a reissue. */
export interface Replaced {
  primary: Certificate | null;
  /** Those that are still valid, and ours to revoke. */
  earlier: Certificate[];
}

/** The first half of a reissue's coming: what there is steps aside, so that at no moment two are primary. The order is locked for update. */
export async function stepAside(tx: Tx, order: Order, now: Date): Promise<Replaced> {
  const earlier = await earlierCertificates(tx, order.id, now);
  const primary = await tx.findOneBy(Certificate, { orderId: order.id, isPrimary: true });
  if (primary) await tx.update(Certificate, { id: primary.id }, { isPrimary: false });
  return { primary, earlier };
}

/**
 * The second half: the order has the new certificate's names; if a name was left out or changed, all
 * that was issued before will be revoked.
 */
export async function takePlace(
  tx: Tx,
  order: Order,
  certificate: Certificate,
  { primary, earlier }: Replaced,
  now: Date,
): Promise<void> {
  const { id, commonName, dnsNames } = certificate;
  await setOrderNames(tx, order, commonName, dnsNames);
  const { removed, revokesEarlier } = reissueEffect(primary?.dnsNames ?? [], dnsNames);
  if (!revokesEarlier) return;
  const due = new Date(now.getTime() + replacedWithin);
  let told = 0;
  for (const one of earlier) told += await revokeBy(tx, one, id, due, removed, now);
  if (told > 0) await enqueue(tx, "mailRevocationDue", { certificateId: id, soon: false });
}

/** A duplicate that was signed while a reissue left out one of its names: it goes with the others that had it. */
export async function followReissue(tx: Tx, duplicate: Certificate, now: Date): Promise<void> {
  const primary = await tx.findOneBy(Certificate, { orderId: duplicate.orderId, isPrimary: true });
  if (!primary) return;
  const { removed, revokesEarlier } = reissueEffect(duplicate.dnsNames, primary.dnsNames);
  if (!revokesEarlier) return;
  const [together] = await tx.findBy(Certificate, { supersededById: primary.id });
  const due = together?.revokeBy ?? new Date(now.getTime() + replacedWithin);
  await revokeBy(tx, duplicate, primary.id, due, removed, now);
  await enqueue(tx, "mailRevocationDue", { certificateId: primary.id, soon: false });
}

// What was to be revoked before is revoked then: the sooner of two promises is kept.
async function revokeBy(
  tx: Tx,
  { id, accountId }: Certificate,
  supersededById: string,
  due: Date,
  removed: string[],
  now: Date,
): Promise<number> {
  const { affected } = await tx.update(
    Certificate,
    { id, revokeBy: IsNull() },
    { revokeBy: due, supersededById, isPrimary: false },
  );
  if (affected === 0) return 0;
  const detail = { due, supersededBy: supersededById, removed };
  await audit(tx, { accountId, actor: "work", now }, "certificate.supersede", { type: "certificate", id }, detail);
  return 1;
}
