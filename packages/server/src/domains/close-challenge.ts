import type { Tx } from "../foundation/transact.ts";
import type { DomainChallenge, DomainChallengeState } from "./domain-challenge.ts";
import type { CheckResult } from "./domain-check-type.ts";

/** Ends an open challenge that the transaction has locked. PROVED is `storeProof`'s. */
export async function endChallenge(
  tx: Tx,
  challenge: DomainChallenge,
  state: Exclude<DomainChallengeState, "OPEN" | "PROVED">,
  now: Date,
  found: CheckResult | null = challenge.found,
): Promise<DomainChallenge> {
  return tx.save(Object.assign(challenge, { storedState: state, endedAt: now, nextCheckAt: null, found }));
}
