import { type DownloadFormat, downloadPlan } from "@duplicert/shared/download-formats";
import type { DataSource, EntityManager } from "typeorm";
import { Account } from "../accounts/account.ts";
import type { Addresses } from "../foundation/context.ts";
import type { Jobs } from "../foundation/queue.ts";
import { look, theProduct } from "../foundation/transact.ts";
import { certificateIssued } from "../mail/certificate-issued.ts";
import { MailKind } from "../mail/mail.ts";
import { messageIdOf } from "../mail/message-id.ts";
import { type Outgoing, sendAll } from "../mail/send-once.ts";
import type { Post } from "../mail/transport.ts";
import { Order } from "../orders/order.ts";
import { OrderContact } from "../orders/order-contact.ts";
import { softwareOf } from "../orders/platform.ts";
import { Certificate, CertificateDer, serialText } from "./certificate.ts";
import { certificateStatuses } from "./certificate-status.ts";
import { chainDers, downloadOf } from "./download.ts";
import { Issuance } from "./issuance.ts";

/** Job: mails an issued certificate to every certificate contact of its order, in the account's language. Safe to repeat. */
export async function mailIssued(
  source: DataSource,
  post: Post,
  told: Jobs["mailIssued"],
  { addresses, now }: { addresses: Addresses; now: Date },
): Promise<void> {
  const known = await look(source, theProduct, (db) => issuedFacts(db, told.certificateId, now));
  if (!known) return;

  const { certificate, locale, contacts, facts } = known;
  const { publicUrl } = addresses;
  const messages = contacts.map(({ name, email }): Outgoing => {
    return {
      ...certificateIssued({ ...facts, recipientName: name, publicUrl }, locale),
      kind: MailKind.CERTIFICATE_ISSUED,
      aboutId: certificate.id,
      accountId: certificate.accountId,
      to: { name, address: email },
      messageId: messageIdOf(MailKind.CERTIFICATE_ISSUED, certificate.id, email, publicUrl),
    };
  });
  await sendAll(source, post, messages, now);
}

async function issuedFacts(db: EntityManager, certificateId: string, now: Date) {
  const certificate = await db.findOneBy(Certificate, { id: certificateId });
  if (!certificate) return null;
  const der = await db.findOneByOrFail(CertificateDer, { certificateId });
  const order = await db.findOneByOrFail(Order, { id: certificate.orderId });
  const { locale } = await db.findOneByOrFail(Account, { id: certificate.accountId });
  const contacts = await db.findBy(OrderContact, { orderId: order.id, kind: "CERTIFICATE" });
  const issuance = certificate.issuanceId ? await db.findOneBy(Issuance, { id: certificate.issuanceId }) : null;
  const statuses = await certificateStatuses(db, [certificate], now);

  const platform = softwareOf(certificate.serverPlatformKey);
  const format: DownloadFormat = platform.defaultFormat;
  const { contentType, fileName, body } = downloadOf(certificate, chainDers(der), format);
  const { kind, commonName, dnsNames, serverName, validFrom, validTo, sha256Fingerprint } = certificate;
  const facts = {
    certificateId,
    orderNumber: order.number,
    organization: issuance?.subjectFacts.organization ?? null,
    platform,
    ...{ kind, commonName, dnsNames, serverName, validFrom, validTo, sha256Fingerprint },
    serialNumber: serialText(certificate),
    revoked: statuses.get(certificateId) === "REVOKED",
    attachment: { fileName, contentType, content: body },
    plan: downloadPlan(format, commonName),
  };
  return { certificate, locale, contacts: oncePerAddress(contacts), facts };
}

// A person may be an order's contact twice.
function oncePerAddress(contacts: OrderContact[]): OrderContact[] {
  return [...new Map(contacts.map((contact) => [contact.email.toLowerCase(), contact])).values()];
}
