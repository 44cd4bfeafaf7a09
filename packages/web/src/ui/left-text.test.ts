import { expect, test } from "@jest/globals";
import { leftText } from "./left-text.ts";

const now = new Date("2026-11-23T04:00:00Z");

test("what is left is said in its two largest units, the smaller cut and left out when it is none", () => {
  expect(leftText("2026-11-25T07:59:59Z", now, "en")).toBe("2 days 3 hours");
  expect(leftText("2026-11-26T04:00:00Z", now, "en")).toBe("3 days");
  expect(leftText("2026-11-23T05:01:00Z", now, "en")).toBe("1 hour 1 minute");
  expect(leftText("2026-11-23T04:00:09Z", now, "en")).toBe("9 seconds");
  expect(leftText("2026-11-25T07:00:00Z", now, "zh-Hant")).toBe("2 天 3 小時");
});

test("of what is over nothing is left", () => {
  expect(leftText("2026-11-23T04:00:00Z", now, "en")).toBeNull();
  expect(leftText("2026-11-22T04:00:00Z", now, "en")).toBeNull();
});
