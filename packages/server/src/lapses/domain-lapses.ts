import type { Validation } from "@duplicert/shared/validation";
import type { EntityManager } from "typeorm";
import type { Domain } from "../domains/domain.ts";
import { type PlainProof, proofsWithoutEvidence, validationOfName } from "../domains/domain-proof.ts";
import { judgeOfNames, type NameValidation } from "../domains/name-validation.ts";
import { type Eyes, type Need, needsUnder, waitingOn } from "./needs.ts";

/** When a proof lapses or has lapsed, and what can then not be issued. */
export interface FoundLapse {
  proofId: string;
  obtainedAt: Date;
  at: Date;
  orderIds: string[];
  requestIds: string[];
}

/** The lapses of a domain, the soonest first: of its proof for itself, and of that for the names under it, where that is another. */
export interface DomainLapses {
  /** Whether it is proved for its own name now. */
  validated: boolean;
  lapses: FoundLapse[];
  /** What waits for a proof of it, or will when its own lapses. */
  requestIds: string[];
}

/** The lapses of many domains as of `now`, by their ids. */
export async function domainLapses(
  db: EntityManager,
  domains: readonly Domain[],
  now: Date,
  eyes: Eyes,
): Promise<Map<string, DomainLapses>> {
  const needs = await needsUnder(db, domains, now, eyes);
  const all = [...needs.values()].flat();
  const judge = await judgeOfNames(db, all);
  const waiting = await waitingOn(db, [...new Set(all.map(({ orderId }) => orderId))], ["ORIGINAL", "DUPLICATE"]);
  const rows = await proofsWithoutEvidence(
    db,
    domains.map(({ id }) => id),
  );
  // those of a DV order serve nobody else
  const proofs = Map.groupBy(
    rows.filter(({ requestId }) => requestId === null),
    ({ domainId }) => domainId,
  );
  return new Map(
    domains.map((domain) => {
      const own = { domain, proofs: proofs.get(domain.id) ?? [], needs: needs.get(domain.id) ?? [] };
      return [domain.id, lapsesOf(own, judge, waiting, now)];
    }),
  );
}

interface Own {
  domain: Domain;
  proofs: PlainProof[];
  needs: Need[];
}

function lapsesOf(
  own: Own,
  judge: (one: Need, at: Date) => NameValidation,
  waiting: ReadonlyMap<string, string[]>,
  now: Date,
): DomainLapses {
  const { domain, proofs, needs } = own;
  const stateOf = (name: string, at: Date) => validationOfName(domain.name, name, proofs, at);
  const unproved = (at: Date) => (need: Need) => judge(need, at).validation.status !== "VALIDATED";
  const lapses = provedUntil(domain.name, proofs, now).map(({ proofId, validFrom, validUntil }): FoundLapse => {
    const before = new Date(validUntil.getTime() - 1);
    const serves = ({ dnsName }: Need) => stateOf(dnsName, before).status === "VALIDATED";
    const blocked = needs.filter(serves).filter(unproved(validUntil > now ? validUntil : now));
    return { proofId, obtainedAt: validFrom, at: validUntil, ...blockedBy(blocked, waiting) };
  });
  const validated = stateOf(domain.name, now).status === "VALIDATED";
  const { requestIds } = blockedBy(needs.filter(unproved(now)), waiting);
  const coming = lapses.flatMap((lapse) => (lapse.at > now ? lapse.requestIds : []));
  return { validated, lapses, requestIds: [...new Set([...requestIds, ...coming])] };
}

interface Dated {
  proofId: string;
  validFrom: Date;
  validUntil: Date;
}

/** By which proofs a domain stands or stood for itself and for what is under it, the soonest to lapse first. */
export function provedUntil(domain: string, proofs: PlainProof[], now: Date): Dated[] {
  const states = [domain, `*.${domain}`].map((name) => validationOfName(domain, name, proofs, now));
  const dated = states.filter((state): state is Validation & Dated => state.proofId !== null);
  const byProof = new Map(dated.map((state) => [state.proofId, state]));
  return [...byProof.values()].sort((a, b) => a.validUntil.getTime() - b.validUntil.getTime());
}

function blockedBy(needs: readonly Need[], waiting: ReadonlyMap<string, string[]>) {
  const orderIds = new Set(needs.flatMap(({ requestId, orderId }) => (requestId === null ? [orderId] : [])));
  const ofOrders = [...orderIds].flatMap((orderId) => waiting.get(orderId) ?? []);
  const reissues = needs.flatMap(({ requestId }) => requestId ?? []);
  return { orderIds: [...orderIds], requestIds: [...new Set([...ofOrders, ...reissues])] };
}
