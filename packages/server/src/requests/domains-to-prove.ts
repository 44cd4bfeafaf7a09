import { covers } from "@duplicert/shared/dns-name";
import type { Actor } from "../audit/audit.ts";
import type { Domain } from "../domains/domain.ts";
import { isByMail } from "../domains/domain-challenge.ts";
import { domainFor, holdNewDomains } from "../domains/domain-for.ts";
import type { DomainProofMethod } from "../domains/domain-proof.ts";
import type { Tx } from "../foundation/transact.ts";

/**
 * The domain that is to prove each name; what the account does not have is added. `method`: of a DV order, where every
 * name is proved for itself; null: the nearest domain above, which serves every order.
 */
export async function domainsToProve(
  tx: Tx,
  accountId: string,
  dnsNames: readonly string[],
  method: DomainProofMethod | null,
  actor: Actor,
  now: Date,
): Promise<Map<string, Domain>> {
  await holdNewDomains(tx, accountId);
  // a mailbox that speaks for a domain is at the domain that was registered, seldom at a host
  const exact = method !== null && !isByMail(method);
  const found = new Map<string, Domain>();
  for (const name of dnsNames) {
    const proving = exact ? provingName(name, dnsNames, method) : name;
    found.set(name, await domainFor(tx, accountId, proving, exact, actor, now));
  }
  return found;
}

/** Of the names, the highest by whose record the name is proved, too; a file proves the exact name only (BR 3.2.2.4.18). */
function provingName(name: string, names: readonly string[], method: DomainProofMethod): string {
  const own = name.replace(/^\*\./, "");
  if (method === "HTTP_FILE") return own;
  const above = names.map((one) => one.replace(/^\*\./, "")).filter((one) => covers(one, own));
  return above.sort((a, b) => a.length - b.length)[0] ?? own;
}
