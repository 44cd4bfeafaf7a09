import type { DataSource, EntityManager } from "typeorm";
import { Member } from "../accounts/member.ts";
import { Certificate, serialText } from "../certificates/certificate.ts";
import { earlierCertificates } from "../certificates/earlier-certificates.ts";
import { recipientsOf } from "../certificates/mail-revoked.ts";
import type { Addresses } from "../foundation/context.ts";
import type { Jobs } from "../foundation/queue.ts";
import { look, theProduct } from "../foundation/transact.ts";
import { MailKind } from "../mail/mail.ts";
import { messageIdOf } from "../mail/message-id.ts";
import { type EndingCertificate, type RevocationAheadFacts, revocationAhead } from "../mail/revocation-ahead.ts";
import { type Outgoing, sendAll } from "../mail/send-once.ts";
import type { Post } from "../mail/transport.ts";
import { Order } from "../orders/order.ts";
import { softwareOf } from "../orders/platform.ts";
import { ReissueRequest } from "../requests/reissue-request.ts";

interface Surroundings {
  addresses: Addresses;
  now: Date;
}

/** All letters of one occasion: what they tell, to whom, and by what they are known. */
interface Announcement {
  facts: Omit<RevocationAheadFacts, "recipientName" | "publicUrl">;
  recipients: Pick<Member, "name" | "email" | "locale">[];
  kind: MailKind;
  aboutId: string;
  accountId: string;
  turn: string;
}

/** Job: tells who asked for a reissue that it will end what was issued before. Safe to repeat. */
export async function mailRevocationAhead(
  source: DataSource,
  post: Post,
  told: Jobs["mailRevocationAhead"],
  surroundings: Surroundings,
): Promise<void> {
  await announce(
    source,
    post,
    await look(source, theProduct, (db) => requested(db, told, surroundings.now)),
    surroundings,
  );
}

/** Job: tells who asked, and the certificate contacts, which certificates end when; `soon`, a day before. Safe to repeat. */
export async function mailRevocationDue(
  source: DataSource,
  post: Post,
  told: Jobs["mailRevocationDue"],
  surroundings: Surroundings,
): Promise<void> {
  await announce(
    source,
    post,
    await look(source, theProduct, (db) => issued(db, told, surroundings.now)),
    surroundings,
  );
}

async function announce(
  source: DataSource,
  post: Post,
  announcement: Announcement | null,
  { addresses: { publicUrl }, now }: Surroundings,
): Promise<void> {
  if (!announcement) return;
  const { facts, recipients, kind, aboutId, accountId, turn } = announcement;
  const messages = recipients.map(
    ({ name, email, locale }): Outgoing => ({
      ...revocationAhead({ ...facts, recipientName: name, publicUrl }, locale),
      ...{ kind, aboutId, accountId },
      to: { name, address: email },
      messageId: messageIdOf(kind, aboutId, email, publicUrl, turn),
    }),
  );
  await sendAll(source, post, messages, now);
}

async function requested(
  db: EntityManager,
  { requestId }: Jobs["mailRevocationAhead"],
  now: Date,
): Promise<Announcement | null> {
  const request = await db.findOneByOrFail(ReissueRequest, { id: requestId });
  const { accountId, orderId, commonName, dnsNames } = request;
  const certificates = await earlierCertificates(db, orderId, now);
  const requester = await db.findOneByOrFail(Member, { id: request.requestedById });
  if (certificates.length === 0 || requester.disabledAt) return null;
  const { number: orderNumber } = await db.findOneByOrFail(Order, { id: orderId });
  return {
    facts: {
      ...{ occasion: "REQUESTED", requestId, orderNumber, commonName, dnsNames, dueAt: null },
      certificates: certificates.map(ending),
    },
    recipients: [requester],
    ...{ kind: MailKind.REVOCATION_AHEAD, aboutId: requestId, accountId, turn: "" },
  };
}

async function issued(
  db: EntityManager,
  { certificateId, soon }: Jobs["mailRevocationDue"],
  now: Date,
): Promise<Announcement | null> {
  const reissue = await db.findOneByOrFail(Certificate, { id: certificateId });
  const { accountId, orderId, commonName, dnsNames, issuanceId } = reissue;
  const valid = await earlierCertificates(db, orderId, now);
  const certificates = valid.filter(({ supersededById }) => supersededById === certificateId);
  const dueAt = certificates[0]?.revokeBy;
  if (!dueAt) return null;
  const request = issuanceId ? await db.findOneBy(ReissueRequest, { issuanceId }) : null;
  const { number: orderNumber } = await db.findOneByOrFail(Order, { id: orderId });
  // told again when one more has come under it
  const count = await db.countBy(Certificate, { supersededById: certificateId });
  return {
    facts: {
      ...{ requestId: request?.id ?? null, orderNumber, commonName, dnsNames, dueAt },
      occasion: soon ? "SOON" : "ISSUED",
      certificates: certificates.map(ending),
    },
    recipients: await recipientsOf(db, reissue, request?.requestedById ?? null),
    ...{ kind: MailKind.REVOCATION_DUE, aboutId: certificateId, accountId, turn: soon ? "soon" : String(count) },
  };
}

function ending(certificate: Certificate): EndingCertificate {
  const { commonName, serverName, serverPlatformKey, validTo } = certificate;
  return {
    ...{ commonName, serverName, validTo },
    serialNumber: serialText(certificate),
    platform: softwareOf(serverPlatformKey),
  };
}
