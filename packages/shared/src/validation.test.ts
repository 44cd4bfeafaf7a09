import { expect, test } from "@jest/globals";
import { domainValidation, organizationValidation, type ProofFacts } from "./validation.ts";

const now = new Date("2026-06-01T00:00:00Z");
const none = { status: "PENDING", validFrom: null, validUntil: null, proofId: null };
const daysAgo = (days: number): Date => new Date(now.getTime() - days * 86_400_000);
const proof = (id: string, days: number, more: Partial<ProofFacts> = {}): ProofFacts => ({
  id,
  kind: "DOMAIN",
  scope: "SUBDOMAINS",
  obtainedAt: daysAgo(days),
  voidedAt: null,
  ...more,
});
const status = (name: string, ...proofs: ProofFacts[]) => domainValidation("b.test", name, proofs, now).status;

test("without a proof a domain is pending", () => {
  expect(domainValidation("b.test", "b.test", [], now)).toEqual(none);
});

test("a proof of the domain counts for its subdomains and wildcards until it lapses", () => {
  for (const name of ["b.test", "a.b.test", "*.b.test"]) {
    expect(domainValidation("b.test", name, [proof("1", 198)], now)).toEqual({
      status: "VALIDATED",
      validFrom: daysAgo(198),
      validUntil: new Date("2026-06-02T00:00:00Z"),
      proofId: "1",
    });
    expect(status(name, proof("1", 199))).toBe("EXPIRED");
  }
  expect(domainValidation("b.test", "c.test", [proof("1", 1)], now)).toEqual(none);
});

test("a proof of one exact name counts for that name only", () => {
  const exact = proof("1", 1, { scope: "EXACT" });
  expect(status("B.test", exact)).toBe("VALIDATED");
  expect(status("a.b.test", exact)).toBe("PENDING");
  expect(status("*.b.test", exact)).toBe("PENDING");
  expect(status("b.test", proof("1", 1, { scope: null }))).toBe("PENDING");
});

test("the proof that lasts longest counts; voided ones and those of the future do not", () => {
  const proofs = [proof("old", 250), proof("best", 10), proof("good", 20), proof("later", -1)];
  expect(domainValidation("b.test", "b.test", proofs, now).proofId).toBe("best");
  expect(status("b.test", proof("1", 10, { voidedAt: now }))).toBe("PENDING");
  expect(status("b.test", proof("1", 10, { voidedAt: new Date(now.getTime() + 1) }))).toBe("VALIDATED");
  expect(status("b.test", proof("1", 0))).toBe("VALIDATED");
  expect(domainValidation("b.test", "b.test", [proof("older", 300), proof("old", 250)], now)).toMatchObject({
    status: "EXPIRED",
    proofId: "old",
  });
});

test("an EV proof serves OV orders, an OV proof never EV ones", () => {
  const ov = proof("ov", 10, { kind: "ORGANIZATION_OV", scope: null });
  const ev = proof("ev", 20, { kind: "ORGANIZATION_EV", scope: null });
  expect(organizationValidation("OV", [ov], now).status).toBe("VALIDATED");
  expect(organizationValidation("EV", [ov], now)).toEqual(none);
  expect(organizationValidation("OV", [ev], now).status).toBe("VALIDATED");
  expect(organizationValidation("EV", [ov, ev], now).proofId).toBe("ev");
  expect(organizationValidation("OV", [proof("domain", 1)], now)).toEqual(none);
  expect(status("b.test", ov, ev)).toBe("PENDING");
});
