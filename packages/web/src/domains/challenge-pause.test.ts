import { expect, test } from "@jest/globals";
import { challengePause } from "./challenge-pause.ts";

const now = Date.parse("2026-11-23T12:00:00Z");
const next = (nextCheckAt: string | null, checking = false) => ({ nextCheckAt, checking });

test("nothing is asked while nothing is open", () => {
  expect(challengePause([], now)).toBeNull();
});

test("it is asked often while it is looked, or about to be", () => {
  const often = challengePause([next("2026-11-23T12:00:30Z")], now)!;
  expect(challengePause([next(null, true)], now)).toBe(often);
  expect(challengePause([next("2026-11-23T13:00:00Z")], now)).toBeGreaterThan(often);
  expect(challengePause([next(null)], now)).toBeGreaterThan(often);
});
