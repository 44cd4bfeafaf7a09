import { expect, test } from "@jest/globals";
import { OrderState, orderStatus } from "./order-status.ts";

const end = new Date("2026-06-01T00:00:00Z");

test("an issued order reads expired after its end, and not at it", () => {
  for (const state of ["ISSUED", "REISSUE_PENDING"] as const) {
    expect(orderStatus(state, end, end)).toBe(state);
    expect(orderStatus(state, end, new Date(end.getTime() + 1))).toBe("EXPIRED");
  }
});

test("every other state stays what it is", () => {
  for (const state of Object.values(OrderState)) {
    if (state === "ISSUED" || state === "REISSUE_PENDING") continue;
    expect(orderStatus(state, end, new Date("2030-01-01"))).toBe(state);
  }
});
