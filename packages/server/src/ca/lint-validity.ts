import { brProfiles, type LintRule, rfc5280 } from "./lint-rule.ts";
import { clockSkewMs } from "./profile.ts";

const day = 86_400_000;
const when = (at: Date): string => at.toISOString();

/** When a certificate begins and ends. */
export const validityRules: readonly LintRule[] = [
  {
    id: "validity-longest",
    citation: "BR 6.3.2",
    since: "2020-09-01",
    judge: ({ tbs, profile, at }) => {
      // Both ends count, hence the second more; one day inside the limit.
      const seconds = (tbs.notAfter.getTime() - tbs.notBefore.getTime()) / 1000 + 1;
      if (seconds < 2) return `ends at ${when(tbs.notAfter)}, before it begins`;
      // The limit is that of the day of issue, which a notBefore of the day before must not widen.
      const days = Math.min(profile.maxDays(tbs.notBefore), profile.maxDays(at));
      return seconds <= days * 86_400 ? null : `${seconds} seconds, more than ${days} days`;
    },
  },
  {
    id: "not-before-at-signing",
    citation: "BR 7.1.2.7: within 48 hours of signing",
    since: brProfiles,
    judge: ({ tbs, at }) =>
      Math.abs(at.getTime() - tbs.notBefore.getTime()) <= 2 * day ? null : `${when(tbs.notBefore)}, signed ${when(at)}`,
  },
  {
    id: "not-backdated",
    citation: "Mozilla, Forbidden and Problematic CA Practices: backdating; our allowance for clocks is five minutes",
    since: brProfiles,
    // notBefore is a whole second, which may be cut from the time of signing.
    judge: ({ tbs, at }) =>
      at.getTime() - tbs.notBefore.getTime() < clockSkewMs + 1000 ? null : `${when(tbs.notBefore)}, signed ${when(at)}`,
  },
  {
    id: "not-before-its-proof",
    citation: "BR 3.2.2, 4.2.1: nothing is certified for a time before it was validated",
    since: rfc5280,
    judge: ({ tbs, provedAt }) =>
      provedAt === null || tbs.notBefore >= provedAt ? null : `${when(tbs.notBefore)}, proved ${when(provedAt)}`,
  },
  {
    id: "not-over-at-signing",
    citation: "RFC 5280 §4.1.2.5",
    since: rfc5280,
    judge: ({ tbs, at }) => (tbs.notAfter > at ? null : `over since ${when(tbs.notAfter)}`),
  },
  {
    id: "within-the-ca",
    citation: "BR 6.3.2; RFC 5280 §6.1.3",
    since: rfc5280,
    judge: ({ tbs, issuing }) => {
      if (tbs.notBefore < issuing.notBefore) return `begins before the issuing CA, ${when(issuing.notBefore)}`;
      return tbs.notAfter <= issuing.notAfter ? null : `ends after the issuing CA, ${when(issuing.notAfter)}`;
    },
  },
];
