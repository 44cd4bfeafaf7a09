import { covers, normalizeDnsName } from "./dns-name.ts";
import { type ProofKind, proofValidUntil } from "./validity.ts";

/** Read from proofs and the clock, never stored. */
export const ValidationStatus = { VALIDATED: "VALIDATED", PENDING: "PENDING", EXPIRED: "EXPIRED" } as const;
export type ValidationStatus = (typeof ValidationStatus)[keyof typeof ValidationStatus];

/** Whether something is validated, since when and until when, and by which proof. */
export interface Validation {
  status: ValidationStatus;
  validFrom: Date | null;
  validUntil: Date | null;
  proofId: string | null;
}

export interface ProofFacts {
  id: string;
  kind: ProofKind;
  scope: "EXACT" | "SUBDOMAINS" | null;
  obtainedAt: Date;
  voidedAt: Date | null;
}

/** Whether control of `domain` is proved for `name` at `now`. */
export function domainValidation(domain: string, name: string, proofs: ProofFacts[], now: Date): Validation {
  if (!covers(domain, name)) return pending;
  // BR 3.2.2.4.18 and .19: a proof by a file speaks for that one name only, never for a wildcard or a subdomain.
  const exact = normalizeDnsName(name) === normalizeDnsName(domain);
  const serving = proofs.filter(
    (proof) => proof.kind === "DOMAIN" && (proof.scope === "SUBDOMAINS" || (proof.scope === "EXACT" && exact)),
  );
  return best(serving, now);
}

/** Whether an organization's identity is proved to OV or EV at `now`; an EV proof serves OV orders too. */
export function organizationValidation(kind: "OV" | "EV", proofs: ProofFacts[], now: Date): Validation {
  const serving = proofs.filter(
    (proof) => proof.kind === "ORGANIZATION_EV" || (kind === "OV" && proof.kind === "ORGANIZATION_OV"),
  );
  return best(serving, now);
}

const pending: Validation = { status: "PENDING", validFrom: null, validUntil: null, proofId: null };

/** By the proof that lasts longest, among those obtained and not voided by `now`. */
function best(proofs: ProofFacts[], now: Date): Validation {
  let chosen: Validation = pending;
  for (const proof of proofs) {
    if (proof.obtainedAt > now || (proof.voidedAt !== null && proof.voidedAt <= now)) continue;
    const validUntil = proofValidUntil(proof.kind, proof.obtainedAt);
    if (chosen.validUntil !== null && chosen.validUntil >= validUntil) continue;
    const status = validUntil > now ? ValidationStatus.VALIDATED : ValidationStatus.EXPIRED;
    chosen = { status, validFrom: proof.obtainedAt, validUntil, proofId: proof.id };
  }
  return chosen;
}
