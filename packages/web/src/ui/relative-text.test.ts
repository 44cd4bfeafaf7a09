import { expect, test } from "@jest/globals";
import { relativeText } from "./relative-text.ts";

const now = new Date("2026-11-23T12:00:00Z");

test.each([
  ["2026-11-23T12:00:42Z", "in 42 seconds"],
  ["2026-11-23T12:02:00Z", "in 2 minutes"],
  ["2026-11-23T15:01:00Z", "in 3 hours"],
  ["2026-11-29T13:00:00Z", "in 6 days"],
  ["2026-11-22T12:00:00Z", "1 day ago"],
])("%s is %s", (at, words) => {
  expect(relativeText(at, now, "en")).toBe(words);
});

test("in Traditional Chinese it is said so, too", () => {
  expect(relativeText("2026-11-23T12:02:00Z", now, "zh-Hant")).toBe("2 分鐘後");
});
