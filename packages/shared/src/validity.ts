const secondMs = 1000;
const dayMs = 86_400 * secondMs;

interface Limit {
  /** First day of the rule, UTC; null: since ever. */
  from: string | null;
  days: number;
}

// Every number is one day inside the limit of its clause, so that no count of days, inclusive or not, comes out over it.

// BR 6.3.2 (SC-081v3): 398, 200, 100 and 47 days for certificates issued on or after each date.
const certificateLimits: readonly Limit[] = [
  { from: null, days: 397 },
  { from: "2026-03-15", days: 199 },
  { from: "2027-03-15", days: 99 },
  { from: "2029-03-15", days: 46 },
];

/** RFC 5280 §4.1.2.5: whether a validity is over; its last second is included. */
export function isOver(validTo: Date, now: Date): boolean {
  return validTo.getTime() + secondMs <= now.getTime();
}

/** What a proof is about: control of a domain, or who an organization is, checked to OV or to EV. */
export type ProofKind = "DOMAIN" | "ORGANIZATION_OV" | "ORGANIZATION_EV";

const reuseLimits: Record<ProofKind, readonly Limit[]> = {
  // BR 4.2.1, domain names and IP addresses: 398, 200, 100 and 10 days.
  DOMAIN: [
    { from: null, days: 397 },
    { from: "2026-03-15", days: 199 },
    { from: "2027-03-15", days: 99 },
    { from: "2029-03-15", days: 9 },
  ],
  // BR 4.2.1, subject identity information: 825 days, then 398.
  ORGANIZATION_OV: [
    { from: null, days: 824 },
    { from: "2026-03-15", days: 397 },
  ],
  // EVG 3.2.2.14.3 (SC-042): 398 days.
  ORGANIZATION_EV: [{ from: null, days: 397 }],
};

const startOf = (limit: Limit): number => (limit.from === null ? Number.NEGATIVE_INFINITY : Date.parse(limit.from));

/** The longest lifetime of a certificate issued at that time, in days, one day inside the limit. */
export function maxValidityDays(at: Date): number {
  return certificateLimits.findLast((limit) => startOf(limit) <= at.getTime())!.days;
}

/** The latest notAfter of a certificate that begins at `notBefore` on an order that ends at `orderValidTo`; whole seconds. */
export function maxValidTo(orderValidTo: Date, notBefore: Date): Date {
  const order = wholeSecond(orderValidTo).getTime();
  return new Date(Math.min(order, longestValidTo(notBefore).getTime()));
}

/** The latest notAfter the dated limit allows, whatever the order's end. */
export function longestValidTo(notBefore: Date): Date {
  // RFC 5280 §4.1.2.5: notAfter is inclusive, so minus one second.
  return new Date(wholeSecond(notBefore).getTime() + maxValidityDays(notBefore) * dayMs - secondMs);
}

/** The instant meant by a picked day (YYYY-MM-DD): 23:59:59Z of it or `maxValidTo`, whichever is sooner. */
export function endOfPickedDay(day: string, maxValidTo: Date): Date {
  const end = new Date(`${day}T23:59:59Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(end.getTime()) || end.toISOString().slice(0, 10) !== day) {
    throw new RangeError(`"${day}" is not a day of the form YYYY-MM-DD.`);
  }
  return new Date(Math.min(end.getTime(), wholeSecond(maxValidTo).getTime()));
}

/** That instant with its fraction of a second cut off. */
export function wholeSecond(at: Date): Date {
  return new Date(Math.floor(at.getTime() / secondMs) * secondMs);
}

/**
 * The first instant at which a proof may no longer be relied on. BR 4.2.1 judges by the date of use, so a limit that
 * shortens while the proof is still good cuts it short.
 */
export function proofValidUntil(kind: ProofKind, obtainedAt: Date): Date {
  const limits = reuseLimits[kind];
  const obtained = obtainedAt.getTime();
  for (const [index, limit] of limits.entries()) {
    const next = limits[index + 1];
    const end = next ? startOf(next) : Number.POSITIVE_INFINITY;
    if (end <= obtained) continue;
    const lapse = Math.max(obtained + limit.days * dayMs, startOf(limit));
    if (lapse < end) return new Date(lapse);
  }
  throw new RangeError("The proof has no date.");
}

/** The instant after which a proof must have been obtained to be relied on at `now`: what `proofValidUntil` says, the other way round. */
export function proofsReachBackTo(kind: ProofKind, now: Date): Date {
  const limit = reuseLimits[kind].findLast((one) => startOf(one) <= now.getTime())!;
  return new Date(now.getTime() - limit.days * dayMs);
}
