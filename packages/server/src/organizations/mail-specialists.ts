import { Between, type DataSource, type EntityManager, IsNull } from "typeorm";
import { Account } from "../accounts/account.ts";
import { Member } from "../accounts/member.ts";
import type { Addresses } from "../foundation/context.ts";
import type { Jobs } from "../foundation/queue.ts";
import { look, theProduct } from "../foundation/transact.ts";
import { MailKind } from "../mail/mail.ts";
import { messageIdOf } from "../mail/message-id.ts";
import { type Outgoing, sendAll } from "../mail/send-once.ts";
import type { Post } from "../mail/transport.ts";
import { verificationWaits } from "../mail/verification-waits.ts";
import { OrganizationVerification } from "./organization-verification.ts";
import { VerificationEvidence } from "./verification-evidence.ts";
import { openStates } from "./verification-state.ts";

const dayMs = 86_400_000;
/** How many submissions of one account are told of in 24 hours. */
const mostAnnouncedADay = 50;

/** Job: tells every specialist who may act on it now that a verification waits. Safe to repeat. */
export async function mailSpecialists(
  source: DataSource,
  post: Post,
  told: Jobs["mailSpecialists"],
  { addresses, now }: { addresses: Addresses; now: Date },
): Promise<void> {
  const known = await look(source, theProduct, (db) => waitingFacts(db, told.verificationId));
  if (!known) return;

  const { verification, specialists, facts, turn } = known;
  const { publicUrl } = addresses;
  const messages = specialists.map(
    ({ name, email, locale, accountId }): Outgoing => ({
      ...verificationWaits({ ...facts, recipientName: name, publicUrl }, locale),
      kind: MailKind.VERIFICATION_WAITS,
      aboutId: verification.id,
      accountId,
      to: { name, address: email },
      messageId: messageIdOf(MailKind.VERIFICATION_WAITS, verification.id, email, publicUrl, turn),
    }),
  );
  await sendAll(source, post, messages, now);
}

async function waitingFacts(db: EntityManager, id: string) {
  const verification = await db.findOneBy(OrganizationVerification, { id });
  // decided or canceled meanwhile: nobody need look at it
  if (!verification || !openStates.includes(verification.state)) return null;
  const { kind, details, submittedAt, collectedById, collectedAt } = verification;
  if (collectedById === null && (await isFlood(db, verification))) return null;
  const { name: account } = await db.findOneByOrFail(Account, { id: verification.accountId });
  const collector = collectedById ? await db.findOneByOrFail(Member, { id: collectedById }) : null;
  const all = await db.findBy(Member, { role: "VALIDATION_SPECIALIST", disabledAt: IsNull() });
  const hands = new Set((await db.findBy(VerificationEvidence, { verificationId: id })).map(({ by }) => by));
  // EVG 5.2.4: who had a hand in the collection does not decide
  const isFree = (one: Member) =>
    kind === "OV" || collector === null || (one.id !== collector.id && !hands.has(one.id));
  const step: "COLLECT" | "DECIDE" = collector ? "DECIDE" : "COLLECT";
  return {
    verification,
    specialists: all.filter(isFree),
    facts: {
      ...{ verificationId: id, kind, step, legalName: details.legalName, account, submittedAt },
      collectedBy: collector?.name ?? null,
    },
    // a collection may be opened again and completed again
    turn: collectedAt ? `${step} ${collectedAt.toISOString()}` : step,
  };
}

/** Who submits and cancels without end is not announced each time: the queue shows what waits. */
async function isFlood(db: EntityManager, { accountId, submittedAt }: OrganizationVerification): Promise<boolean> {
  const dayBefore = new Date(submittedAt.getTime() - dayMs);
  const lately = await db.countBy(OrganizationVerification, {
    accountId,
    submittedAt: Between(dayBefore, submittedAt),
  });
  return lately > mostAnnouncedADay;
}
