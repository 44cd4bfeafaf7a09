import { type DataSource, type EntityManager, IsNull } from "typeorm";
import { Account } from "../accounts/account.ts";
import type { Locale } from "../accounts/locale.ts";
import { Member } from "../accounts/member.ts";
import { Certificate, serialText } from "../certificates/certificate.ts";
import { Revocation } from "../certificates/revocation.ts";
import type { Addresses } from "../foundation/context.ts";
import type { Jobs } from "../foundation/queue.ts";
import { look, theProduct } from "../foundation/transact.ts";
import { Key } from "../keys/key.ts";
import { keyCompromised } from "../mail/key-compromised.ts";
import { MailKind } from "../mail/mail.ts";
import { messageIdOf } from "../mail/message-id.ts";
import { type Outgoing, sendAll } from "../mail/send-once.ts";
import type { Post } from "../mail/transport.ts";
import { Order } from "../orders/order.ts";
import { OrderContact } from "../orders/order-contact.ts";
import { softwareOf } from "../orders/platform.ts";

interface Owner {
  name: string;
  email: string;
  locale: Locale;
}

/**
 * Job: tells the owner of a certificate, which is the order's certificate contacts and the account's administrators, that its
 * key is out and the certificate revoked. Safe to repeat.
 */
export async function mailKeyCompromised(
  source: DataSource,
  post: Post,
  told: Jobs["mailKeyCompromised"],
  { addresses, now }: { addresses: Addresses; now: Date },
): Promise<void> {
  const { certificate, owners, facts } = await look(source, theProduct, (db) =>
    compromiseFacts(db, told.certificateId),
  );
  const { publicUrl } = addresses;
  const messages = owners.map(
    ({ name, email, locale }): Outgoing => ({
      ...keyCompromised({ ...facts, recipientName: name, publicUrl }, locale),
      kind: MailKind.KEY_COMPROMISED,
      aboutId: certificate.id,
      accountId: certificate.accountId,
      to: { name, address: email },
      messageId: messageIdOf(MailKind.KEY_COMPROMISED, certificate.id, email, publicUrl),
    }),
  );
  await sendAll(source, post, messages, now);
}

async function compromiseFacts(db: EntityManager, certificateId: string) {
  const certificate = await db.findOneByOrFail(Certificate, { id: certificateId });
  const { issuingCaId, serial, orderId, keyId, commonName, dnsNames, serverName } = certificate;
  const revocation = await db.findOneByOrFail(Revocation, { issuingCaId: issuingCaId as string, serial });
  const order = await db.findOneByOrFail(Order, { id: orderId });
  const { spkiSha256 } = await db.findOneByOrFail(Key, { id: keyId });
  const platform = softwareOf(certificate.serverPlatformKey);
  const facts = {
    ...{ certificateId, commonName, dnsNames, serverName, platform, spkiSha256 },
    orderNumber: order.number,
    serialNumber: serialText(certificate),
    revokedAt: revocation.at,
  };
  return { certificate, owners: await ownersOf(db, order), facts };
}

async function ownersOf(db: EntityManager, order: Order): Promise<Owner[]> {
  const { locale } = await db.findOneByOrFail(Account, { id: order.accountId });
  const contacts = await db.findBy(OrderContact, { orderId: order.id, kind: "CERTIFICATE" });
  const administrators = await db.findBy(Member, {
    accountId: order.accountId,
    role: "ADMINISTRATOR",
    disabledAt: IsNull(),
  });
  const owners = [...contacts.map(({ name, email }) => ({ name, email, locale })), ...administrators];
  // a person may be both, and then reads it in their own language
  return [...new Map(owners.map((owner) => [owner.email.toLowerCase(), owner])).values()];
}
