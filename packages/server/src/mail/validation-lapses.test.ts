import { expect, test } from "@jest/globals";
import { hanzi } from "./sample.ts";
import { type LapsingValidation, validationLapses } from "./validation-lapses.ts";

const domain: LapsingValidation = {
  kind: "DOMAIN",
  name: "example.com",
  path: "/domains/d1",
  at: new Date("2027-01-31T12:00:00Z"),
  lapsed: false,
  orders: [{ number: 100_123, commonName: "www.example.com" }],
  orderCount: 3,
  requestCount: 2,
};
const organization: LapsingValidation = {
  ...domain,
  ...{ kind: "ORGANIZATION", name: "Example Ltd", path: "/organizations/o1", lapsed: true },
  ...{ orders: [], orderCount: 0, requestCount: 0 },
};
const facts = {
  recipientName: "Ada Lovelace",
  accountName: "Example Widgets",
  lapsing: [domain, organization],
  publicUrl: "https://certificates.example.test",
};

test("a letter tells what lapses when, what that blocks and where it is renewed", () => {
  const { subject, text } = validationLapses(facts, "EN");
  expect(subject).toBe("Validations to renew: example.com and 1 more");
  expect(text).toContain(`Domain example.com
  Lapses at: 2027-01-31 12:00:00 UTC
  Blocks orders: 100123 www.example.com, and 2 more
  Blocks waiting requests: 2
  Renew here: https://certificates.example.test/domains/d1`);
  expect(text).toContain(`Organization Example Ltd
  Lapsed at: 2027-01-31 12:00:00 UTC
  Blocks orders: none at present
  Renew here: https://certificates.example.test/organizations/o1`);
  expect(text).not.toMatch(hanzi);
});

test("of one validation the subject says all", () => {
  expect(validationLapses({ ...facts, lapsing: [domain] }, "EN").subject).toBe(
    "Validation lapses on 2027-01-31: example.com",
  );
  expect(validationLapses({ ...facts, lapsing: [organization] }, "EN").subject).toBe(
    "Validation has lapsed: Example Ltd",
  );
});

test("in Traditional Chinese it says the same", () => {
  const { subject, text } = validationLapses(facts, "ZH_HANT");
  expect(subject).toBe("需要重新驗證：example.com 及其他 1 項");
  expect(text).toContain("  受影響的訂單：100123 www.example.com、以及其他 2 筆");
  expect(text).not.toMatch(/Lapse|Renew|Blocks/);
});
