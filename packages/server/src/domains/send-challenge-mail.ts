import { theProduct, transact } from "../foundation/transact.ts";
import { domainApproval } from "../mail/domain-approval.ts";
import { MailKind } from "../mail/mail.ts";
import { messageIdOf } from "../mail/message-id.ts";
import { sendOnce } from "../mail/send-once.ts";
import { ChallengeMail } from "./challenge-mail.ts";
import { lockChallenge } from "./lock-challenge.ts";
import { hashOfValue, newRandomValue } from "./random-value.ts";
import type { MailFacts, MailParts } from "./send-challenge-mails.ts";

/**
 * Mails one mailbox a value of its own (BR 3.2.2.4.4). The value's hash is on record before the mail leaves, so that
 * whatever arrives can be answered; a run that died in between is followed by another mail. False: the relay took none.
 */
export async function sendChallengeMail(
  { source, post }: MailParts,
  { challenge, domain, account, person, recipient, publicUrl }: MailFacts & { recipient: string; publicUrl: string },
  now: Date,
): Promise<boolean> {
  const value = newRandomValue();
  const { id: challengeId, accountId, createdAt, expiresAt, requestId } = challenge;
  const mail = await transact(source, theProduct, async (tx) => {
    if ((await lockChallenge(tx, challengeId, null))?.storedState !== "OPEN") return null;
    const row = { accountId, challengeId, recipient, valueSha256: hashOfValue(value), madeAt: now, sentAt: null };
    return tx.save(tx.create(ChallengeMail, { ...row, decision: null, decidedAt: null, decidedFrom: null }));
  });
  if (!mail) return false;

  const letter = domainApproval(
    {
      ...{ domain, recipient, askedAt: createdAt, expiresAt, onceOnly: requestId !== null, value, publicUrl },
      account: account.name,
      person: person && { name: person.name, email: person.email },
    },
    person?.locale ?? account.locale,
  );
  try {
    await sendOnce(
      source,
      post,
      {
        ...letter,
        ...{ kind: MailKind.DOMAIN_APPROVAL, aboutId: challengeId, accountId, to: { name: "", address: recipient } },
        messageId: messageIdOf(MailKind.DOMAIN_APPROVAL, mail.id, recipient, publicUrl),
      },
      now,
    );
  } catch {
    return false;
  }
  await transact(source, theProduct, (tx) => tx.update(ChallengeMail, { id: mail.id }, { sentAt: now }));
  return true;
}
