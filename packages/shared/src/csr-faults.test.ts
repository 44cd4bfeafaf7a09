import { expect, test } from "@jest/globals";
import { CsrFaultCode, csrFaultWords } from "./csr-faults.ts";

test("every fault says what is wrong and what to do", () => {
  for (const code of Object.values(CsrFaultCode)) {
    for (const found of [null, "something"]) {
      const { message, remedy } = csrFaultWords({ code, found });
      expect(message).toMatch(/\.$/);
      expect(remedy.length).toBeGreaterThan(20);
      expect(message + remedy).not.toMatch(/undefined|null/);
    }
  }
});

test("who pasted a private key is told to give it up", () => {
  expect(csrFaultWords({ code: "NOT_A_CSR", found: "private key" }).remedy).toMatch(/compromised/);
});
