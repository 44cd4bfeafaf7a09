import type { DataSource, EntityManager } from "typeorm";
import type { Addresses } from "../foundation/context.ts";
import type { Jobs } from "../foundation/queue.ts";
import { look, theProduct } from "../foundation/transact.ts";
import { MailKind } from "../mail/mail.ts";
import { messageIdOf } from "../mail/message-id.ts";
import { requestLapsed } from "../mail/request-lapsed.ts";
import { sendOnce } from "../mail/send-once.ts";
import type { Post } from "../mail/transport.ts";
import { IssuingRequest } from "./issuing-request.ts";
import { issueMailFacts } from "./mail-facts.ts";
import { RequestDecision } from "./request-decision.ts";

/** Job: tells the requester that nobody decided on a request in time, and how to ask again, in their own language. Safe to repeat. */
export async function mailLapsed(
  source: DataSource,
  post: Post,
  told: Jobs["mailLapsed"],
  { addresses, now }: { addresses: Addresses; now: Date },
): Promise<void> {
  const known = await look(source, theProduct, (db) => lapsedFacts(db, told.requestId));
  if (!known || known.requester.disabledAt) return;

  const { request, requester, facts } = known;
  const { publicUrl } = addresses;
  const { name, email } = requester;
  const letter = requestLapsed({ ...facts, recipientName: name, publicUrl }, requester.locale);
  await sendOnce(
    source,
    post,
    {
      ...letter,
      kind: MailKind.REQUEST_LAPSED,
      aboutId: request.id,
      accountId: request.accountId,
      to: { name, address: email },
      messageId: messageIdOf(MailKind.REQUEST_LAPSED, request.id, email, publicUrl),
    },
    now,
  );
}

async function lapsedFacts(db: EntityManager, requestId: string) {
  const request = await db.findOneBy(IssuingRequest, { id: requestId, state: "CANCELED" });
  const lapse = request && (await db.findOneBy(RequestDecision, { requestId, outcome: "LAPSED" }));
  if (!request || !lapse) return null;
  const { requester, facts } = await issueMailFacts(db, request);
  return { request, requester, facts: { ...facts, lapsedAt: lapse.at } };
}
