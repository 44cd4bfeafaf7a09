import { In } from "typeorm";
import { type Actor, audit } from "../audit/audit.ts";
import type { Tx } from "../foundation/transact.ts";
import { isUuid } from "../foundation/uuid.ts";
import { Domain } from "./domain.ts";
import { namesAbove } from "./names-above.ts";
import { registrableDomain } from "./public-suffix.ts";

/**
 * The domain of the account that is to prove a name: the nearest above it, or else its registrable domain, which is added.
 * `exact` (a file speaks for the exact name alone): the name itself without "*.", which is added where there is none.
 */
export async function domainFor(
  tx: Tx,
  accountId: string,
  dnsName: string,
  exact: boolean,
  actor: Actor,
  now: Date,
): Promise<Domain> {
  const name = dnsName.replace(/^\*\./, "");
  if (exact) return ensureDomain(tx, accountId, name, actor, now);
  const above = await tx.findBy(Domain, { accountId, name: In(namesAbove(name)) });
  const [nearest] = above.sort((a, b) => b.name.length - a.name.length);
  return nearest ?? ensureDomain(tx, accountId, registrableDomain(name), actor, now);
}

/**
 * Taken before several domains of an account are asked for, and held until the transaction ends: two that add the same
 * ones in another order would wait for each other for ever.
 */
export async function holdNewDomains(tx: Tx, accountId: string): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`domains ${accountId}`]);
}

/** The account's domain of that name, added if it is not there; two at once make one. */
export async function ensureDomain(tx: Tx, accountId: string, name: string, actor: Actor, now: Date): Promise<Domain> {
  const row = { accountId, name, addedById: isUuid(actor.actor) ? actor.actor : null, addedAt: now };
  const { raw } = await tx.createQueryBuilder().insert().into(Domain).values(row).orIgnore().returning("id").execute();
  const domain = await tx.findOneByOrFail(Domain, { accountId, name });
  if (raw.length > 0) await audit(tx, actor, "domain.add", { type: "domain", id: domain.id }, { name });
  return domain;
}
