import { expect, test } from "@jest/globals";
import { nextCheck, pauseAfter } from "./next-check.ts";

test("pauses grow from ten seconds to an hour, and looks end after a week", () => {
  expect([0, 1, 2, 3].map(pauseAfter)).toEqual([10_000, 10_000, 15_000, 22_500]);
  expect([15, 16, 1000].map(pauseAfter)).toEqual([2_919_293, 3_600_000, 3_600_000]);
  const begin = new Date("2026-11-20T10:00:00Z");
  const until = new Date("2026-11-27T10:00:00Z");
  let looks = 0;
  for (let now: Date | null = begin; now; now = nextCheck(looks, now, until)) looks++;
  expect(looks).toBeGreaterThan(170);
  expect(looks).toBeLessThan(200);
});
