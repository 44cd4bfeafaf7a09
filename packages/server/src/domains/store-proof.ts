import { type Actor, audit } from "../audit/audit.ts";
import { enqueue } from "../foundation/queue.ts";
import type { Tx } from "../foundation/transact.ts";
import type { DomainChallenge } from "./domain-challenge.ts";
import type { CheckResult } from "./domain-check-type.ts";
import { DomainProof } from "./domain-proof.ts";

/** The end of an open challenge, which the transaction has locked: the proof, on the evidence of what was found at `now`. */
export async function storeProof(
  tx: Tx,
  actor: Actor,
  challenge: DomainChallenge,
  found: CheckResult,
  now: Date,
): Promise<DomainProof> {
  const { id, accountId, domainId, requestId, method } = challenge;
  const proof = await tx.save(
    tx.create(DomainProof, {
      ...{ accountId, domainId, requestId, method, obtainedAt: now, voidedAt: null },
      // BR 3.2.2.4.18: never for other names; .4, .7 and .14: for all that end in this one
      scope: method === "HTTP_FILE" ? "EXACT" : "SUBDOMAINS",
      evidence: { challenge: id, ...found },
    }),
  );
  await tx.save(
    Object.assign(challenge, { storedState: "PROVED", proofId: proof.id, endedAt: now, nextCheckAt: null, found }),
  );
  const detail = { domain: domainId, proof: proof.id, method, request: requestId, code: found.code, seen: found.seen };
  await audit(tx, actor, "domain.prove", { type: "challenge", id }, detail);
  await enqueue(tx, "proofObtained", { accountId }, `proofs ${accountId}`);
  return proof;
}
