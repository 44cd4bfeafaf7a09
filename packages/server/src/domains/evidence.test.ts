import { expect, test } from "@jest/globals";
import { keepable } from "./evidence.ts";

test("what was seen is kept as it is, but for what the database cannot keep", () => {
  expect(keepable({ status: "NOERROR", records: [{ data: "a\0b\ud800" }] })).toEqual({
    status: "NOERROR",
    records: [{ data: "a\ufffdb\ufffd" }],
  });
});

test("however much somebody publishes, little of it is kept, and the first of it", () => {
  const records = Array.from({ length: 500 }, (_, at) => ({
    name: "x".repeat(250),
    data: `${at} ${"y".repeat(60_000)}`,
  }));
  const kept = keepable({ chain: Array.from({ length: 9 }, () => "z".repeat(250)), records });
  expect(JSON.stringify(kept).length).toBeLessThan(16 * 1024);
  expect(kept.records[0]?.data).toMatch(/^0 y+…$/);
  expect(kept.records.length).toBeGreaterThanOrEqual(10);
});
