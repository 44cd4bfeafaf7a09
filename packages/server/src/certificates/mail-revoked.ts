import type { DataSource, EntityManager } from "typeorm";
import { Account } from "../accounts/account.ts";
import { Member } from "../accounts/member.ts";
import type { Addresses } from "../foundation/context.ts";
import type { Jobs } from "../foundation/queue.ts";
import { look, theProduct } from "../foundation/transact.ts";
import { certificateRevoked } from "../mail/certificate-revoked.ts";
import { MailKind } from "../mail/mail.ts";
import { messageIdOf } from "../mail/message-id.ts";
import { type Outgoing, sendAll } from "../mail/send-once.ts";
import type { Post } from "../mail/transport.ts";
import { Order } from "../orders/order.ts";
import { OrderContact } from "../orders/order-contact.ts";
import { softwareOf } from "../orders/platform.ts";
import { Certificate, serialText } from "./certificate.ts";
import { revocationsOf } from "./certificate-status.ts";

/** Job: tells every certificate contact of the order, and who asked for it, that a certificate is revoked. Safe to repeat. */
export async function mailRevoked(
  source: DataSource,
  post: Post,
  told: Jobs["mailRevoked"],
  { addresses, now }: { addresses: Addresses; now: Date },
): Promise<void> {
  const known = await look(source, theProduct, (db) => revokedFacts(db, told));
  if (!known) return;

  const { certificate, recipients, facts } = known;
  const { publicUrl } = addresses;
  const messages = recipients.map(({ name, email, locale }): Outgoing => {
    return {
      ...certificateRevoked({ ...facts, recipientName: name, publicUrl }, locale),
      kind: MailKind.CERTIFICATE_REVOKED,
      aboutId: certificate.id,
      accountId: certificate.accountId,
      to: { name, address: email },
      messageId: messageIdOf(MailKind.CERTIFICATE_REVOKED, certificate.id, email, publicUrl),
    };
  });
  await sendAll(source, post, messages, now);
}

async function revokedFacts(db: EntityManager, { certificateId, requestedBy }: Jobs["mailRevoked"]) {
  const certificate = await db.findOneBy(Certificate, { id: certificateId });
  const revocation = certificate && (await revocationsOf(db, [certificate])).get(certificateId);
  if (!certificate || !revocation) return null;
  const order = await db.findOneByOrFail(Order, { id: certificate.orderId });
  const { kind, commonName, dnsNames, serverName } = certificate;
  const facts = {
    certificateId,
    orderNumber: order.number,
    platform: softwareOf(certificate.serverPlatformKey),
    ...{ kind, commonName, dnsNames, serverName },
    serialNumber: serialText(certificate),
    revokedAt: revocation.at,
    reason: revocation.reason,
    orderRevoked: order.state === "REVOKED",
  };
  return { certificate, recipients: await recipientsOf(db, certificate, requestedBy), facts };
}

/** Whom a revocation concerns: contacts in the account's language, the person who asked in their own; nobody twice. */
export async function recipientsOf(
  db: EntityManager,
  { accountId, orderId }: Pick<Certificate, "accountId" | "orderId">,
  requestedBy: string | null,
) {
  const { locale } = await db.findOneByOrFail(Account, { id: accountId });
  const contacts = await db.findBy(OrderContact, { orderId, kind: "CERTIFICATE" });
  const requester = requestedBy ? await db.findOneBy(Member, { id: requestedBy, accountId }) : null;
  const all = [
    ...contacts.map(({ name, email }) => ({ name, email, locale })),
    ...(requester && !requester.disabledAt ? [requester] : []),
  ];
  return [...new Map(all.map(({ name, email, locale }) => [email.toLowerCase(), { name, email, locale }])).values()];
}
