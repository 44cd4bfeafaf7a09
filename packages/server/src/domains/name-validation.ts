import { covers } from "@duplicert/shared/dns-name";
import type { Validation } from "@duplicert/shared/validation";
import { type EntityManager, In } from "typeorm";
import { Domain } from "./domain.ts";
import { type PlainProof, proofsWithoutEvidence, validationOfName } from "./domain-proof.ts";
import { namesAbove } from "./names-above.ts";

/** A name that has to be proved in an account, and which proofs count for it. */
export interface NameToProve {
  accountId: string;
  dnsName: string;
  /** The domain that is shown for it while none proves it; null: the nearest above. */
  domainId: string | null;
  counts: CountingProofs;
}

/** Proofs for every order, or those made for one of these requests alone (null: for none, which only the past had). */
export type CountingProofs = "EVERY_ORDER" | { requestIds: readonly (string | null)[] };

export interface NameValidation {
  domain: Domain;
  validation: Validation;
}

/**
 * How far each name is proved at `now`: by the best proof among all domains of the account that are above it. BR 3.2.2.4:
 * control of any of them speaks for the name, a file's only for the exact one.
 */
export async function validationsOfNames(
  db: EntityManager,
  names: readonly NameToProve[],
  now: Date,
): Promise<NameValidation[]> {
  const judge = await judgeOfNames(db, names);
  return names.map((one) => judge(one, now));
}

/** Reads once all that any of these names may be proved by; what is answered judges each of them at any time. */
export async function judgeOfNames(
  db: EntityManager,
  names: readonly NameToProve[],
): Promise<(one: NameToProve, at: Date) => NameValidation> {
  const domains = await db.findBy(Domain, {
    accountId: In([...new Set(names.map((one) => one.accountId))]),
    name: In([...new Set(names.flatMap(({ dnsName }) => namesAbove(dnsName)))]),
  });
  const proofs = await proofsWithoutEvidence(
    db,
    domains.map((domain) => domain.id),
  );
  const proofsOf = Map.groupBy(proofs, (proof) => proof.domainId);
  return (one, at) => {
    const above = domains.filter((d) => d.accountId === one.accountId && covers(d.name, one.dnsName));
    const states = above.map((domain) => {
      const own = (proofsOf.get(domain.id) ?? []).filter((proof) => counts(proof, one.counts));
      return { domain, validation: validationOfName(domain.name, one.dnsName, own, at) };
    });
    const [best] = states.sort((a, b) => rank(b, one) - rank(a, one) || until(b) - until(a) || nearer(a, b));
    if (!best) throw new Error(`no domain of the account stands for ${one.dnsName}`);
    return best;
  };
}

function counts(proof: PlainProof, which: CountingProofs): boolean {
  return which === "EVERY_ORDER" ? proof.requestId === null : which.requestIds.includes(proof.requestId);
}

const worth = { VALIDATED: 4, EXPIRED: 2, PENDING: 0 };

// of domains that stand alike, the one that the order names
const rank = ({ domain, validation }: NameValidation, { domainId }: NameToProve): number =>
  worth[validation.status] + (domain.id === domainId ? 1 : 0);

const until = ({ validation }: NameValidation): number => validation.validUntil?.getTime() ?? 0;

const nearer = (a: NameValidation, b: NameValidation): number => b.domain.name.length - a.domain.name.length;
