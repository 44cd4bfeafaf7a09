import type { EntityManager } from "typeorm";
import { DomainChallenge } from "./domain-challenge.ts";

const atOnce = 500;
// or the thousands of one account would keep everybody else from theirs
const ofOneAccount = 50;

/** Open challenges that are to be looked at, mailed or ended by now, those of each account that wait longest first. */
export function dueChallenges(db: EntityManager, now: Date): Promise<DomainChallenge[]> {
  return db
    .createQueryBuilder(DomainChallenge, "c")
    .where(
      `c.id in (select r.id from (select id, row_number() over (partition by account_id order by next_check_at) as place
         from domain_challenge where state = 'OPEN' and (next_check_at <= :now or expires_at <= :now)) r where r.place <= ${ofOneAccount})`,
      { now },
    )
    .orderBy("c.nextCheckAt", "ASC")
    .take(atOnce)
    .getMany();
}
