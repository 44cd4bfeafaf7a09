import { mostMailsADay } from "@duplicert/shared/domain-validation-refusals";
import type { DataSource, EntityManager } from "typeorm";
import { Account } from "../accounts/account.ts";
import { Member } from "../accounts/member.ts";
import { audit } from "../audit/audit.ts";
import type { Addresses } from "../foundation/context.ts";
import type { Jobs } from "../foundation/queue.ts";
import { look, theProduct, transact } from "../foundation/transact.ts";
import type { Post } from "../mail/transport.ts";
import type { Network } from "../network/network.ts";
import { ChallengeMail } from "./challenge-mail.ts";
import { contactAddresses } from "./contact-addresses.ts";
import { Domain } from "./domain.ts";
import { DomainChallenge, isByMail } from "./domain-challenge.ts";
import type { CheckResult, Finding } from "./domain-check-type.ts";
import { expireChallenge } from "./expire-challenge.ts";
import { placeOf } from "./instruction.ts";
import { lockChallenge } from "./lock-challenge.ts";
import { mailRoute } from "./mail-route.ts";
import { isFlood, mailsSent } from "./mails-of-a-day.ts";
import { nextCheck } from "./next-check.ts";
import { sendChallengeMail } from "./send-challenge-mail.ts";
import { spendLook } from "./spend-look.ts";

const mostTries = 5;

export interface MailParts {
  source: DataSource;
  network: Network;
  post: Post;
}

/** Job: mails every mailbox of a challenge that has got none yet. Safe to repeat: what was sent and written down is not sent again. */
export async function sendChallengeMails(
  parts: MailParts,
  { challengeId }: Jobs["sendChallengeMails"],
  { addresses: { publicUrl }, now }: { addresses: Addresses; now: Date },
): Promise<void> {
  const known = await look(parts.source, theProduct, (db) => mailFacts(db, challengeId));
  if (!known) return;
  if (known.challenge.expiresAt <= now) return expireChallenge(parts.source, challengeId, now);

  if (!(await spendLook(parts.source, known.challenge, known.domain, now))) return;
  const outcome = await sendAll(parts, known, publicUrl, now);
  await writeDown(parts.source, challengeId, outcome, now);
}

/** What a letter tells, and to whom it goes in which language. */
export type MailFacts = NonNullable<Awaited<ReturnType<typeof mailFacts>>>;

async function mailFacts(db: EntityManager, id: string) {
  const challenge = await db.findOneBy(DomainChallenge, { id, storedState: "OPEN" });
  if (!challenge || !isByMail(challenge.method)) return null;
  const { domainId, accountId, createdById } = challenge;
  const { name: domain } = await db.findOneByOrFail(Domain, { id: domainId });
  const account = await db.findOneByOrFail(Account, { id: accountId });
  const person = createdById ? await db.findOneByOrFail(Member, { id: createdById }) : null;
  const mails = await db.findBy(ChallengeMail, { challengeId: id });
  const sentTo = mails.flatMap((mail) => (mail.sentAt ? [mail.recipient] : []));
  return { challenge, domain, account, person, sentTo };
}

interface Outcome {
  result: CheckResult;
  /** Whom the challenge asks, as far as is known. */
  addresses: string[];
  /** Everybody got a mail. */
  done: boolean;
}

async function sendAll(parts: MailParts, facts: MailFacts, publicUrl: string, now: Date): Promise<Outcome> {
  const { challenge, domain, sentTo } = facts;
  const place = placeOf(challenge, domain);
  const contact = challenge.method === "EMAIL_TXT_CONTACT" ? await contactAddresses(parts.network, place, now) : null;
  if (contact?.fault) return { result: contact.fault, addresses: challenge.addresses, done: false };

  const findings: Finding[] = contact?.findings ?? [];
  const addresses = contact?.addresses ?? challenge.addresses;
  const said = (code: CheckResult["code"], where: string, seen: string | null, done: boolean): Outcome => {
    const at = now.toISOString();
    return { result: { code, where, seen, at, findings }, addresses: [...new Set([...sentTo, ...addresses])], done };
  };
  const waiting = addresses.filter((one) => !sentTo.includes(one));
  const sent = await look(parts.source, theProduct, (db) => mailsSent(db, domain, now));
  const crowded = await look(parts.source, theProduct, (db) => isFlood(db, challenge, { domain, to: waiting }, now));
  if (crowded || sent + waiting.length > mostMailsADay) return said("MAIL_LIMIT", domain, String(sent), false);

  const unsent: string[] = [];
  for (const recipient of waiting) {
    const mailDomain = recipient.slice(recipient.lastIndexOf("@") + 1);
    const from = parts.network.perspectives[0];
    const route = await mailRoute(from, mailDomain, now);
    if (!route.exists) {
      const evidence = { answers: route.evidence };
      findings.push({ perspective: from.name, code: "NO_MAIL_EXCHANGER", seen: null, evidence });
      return said("NO_MAIL_EXCHANGER", mailDomain, null, false);
    }
    if (!(await sendChallengeMail(parts, { ...facts, recipient, publicUrl }, now))) unsent.push(recipient);
  }
  const none = unsent.length === addresses.length;
  if (none) return said("MAIL_NOT_SENT", domain, unsent.join(", "), false);
  return said("MAIL_SENT", domain, addresses.filter((one) => !unsent.includes(one)).join(", "), unsent.length === 0);
}

async function writeDown(
  source: DataSource,
  id: string,
  { result, addresses, done }: Outcome,
  now: Date,
): Promise<void> {
  await transact(source, theProduct, async (tx) => {
    const challenge = await lockChallenge(tx, id, null);
    if (challenge?.storedState !== "OPEN") return;
    const { accountId, pollsUntil } = challenge;
    if (challenge.found?.code !== result.code) {
      const outcome = result.code === "MAIL_SENT" ? "DONE" : "FAILED";
      const { code, where, seen } = result;
      const actor = { accountId, actor: "work", now };
      await audit(tx, actor, "domain.mail", { type: "challenge", id }, { code, where, seen }, outcome);
    }
    const checks = challenge.checks + 1;
    // one mailbox that is not there does not keep us trying for a week when others got theirs
    const enough = done || (result.code === "MAIL_SENT" && checks >= mostTries);
    const nextCheckAt = enough ? null : nextCheck(checks, now, pollsUntil);
    await tx.save(Object.assign(challenge, { checks, lastCheckedAt: now, nextCheckAt, found: result, addresses }));
  });
}
