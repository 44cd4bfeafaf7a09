import { expect, test } from "@jest/globals";
import {
  endOfPickedDay,
  longestValidTo,
  maxValidityDays,
  maxValidTo,
  type ProofKind,
  proofsReachBackTo,
  proofValidUntil,
  wholeSecond,
} from "./validity.ts";

const at = (iso: string): Date => new Date(iso.length === 10 ? `${iso}T00:00:00Z` : iso);

test.each([
  ["2024-01-01", 397],
  ["2026-03-14T23:59:59.999Z", 397],
  ["2026-03-15", 199],
  ["2027-03-14T23:59:59Z", 199],
  ["2027-03-15", 99],
  ["2029-03-14T23:59:59Z", 99],
  ["2029-03-15", 46],
  ["2040-01-01", 46],
])("a certificate issued at %s lives %i days at most", (issued, days) => {
  expect(maxValidityDays(at(issued))).toBe(days);
});

test("the latest notAfter is one second under the days, since it is inclusive", () => {
  const notBefore = at("2026-06-01T10:00:00.789Z");
  expect(longestValidTo(notBefore)).toEqual(at("2026-12-17T09:59:59Z"));
  expect(maxValidTo(at("2030-01-01"), notBefore)).toEqual(at("2026-12-17T09:59:59Z"));
});

test("the order's end comes first when it is sooner, in whole seconds", () => {
  expect(maxValidTo(at("2026-07-01T12:00:00.900Z"), at("2026-06-01"))).toEqual(at("2026-07-01T12:00:00Z"));
});

test("a picked day means its last second, or the latest time there is", () => {
  const latest = at("2026-12-17T09:59:59Z");
  expect(endOfPickedDay("2026-12-16", latest)).toEqual(at("2026-12-16T23:59:59Z"));
  expect(endOfPickedDay("2026-12-17", latest)).toEqual(latest);
  expect(endOfPickedDay("2028-02-29", at("2029-01-01"))).toEqual(at("2028-02-29T23:59:59Z"));
  for (const no of ["2027-02-29", "2027-2-9", "", "2027-01-01T00:00"])
    expect(() => endOfPickedDay(no, latest)).toThrow();
});

test("fractions of a second are cut, before 1970 too", () => {
  expect(wholeSecond(at("2026-01-01T00:00:00.999Z"))).toEqual(at("2026-01-01"));
  expect(wholeSecond(new Date(-1))).toEqual(new Date(-1000));
});

test.each<[ProofKind, string, string, string]>([
  ["DOMAIN", "2025-01-01", "2026-02-02", "397 days, over before the change"],
  ["DOMAIN", "2025-06-01", "2026-03-15", "good on 14 March 2026, too old for 199 days on the 15th"],
  ["DOMAIN", "2025-08-28", "2026-03-15", "199 days old on the day of the change"],
  ["DOMAIN", "2025-08-29", "2026-03-16", "cut from 397 days to 199"],
  ["DOMAIN", "2026-04-01", "2026-10-17", "199 days, all in one period"],
  ["DOMAIN", "2026-08-27", "2027-03-14", "199 days, over the day before the change"],
  ["DOMAIN", "2026-08-28", "2027-03-15", "over on the day of the change"],
  ["DOMAIN", "2026-11-01", "2027-03-15", "good on 14 March 2027, older than 99 days on the 15th"],
  ["DOMAIN", "2027-01-01", "2027-04-10", "cut from 199 days to 99"],
  ["DOMAIN", "2027-06-01", "2027-09-08", "99 days"],
  ["DOMAIN", "2029-03-10", "2029-03-19", "cut from 99 days to 9"],
  ["DOMAIN", "2029-02-01", "2029-03-15", "too old for 9 days on the day of the change"],
  ["DOMAIN", "2030-01-01", "2030-01-10", "9 days"],
  ["ORGANIZATION_OV", "2024-01-01", "2026-03-15", "825-day rule, too old on the day of the change"],
  ["ORGANIZATION_OV", "2025-12-01", "2027-01-02", "cut from 824 days to 397"],
  ["ORGANIZATION_OV", "2027-01-01", "2028-02-02", "397 days"],
  ["ORGANIZATION_EV", "2025-06-01", "2026-07-03", "397 days, untouched by any change"],
])("a %s proof of %s may be relied on until %s: %s", (kind, obtained, until) => {
  expect(proofValidUntil(kind, at(obtained))).toEqual(at(until));
});

test("a proof is good at each hour before it lapses and at none after, by the limit of that hour", () => {
  const limit = (day: Date): number =>
    day < at("2026-03-15") ? 397 : day < at("2027-03-15") ? 199 : day < at("2029-03-15") ? 99 : 9;
  for (let start = at("2025-01-01T05:00:00Z").getTime(); start < at("2029-06-01").getTime(); start += 11 * 86_400_000) {
    const until = proofValidUntil("DOMAIN", new Date(start)).getTime();
    for (const use of [start, until - 1, until, until + 1, until + 86_400_000]) {
      expect(use - start < limit(new Date(use)) * 86_400_000).toBe(use < until);
    }
  }
});

test("a proof may be relied on exactly when it is younger than proofs reach back", () => {
  const hour = 3_600_000;
  for (const kind of ["DOMAIN", "ORGANIZATION_OV", "ORGANIZATION_EV"] as const) {
    for (let now = Date.parse("2025-12-01"); now < Date.parse("2029-06-01"); now += 97 * 24 * hour + hour) {
      const reach = proofsReachBackTo(kind, new Date(now)).getTime();
      const edges = [
        reach - 1,
        reach,
        reach + 1,
        reach + 24 * hour,
        reach - 24 * hour,
        now - hour,
        now - 500 * 24 * hour,
      ];
      for (const obtained of edges)
        expect([kind, now, obtained, proofValidUntil(kind, new Date(obtained)).getTime() > now]).toEqual([
          kind,
          now,
          obtained,
          obtained > reach,
        ]);
    }
  }
});
