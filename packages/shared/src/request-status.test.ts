import { expect, test } from "@jest/globals";
import { mayFollow, RequestStatus, requestStatus } from "./request-status.ts";

test("an approved request reads as its issuance stands", () => {
  expect(requestStatus("APPROVED", "READY")).toBe("APPROVED");
  expect(requestStatus("APPROVED", "ISSUED")).toBe("ISSUED");
  expect(requestStatus("APPROVED", "FAILED")).toBe("FAILED");
  expect(requestStatus("CANCELED", "FAILED")).toBe("CANCELED");
  expect(requestStatus("SUBMITTED", null)).toBe("SUBMITTED");
});

test("issued, rejected and canceled are final, and nothing leads back to the start", () => {
  const final = Object.values(RequestStatus).filter((status) => mayFollow[status].length === 0);
  expect(final.sort()).toEqual(["CANCELED", "ISSUED", "REJECTED"]);
  expect(Object.values(mayFollow).flat()).not.toContain("SUBMITTED");
});
