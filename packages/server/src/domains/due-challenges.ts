import type { EntityManager } from "typeorm";
import { DomainChallenge } from "./domain-challenge.ts";

const atOnce = 500;

/** Open challenges that are to be looked at, mailed or ended by now, those that wait longest first. */
export function dueChallenges(db: EntityManager, now: Date): Promise<DomainChallenge[]> {
  return db
    .createQueryBuilder(DomainChallenge, "c")
    .where("c.storedState = 'OPEN' and (c.nextCheckAt <= :now or c.expiresAt <= :now)", { now })
    .orderBy("c.nextCheckAt", "ASC")
    .take(atOnce)
    .getMany();
}
