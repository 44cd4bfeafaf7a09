import type { DataSource, EntityManager } from "typeorm";
import { Member } from "../accounts/member.ts";
import type { Addresses } from "../foundation/context.ts";
import type { Jobs } from "../foundation/queue.ts";
import { look, theProduct } from "../foundation/transact.ts";
import { MailKind } from "../mail/mail.ts";
import { messageIdOf } from "../mail/message-id.ts";
import { requestRejected } from "../mail/request-rejected.ts";
import { sendOnce } from "../mail/send-once.ts";
import type { Post } from "../mail/transport.ts";
import { CertificateRequest } from "./certificate-request.ts";
import { requestMailFacts } from "./mail-facts.ts";
import type { AnyRequest } from "./open-request.ts";
import { RequestDecision } from "./request-decision.ts";

/** Job: tells the requester that a request was rejected, by whom and why, in their own language. Safe to repeat. */
export async function mailRejected(
  source: DataSource,
  post: Post,
  told: Jobs["mailRejected"],
  { addresses, now }: { addresses: Addresses; now: Date },
): Promise<void> {
  const known = await look(source, theProduct, (db) => rejectedFacts(db, told.requestId));
  if (!known || known.requester.disabledAt) return;

  const { request, requester, facts } = known;
  const { publicUrl } = addresses;
  const { name, email } = requester;
  const letter = requestRejected({ ...facts, recipientName: name, publicUrl }, requester.locale);
  await sendOnce(
    source,
    post,
    {
      ...letter,
      kind: MailKind.REQUEST_REJECTED,
      aboutId: request.id,
      accountId: request.accountId,
      to: { name, address: email },
      messageId: messageIdOf(MailKind.REQUEST_REJECTED, request.id, email, publicUrl),
    },
    now,
  );
}

async function rejectedFacts(db: EntityManager, requestId: string) {
  const request = (await db.findOneBy(CertificateRequest, { id: requestId, state: "REJECTED" })) as AnyRequest | null;
  if (!request) return null;
  const decision = await db.findOneByOrFail(RequestDecision, { requestId, outcome: "REJECTED" });
  const rejecter = await db.findOneByOrFail(Member, { id: decision.byId });
  const { requester, facts } = await requestMailFacts(db, request);
  const rejection = { rejectedBy: rejecter.name, rejectedAt: decision.at, reason: decision.comments ?? "" };
  return { request, requester, facts: { ...facts, ...rejection } };
}
