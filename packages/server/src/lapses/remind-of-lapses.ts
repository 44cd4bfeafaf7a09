import { Role } from "@duplicert/shared/roles";
import { type DataSource, type EntityManager, In, IsNull } from "typeorm";
import { Account } from "../accounts/account.ts";
import { Member } from "../accounts/member.ts";
import { audit } from "../audit/audit.ts";
import type { Addresses } from "../foundation/context.ts";
import type { Jobs } from "../foundation/queue.ts";
import { look, type Tx, theProduct, transact } from "../foundation/transact.ts";
import { MailKind } from "../mail/mail.ts";
import { messageIdOf } from "../mail/message-id.ts";
import { type Outgoing, sendAll } from "../mail/send-once.ts";
import type { Post } from "../mail/transport.ts";
import { validationLapses } from "../mail/validation-lapses.ts";
import { dueLapses } from "./due-lapses.ts";
import { lapsingValidations } from "./lapsing-validations.ts";

/** The accounts in which it was not looked today what lapses. */
export async function accountsToRemind(tx: Tx, now: Date): Promise<string[]> {
  const rows: { id: string }[] = await tx.query(
    `select a.id from account a where not exists (select from lapse_look l where l.account_id = a.id and l.day = $1::date)
     and (exists (select from domain d where d.account_id = a.id) or exists (select from organization g where g.account_id = a.id))
     order by a.id limit 500`,
    [dayOf(now)],
  );
  return rows.map(({ id }) => id);
}

/** The day of the clock, by which an account is reminded once. */
export function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10);
}

/**
 * Job: looks once a day what lapses in an account, and tells its administrators and managers of all that is due, in one mail to
 * each. What is due is on record before it is told, so that it is told once although the job dies or runs twice.
 */
export async function remindOfLapses(
  source: DataSource,
  post: Post,
  { accountId, day }: Jobs["remindOfLapses"],
  { addresses, now }: { addresses: Addresses; now: Date },
): Promise<void> {
  await transact(source, theProduct, (tx) => noteDue(tx, accountId, day, now));
  const known = await look(source, theProduct, (db) => factsOfDay(db, accountId, day, now));
  if (known.lapsing.length === 0) return;

  const { account, members, lapsing } = known;
  const { publicUrl } = addresses;
  const messages = members.map(({ name, email, locale }): Outgoing => {
    const letter = validationLapses({ recipientName: name, accountName: account.name, lapsing, publicUrl }, locale);
    return {
      ...letter,
      kind: MailKind.VALIDATION_LAPSES,
      aboutId: accountId,
      accountId,
      to: { name, address: email },
      messageId: messageIdOf(MailKind.VALIDATION_LAPSES, accountId, email, publicUrl, day),
    };
  });
  await sendAll(source, post, messages, now);
}

async function noteDue(tx: Tx, accountId: string, day: string, now: Date): Promise<void> {
  const looked: unknown[] = await tx.query(
    "insert into lapse_look (account_id, day, looked_at) values ($1, $2, $3) on conflict do nothing returning 1",
    [accountId, day, now],
  );
  if (looked.length === 0) return;
  for (const due of await dueLapses(tx, accountId, now)) {
    const { proofId, daysBefore, lapsesAt, domainId, organizationId } = due;
    const noted: unknown[] = await tx.query(
      `insert into lapse_reminder (account_id, day, proof_id, days_before, lapses_at, domain_id, organization_id)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning 1`,
      [accountId, day, proofId, daysBefore, lapsesAt, domainId, organizationId],
    );
    if (noted.length === 0) continue;
    const object = domainId ? { type: "domain", id: domainId } : { type: "organization", id: organizationId as string };
    await audit(tx, { accountId, actor: "work", now }, "lapse.remind", object, {
      proof: proofId,
      daysBefore,
      lapsesAt,
    });
  }
}

async function factsOfDay(db: EntityManager, accountId: string, day: string, now: Date) {
  const account = await db.findOneByOrFail(Account, { id: accountId });
  const roles = In([Role.ADMINISTRATOR, Role.MANAGER]);
  const members = await db.findBy(Member, { accountId, role: roles, disabledAt: IsNull() });
  return { account, members, lapsing: await lapsingValidations(db, accountId, day, now) };
}
