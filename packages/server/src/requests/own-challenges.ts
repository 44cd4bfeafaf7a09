import { type Actor, audit } from "../audit/audit.ts";
import { endChallenge } from "../domains/close-challenge.ts";
import { DomainChallenge } from "../domains/domain-challenge.ts";
import { openChallenge } from "../domains/open-challenge.ts";
import type { Tx } from "../foundation/transact.ts";
import { domainsToProve } from "./domains-to-prove.ts";
import type { AnewRequest } from "./issues-anew.ts";

/** Of a request on a DV order: opens the challenges by which its names are proved, for it alone. Of others nothing. The request is locked. */
export async function openOwnChallenges(
  tx: Tx,
  actor: Actor,
  request: AnewRequest,
  now: Date,
  names: readonly string[] = request.dnsNames,
): Promise<void> {
  const { id, accountId, domainMethod: method } = request;
  if (!method) return;
  const domains = await domainsToProve(tx, accountId, names, method, actor, now);
  const each = new Map([...domains.values()].map((domain) => [domain.id, domain]));
  // each is held until the end: always in one order, so that two wait for each other and never for ever
  const sorted = [...each.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const domain of sorted) await openChallenge(tx, actor, { domain, method, requestId: id }, now);
}

/** Withdraws what is open of a request's own challenges. The request is locked. */
export async function cancelOwnChallenges(tx: Tx, actor: Actor, requestId: string, now: Date): Promise<void> {
  const open = await tx.find(DomainChallenge, {
    where: { requestId, storedState: "OPEN" },
    order: { id: "ASC" },
    lock: { mode: "pessimistic_write" },
  });
  for (const challenge of open) {
    await endChallenge(tx, challenge, challenge.expiresAt <= now ? "EXPIRED" : "CANCELED", now);
    await audit(tx, actor, "domain.challenge.cancel", { type: "challenge", id: challenge.id }, { request: requestId });
  }
}
