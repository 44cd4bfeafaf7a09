import type { EntityManager } from "typeorm";
import { registrableDomain } from "./public-suffix.ts";

const dayMs = 86_400_000;
const sent = `select count(*) from challenge_mail m
  join domain_challenge c on c.id = m.challenge_id join domain d on d.id = c.domain_id
  where d.name = $1 and m.sent_at > $2`;
const aboutToBeSent = `select coalesce(sum(greatest(cardinality(c.recipients), 1)), 0)
  from domain_challenge c join domain d on d.id = c.domain_id
  where d.name = $1 and c.state = 'OPEN' and c.method in ('EMAIL_CONSTRUCTED', 'EMAIL_TXT_CONTACT') and c.created_at > $2
    and not exists (select 1 from challenge_mail m where m.challenge_id = c.id and m.sent_at is not null)`;

/**
 * How many mails have asked for approval of a domain in the last 24 hours, whichever account wanted it: the mailboxes are
 * those of one domain, and nobody is to flood them.
 */
export function mailsSent(db: EntityManager, domain: string, now: Date): Promise<number> {
  return count(db, `select (${sent}) as count`, domain, now);
}

/** The same with those that are about to be sent. */
export function mailsOfADay(db: EntityManager, domain: string, now: Date): Promise<number> {
  return count(db, `select (${sent}) + (${aboutToBeSent}) as count`, domain, now);
}

// whoever runs names without end, or publishes a stranger's address at many, sends no more for it
const most = { aroundDomain: 50, toOne: 30, ofAccount: 500 };
// "a.da+1@" and "ada@" are one mailbox with many providers
const mailbox = (address: string) =>
  `replace(regexp_replace(split_part(lower(${address}), '@', 1), '[+].*$', ''), '.', '') || '@' || split_part(lower(${address}), '@', 2)`;
const around = `select
    count(*) filter (where d.name = $1 or right(d.name, length($1) + 1) = '.' || $1) as "aroundDomain",
    count(*) filter (where c.account_id = $4) as "ofAccount",
    (select coalesce(max(n), 0) from (
       select count(*) as n from challenge_mail o join unnest($3::text[]) as t (address) on ${mailbox("o.recipient")} = ${mailbox("t.address")}
       where o.sent_at > $2 group by t.address) to_each) as "toOne"
  from challenge_mail m join domain_challenge c on c.id = m.challenge_id join domain d on d.id = c.domain_id where m.sent_at > $2`;

/** Whether these mails would be too many in 24 hours: about one registered domain, to one mailbox, or for one account. */
export async function isFlood(
  db: EntityManager,
  { accountId }: { accountId: string },
  { domain, to }: { domain: string; to: readonly string[] },
  now: Date,
): Promise<boolean> {
  const since = new Date(now.getTime() - dayMs);
  const [sent]: Record<keyof typeof most, string>[] = await db.query(around, [
    registrableDomain(domain),
    since,
    [...to],
    accountId,
  ]);
  const { aroundDomain, toOne, ofAccount } = sent!;
  return (
    Number(aroundDomain) + to.length > most.aroundDomain ||
    Number(toOne) + 1 > most.toOne ||
    Number(ofAccount) + to.length > most.ofAccount
  );
}

async function count(db: EntityManager, sql: string, domain: string, now: Date): Promise<number> {
  const [row]: { count: string }[] = await db.query(sql, [domain, new Date(now.getTime() - dayMs)]);
  return Number(row?.count);
}
