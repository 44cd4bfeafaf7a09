import "reflect-metadata";
import { expect, test } from "@jest/globals";
import { refusalsAmong } from "./mail-failed.ts";

test("of the recorded reasons only refusals of our rules are told as such", () => {
  const refusal = { code: "ORDER_REVOKED", subject: null, path: "/orders/100123", message: "…", remedy: "…" };
  const finding = { rule: "serial", citation: "BR 7.1", pass: false, found: "too short" };
  expect(refusalsAmong([finding, refusal, { code: "toString" }, { code: 7 }])).toEqual([refusal]);
});
