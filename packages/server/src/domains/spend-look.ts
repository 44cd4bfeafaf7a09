import type { DataSource } from "typeorm";
import { theProduct, transact } from "../foundation/transact.ts";
import { DomainChallenge } from "./domain-challenge.ts";
import { lockChallenge } from "./lock-challenge.ts";
import { registrableDomain } from "./public-suffix.ts";

const minuteMs = 60_000;
// one registered domain and all under it, for all accounts together
const mostLooksAMinute = 120;

const spend = `insert into domain_look as l (target, since, looks) values ($1, $2, 1)
  on conflict (target) do update set
    since = case when l.since <= $3 then $2 else l.since end,
    looks = case when l.since <= $3 then 1 else l.looks + 1 end
  where l.since <= $3 or l.looks < ${mostLooksAMinute} returning 1`;

/**
 * Whether a domain may be looked at now: anybody may name a stranger's, and nobody's servers are to be flooded through us.
 * If not, the challenge is looked at a minute later.
 */
export async function spendLook(
  source: DataSource,
  { id }: Pick<DomainChallenge, "id">,
  domain: string,
  now: Date,
): Promise<boolean> {
  return transact(source, theProduct, async (tx) => {
    const target = registrableDomain(domain);
    const spent: unknown[] = await tx.query(spend, [target, now, new Date(now.getTime() - minuteMs)]);
    if (spent.length > 0) return true;
    if ((await lockChallenge(tx, id, null))?.storedState === "OPEN")
      await tx.update(DomainChallenge, { id }, { nextCheckAt: new Date(now.getTime() + minuteMs) });
    return false;
  });
}
