import { type ProofKind, proofValidUntil } from "@duplicert/shared/validity";
import { dayMs, daysBefore } from "./demo-time.ts";

/** How a domain's or an organization's validation stands in the demo. */
export type ProofStanding = "CURRENT" | "LAPSED" | "NONE";

// older than the oldest order
const history = 800;
// in days: each proof is made before the one before it lapses, whatever limit was in force (BR 4.2.1)
const gaps = [340, 150, 80, 6];

/** When proofs were made, oldest first: without a gap up to now, up to a lapse some days ago, or never. */
export function proofTimes(kind: ProofKind, standing: ProofStanding, now: Date, salt: number): Date[] {
  if (standing === "NONE") return [];
  const times = [standing === "CURRENT" ? daysBefore(now, 2 + (salt % 5), salt) : lapsed(kind, now, salt)];
  const oldest = daysBefore(now, history);
  for (let first = times[0]!; first > oldest; first = times[0]!) times.unshift(before(kind, first));
  return times;
}

/** The newest time at which a proof was made that has been out of date for five days now. */
function lapsed(kind: ProofKind, now: Date, salt: number): Date {
  const over = now.getTime() - 5 * dayMs;
  for (let age = 1; age < history; age++) {
    const at = daysBefore(now, age, salt);
    if (proofValidUntil(kind, at).getTime() <= over) return at;
  }
  throw new RangeError("No proof of these two years has lapsed.");
}

function before(kind: ProofKind, next: Date): Date {
  const times = gaps.map((gap) => new Date(next.getTime() - gap * dayMs));
  return times.find((at) => proofValidUntil(kind, at) > next) ?? times.at(-1)!;
}
