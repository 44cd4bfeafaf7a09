import { expect, test } from "@jest/globals";
import { type VerificationDecidedFacts, verificationDecided } from "./verification-decided.ts";
import { type VerificationWaitsFacts, verificationWaits } from "./verification-waits.ts";

const at = new Date("2026-11-20T09:30:00Z");
const publicUrl = "https://certificates.example.test";

const waits: VerificationWaitsFacts = {
  recipientName: "Hana Sato",
  verificationId: "7f0c",
  kind: "EV",
  step: "DECIDE",
  legalName: "Example Observatory Ltd",
  account: "Example Group",
  submittedAt: at,
  collectedBy: "Ruth Osei",
  publicUrl,
};

const decided: VerificationDecidedFacts = {
  recipientName: "Ada Lovelace",
  organizationId: "91aa",
  kind: "OV",
  legalName: "Example Observatory Ltd",
  submittedAt: at,
  decidedAt: new Date("2026-11-20T11:00:00Z"),
  validUntil: null,
  reason: "Not in the register.\nEnter its number.",
  publicUrl,
};

test("a specialist is told what waits, for whom, and that EV takes another person", () => {
  const { subject, text } = verificationWaits(waits, "EN");
  expect(subject).toBe("To decide: Example Observatory Ltd (EV), evidence collected");
  expect(text).toBe(`Hello Hana Sato,

The evidence for the EV validation of an organization of the account Example Group has been collected. It waits for the decision.

  Organization: Example Observatory Ltd
  Account: Example Group
  Submitted at: 2026-11-20 09:30:00 UTC
  Collected by: Ruth Osei

Whoever had a hand in the collection does not decide on extended validation (EVG 5.2.4).

The verification:
https://certificates.example.test/verifications/7f0c

-- 
Duplicert · https://certificates.example.test
Sent automatically; nobody reads replies to this address.
`);
  const first = verificationWaits({ ...waits, kind: "OV", step: "COLLECT", collectedBy: null }, "EN");
  expect(first.subject).toBe("To verify: Example Observatory Ltd (OV)");
  expect(first.text).not.toMatch(/Collected by|EVG/);
  expect(verificationWaits(waits, "ZH_HANT").subject).toBe("待決定：Example Observatory Ltd (EV)，證據已收集");
});

test("an account is told why it was declined, as somebody's words, or until when it is validated", () => {
  const { subject, text } = verificationDecided(decided, "EN");
  expect(subject).toBe("Declined: OV validation of Example Observatory Ltd");
  expect(text).toContain("The reason:\n> Not in the register.\n> Enter its number.\n");
  expect(text).toContain("https://certificates.example.test/organizations/91aa");
  expect(text).not.toContain("Validated until");
  const good = { ...decided, validUntil: new Date("2027-12-22T11:00:00Z"), reason: null };
  expect(verificationDecided(good, "EN").text).toContain("Validated until: 2027-12-22 11:00:00 UTC");
  expect(verificationDecided(good, "EN").text).not.toContain(">");
  expect(verificationDecided(good, "ZH_HANT").text).toContain("驗證有效至：2027-12-22 11:00:00 UTC");
});
