import { type DataSource, type EntityManager, IsNull, Not } from "typeorm";
import { audit } from "../audit/audit.ts";
import type { Jobs } from "../foundation/queue.ts";
import { look, type Tx, theProduct, transact } from "../foundation/transact.ts";
import { fromEverywhere, type Network, type Perspective } from "../network/network.ts";
import { checkDnsCname } from "./check-dns-cname.ts";
import { checkDnsTxt } from "./check-dns-txt.ts";
import { checkHttpFile } from "./check-http-file.ts";
import type { Seen, Sought } from "./dns-finding.ts";
import { Domain } from "./domain.ts";
import { DomainChallenge } from "./domain-challenge.ts";
import type { CheckResult } from "./domain-check-type.ts";
import type { DomainProofMethod } from "./domain-proof.ts";
import { expireChallenge } from "./expire-challenge.ts";
import { placeOf, targetOf } from "./instruction.ts";
import { lockChallenge } from "./lock-challenge.ts";
import { nextCheck } from "./next-check.ts";
import { spendLook } from "./spend-look.ts";
import { storeProof } from "./store-proof.ts";

// of a value that is older nobody is told more than that it is wrong
const rememberedValues = 100;

type Check = (from: Perspective, sought: Sought, now: Date) => Promise<Seen>;

const checks: Partial<Record<DomainProofMethod, Check>> = {
  DNS_TXT: checkDnsTxt,
  DNS_CNAME: checkDnsCname,
  HTTP_FILE: checkHttpFile,
};

/** Job: looks from every perspective whether a challenge is met, and writes down what was seen, and the proof. Safe to repeat, and to run twice at once. */
export async function checkDomainChallenge(
  source: DataSource,
  network: Network,
  { challengeId }: Jobs["checkDomainChallenge"],
  now: Date,
): Promise<void> {
  const known = await look(source, theProduct, (db) => soughtBy(db, challengeId, network));
  const check = known && checks[known.challenge.method];
  if (!check) return;
  if (known.challenge.expiresAt <= now) return expireChallenge(source, challengeId, now);

  const { sought, challenge, domain } = known;
  if (!(await spendLook(source, challenge, domain.name, now))) return;
  const { holds, findings } = await fromEverywhere(network, (from) => check(from, sought, now));

  const found = resultOf(sought, holds, findings, now);
  await transact(source, theProduct, (tx) => writeDown(tx, challengeId, holds, found, now));
}

async function soughtBy(db: EntityManager, id: string, network: Network) {
  const challenge = await db.findOneBy(DomainChallenge, { id, storedState: "OPEN" });
  if (challenge?.value == null) return null;
  const { domainId, value } = challenge;
  const domain = await db.findOneByOrFail(Domain, { id: domainId });
  const others = await db.find(DomainChallenge, {
    select: { id: true, value: true },
    where: { domainId, id: Not(id), value: Not(IsNull()) },
    order: { createdAt: "DESC" },
    take: rememberedValues,
  });
  const earlier = others.flatMap(({ value }) => value ?? []);
  const target = targetOf(network.caaIdentities[0] ?? "");
  const sought: Sought = { place: placeOf(challenge, domain.name), value, earlier, target };
  return { challenge, domain, sought };
}

function resultOf(
  { place }: Sought,
  holds: boolean,
  findings: (Seen & { perspective: string })[],
  now: Date,
): CheckResult {
  const ours = findings[0]!;
  // BR 3.2.2.9: what we see alone, others have to see as well
  const code = ours.holds && !holds ? "NOT_CORROBORATED" : ours.code;
  return {
    ...{ code, where: place, seen: ours.seen, at: now.toISOString() },
    findings: findings.map(({ perspective, code, seen, evidence }) => ({ perspective, code, seen, evidence })),
  };
}

async function writeDown(tx: Tx, id: string, holds: boolean, found: CheckResult, now: Date): Promise<void> {
  const challenge = await lockChallenge(tx, id, null);
  // ended while it was being looked at: that one was sooner
  if (challenge?.storedState !== "OPEN") return;
  const count = challenge.checks + 1;
  Object.assign(challenge, { checks: count, lastCheckedAt: now });
  const { accountId, pollsUntil } = challenge;
  const actor = { accountId, actor: "work", now };
  if (holds) {
    await storeProof(tx, actor, challenge, found, now);
    return;
  }
  // the same finding again is no news to the record
  if (challenge.found?.code !== found.code) {
    const { code, where, seen } = found;
    await audit(tx, actor, "domain.check", { type: "challenge", id }, { code, where, seen }, "FAILED");
  }
  await tx.save(Object.assign(challenge, { found, nextCheckAt: nextCheck(count, now, pollsUntil) }));
}
