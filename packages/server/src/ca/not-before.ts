import { wholeSecond } from "@duplicert/shared/validity";
import type { Plan } from "./plan.ts";
import { clockSkewMs, type IssuingCaFacts, profileOf } from "./profile.ts";
import { readCertificate } from "./read-certificate.ts";

const dayMs = 86_400_000;

/**
 * The first second of a certificate signed at `now`: up to five minutes before, for clocks that are behind, but never before the
 * newest proof it rests on, nor before its CA, nor so early that it would live longer than the profile allows.
 */
export function notBeforeOf(plan: Plan, ca: IssuingCaFacts, provedAt: Date | null, now: Date): Date {
  const { maxDays } = profileOf(plan.profile);
  // RFC 5280 §4.1.2.5: notAfter is inclusive, so plus one second.
  const longest = new Date(plan.notAfter).getTime() + 1000 - maxDays(now) * dayMs;
  const issuing = readCertificate(ca.certificateDer).facts.notBefore.getTime();
  // BR 6.3.2 is told by the signing time: where the whole second of now is already too early, lint will say so.
  const earliest = Math.min(Math.max(now.getTime() - clockSkewMs, issuing, longest), wholeSecond(now).getTime());
  const from = Math.max(earliest, provedAt?.getTime() ?? 0);
  return wholeSecond(new Date(from + 999));
}
