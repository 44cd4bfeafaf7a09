import type { EntityManager } from "typeorm";

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

async function count(db: EntityManager, sql: string, domain: string, now: Date): Promise<number> {
  const [row]: { count: string }[] = await db.query(sql, [domain, new Date(now.getTime() - dayMs)]);
  return Number(row?.count);
}
