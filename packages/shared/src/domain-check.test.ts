import { expect, test } from "@jest/globals";
import { DomainCheckCode, domainCheckWords } from "./domain-check.ts";

test("whatever was found is said in words, with what to do unless it is as it should be", () => {
  for (const code of Object.values(DomainCheckCode)) {
    for (const seen of [null, "something"]) {
      const { message, remedy } = domainCheckWords({ code, where: "_duplicert.example.com", seen });
      expect(message).toMatch(/^[A-Z_s].{20,}\.$|: something$/);
      expect(message).not.toMatch(/null|undefined/);
      const fine = code === "VALUE_FOUND" || code === "CONTACT_FOUND" || code === "MAIL_APPROVED";
      expect([code, remedy === null]).toEqual([code, fine]);
    }
  }
});

test("what a stranger published neither fills the page nor turns the line", () => {
  const { message } = domainCheckWords({ code: "VALUE_WRONG", where: "x", seen: `\u202ea\nb${"c".repeat(5000)}` });
  expect(message.length).toBeLessThan(200);
  expect(message).not.toMatch(/[\u202e\n]/);
});
