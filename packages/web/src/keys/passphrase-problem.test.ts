import { expect, test } from "@jest/globals";
import { passphraseProblem } from "./passphrase-problem.ts";

test.each([
  ["correct horse battery", "correct horse battery", null],
  ["0123456789", "0123456789", null],
  ["012345678", "012345678", "TOO_SHORT"],
  ["", "", "TOO_SHORT"],
  ["correct horse battery", "correct horse batterz", "DIFFERS"],
  ["正確馬電池釘書針很安全", "正確馬電池釘書針很安全", "NOT_ASCII"],
])("the passphrase %j, again %j: %s", (passphrase, again, problem) => {
  expect(passphraseProblem(passphrase, again)).toBe(problem);
});
