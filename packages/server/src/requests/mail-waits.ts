import type { DataSource, EntityManager } from "typeorm";
import { Issuance } from "../certificates/issuance.ts";
import type { Addresses } from "../foundation/context.ts";
import type { Jobs } from "../foundation/queue.ts";
import { look, theProduct } from "../foundation/transact.ts";
import { MailKind } from "../mail/mail.ts";
import { messageIdOf } from "../mail/message-id.ts";
import { requestWaitsForProofs } from "../mail/request-waits-for-proofs.ts";
import { sendOnce } from "../mail/send-once.ts";
import type { Post } from "../mail/transport.ts";
import { CertificateRequest } from "./certificate-request.ts";
import { goesOnByItself } from "./goes-on-by-itself.ts";
import { issuesAnew } from "./issues-anew.ts";
import { isStuck } from "./let-wait.ts";
import { issueMailFacts } from "./mail-facts.ts";
import { knownForRequest, planRequest } from "./plan-request.ts";
import { DuplicateRefused } from "./request-problems.ts";

/** Job: tells the requester what an approved request waits for, and how to prove it, in their own language. Safe to repeat. */
export async function mailWaits(
  source: DataSource,
  post: Post,
  told: Jobs["mailWaits"],
  { addresses, now }: { addresses: Addresses; now: Date },
): Promise<void> {
  const known = await look(source, theProduct, (db) => waitingFacts(db, told, { addresses, now }));
  if (!known || known.requester.disabledAt) return;

  const { requester, accountId, facts } = known;
  // what lapsed before it was signed, and what no proof can mend, is told of again
  const turn = facts.stuck ? facts.reasons.map(({ code }) => code).join(" ") : (told.issuanceId ?? undefined);
  const { publicUrl } = addresses;
  const { name, email } = requester;
  const letter = requestWaitsForProofs({ ...facts, recipientName: name, publicUrl }, requester.locale);
  await sendOnce(
    source,
    post,
    {
      ...letter,
      ...{ kind: MailKind.REQUEST_WAITS_FOR_PROOFS, aboutId: told.requestId, accountId },
      to: { name, address: email },
      messageId: messageIdOf(MailKind.REQUEST_WAITS_FOR_PROOFS, told.requestId, email, publicUrl, turn),
    },
    now,
  );
}

async function waitingFacts(
  db: EntityManager,
  { requestId, issuanceId }: Jobs["mailWaits"],
  surroundings: { addresses: Addresses; now: Date },
) {
  const request = await db.findOneBy(CertificateRequest, { id: requestId, state: "APPROVED" });
  // gone on meanwhile, or given up
  if (!request || !issuesAnew(request) || request.issuanceId !== issuanceId) return null;
  if (issuanceId) {
    const { failure } = await db.findOneByOrFail(Issuance, { id: issuanceId });
    if (!goesOnByItself(request, failure)) return null;
  }
  const { order, requester, facts } = await issueMailFacts(db, request);
  const known = await knownForRequest(db, order, request, surroundings.now);
  const planned = await planRequest(db, surroundings, order, known, request);
  if (!(planned instanceof DuplicateRefused)) return null;
  const reasons = planned.reasons.map(({ code, subject, url }) => ({ code, subject, path: url }));
  const forItself = request.domainMethod !== null;
  const more = { reasons, forItself, again: issuanceId !== null, stuck: isStuck(planned) };
  return { requester, accountId: request.accountId, facts: { ...facts, ...more } };
}
