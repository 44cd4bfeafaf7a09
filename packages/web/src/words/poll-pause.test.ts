import { expect, test } from "@jest/globals";
import { pollPause } from "./poll-pause.ts";

test("nothing is asked again once every request has come to its end", () => {
  expect(pollPause([])).toBeNull();
  expect(pollPause(["ISSUED", "REJECTED", "CANCELED", "FAILED"])).toBeNull();
});

test("a request that is being issued is asked about more often than one that waits for a person", () => {
  const issuing = pollPause(["SUBMITTED", "APPROVED"]);
  const waiting = pollPause(["ISSUED", "PENDING"]);
  expect(issuing).toBeLessThan(waiting ?? 0);
});
