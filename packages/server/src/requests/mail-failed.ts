import { type DuplicateRefusal, DuplicateRefusalCode } from "@duplicert/shared/duplicate-refusal";
import type { DataSource, EntityManager } from "typeorm";
import { Issuance } from "../certificates/issuance.ts";
import type { Addresses } from "../foundation/context.ts";
import type { Jobs } from "../foundation/queue.ts";
import { look, theProduct } from "../foundation/transact.ts";
import { issuanceFailed } from "../mail/issuance-failed.ts";
import { MailKind } from "../mail/mail.ts";
import { messageIdOf } from "../mail/message-id.ts";
import { sendOnce } from "../mail/send-once.ts";
import type { Post } from "../mail/transport.ts";
import { goesOnByItself } from "./goes-on-by-itself.ts";
import { IssuingRequest } from "./issuing-request.ts";
import { issueMailFacts } from "./mail-facts.ts";
import { mailWaits } from "./mail-waits.ts";

/** Job: tells the requester that what was approved could not be issued, and what to do, in their own language. Safe to repeat. */
export async function mailFailed(
  source: DataSource,
  post: Post,
  told: Jobs["mailFailed"],
  { addresses, now }: { addresses: Addresses; now: Date },
): Promise<void> {
  const known = await look(source, theProduct, (db) => failedFacts(db, told.issuanceId));
  if (known?.waits) {
    const { id: requestId } = known.request;
    return mailWaits(source, post, { requestId, issuanceId: told.issuanceId }, { addresses, now });
  }
  if (!known || known.requester.disabledAt) return;

  const { request, requester, facts } = known;
  const { publicUrl } = addresses;
  const { name, email } = requester;
  const letter = issuanceFailed({ ...facts, recipientName: name, publicUrl }, requester.locale);
  await sendOnce(
    source,
    post,
    {
      ...letter,
      kind: MailKind.ISSUANCE_FAILED,
      aboutId: told.issuanceId,
      accountId: request.accountId,
      to: { name, address: email },
      messageId: messageIdOf(MailKind.ISSUANCE_FAILED, told.issuanceId, email, publicUrl),
    },
    now,
  );
}

async function failedFacts(db: EntityManager, issuanceId: string) {
  const issuance = await db.findOneBy(Issuance, { id: issuanceId, state: "FAILED" });
  // null: retried or canceled meanwhile, or issued for no request at all
  const request = issuance && (await db.findOneBy(IssuingRequest, { issuanceId, state: "APPROVED" }));
  if (!issuance?.failure || !request) return null;
  const { requester, facts } = await issueMailFacts(db, request);
  const { message, reasons } = issuance.failure;
  // issued by itself once that is proved: nobody has to retry it
  const waits = goesOnByItself(request, issuance.failure);
  return { request, waits, requester, facts: { ...facts, message, refusals: refusalsAmong(reasons) } };
}

/** The refusals of our rules among the recorded reasons; a finding of lint is none. */
export function refusalsAmong(reasons: readonly object[]): DuplicateRefusal[] {
  return reasons.filter((reason): reason is DuplicateRefusal => {
    const { code } = reason as { code?: unknown };
    return typeof code === "string" && Object.hasOwn(DuplicateRefusalCode, code);
  });
}
