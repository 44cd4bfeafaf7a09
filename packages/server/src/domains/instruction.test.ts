import "reflect-metadata";
import { expect, test } from "@jest/globals";
import type { DomainChallenge } from "./domain-challenge.ts";
import { caaIdentityOf, instructionOf } from "./instruction.ts";
import { registrableDomain, suffixFacts } from "./public-suffix.ts";
import { hashOfValue, newRandomValue } from "./random-value.ts";

const value = "a".repeat(32);
const of = (method: DomainChallenge["method"], domain: string) =>
  instructionOf({ method, value: method.startsWith("EMAIL") ? null : value } as DomainChallenge, domain, "dcv.ca.test");

test("a record's name is given whole, and as DNS providers want it", () => {
  const names = (domain: string) =>
    (["DNS_TXT", "DNS_CNAME"] as const).map((method) => of(method, domain)?.relativeName);
  expect(of("DNS_TXT", "example.com")?.name).toBe("_duplicert.example.com");
  expect(names("example.com")).toEqual(["_duplicert", `_${value}`]);
  expect(names("shop.example.co.uk")).toEqual(["_duplicert.shop", `_${value}.shop`]);
  expect(names("me.github.io")).toEqual(["_duplicert", `_${value}`]);
  expect(names("github.io")).toEqual(["_duplicert", `_${value}`]);
  expect(of("DNS_CNAME", "example.com")?.value).toBe("dcv.ca.test");
  expect(of("HTTP_FILE", "example.com")).toMatchObject({
    name: "http://example.com/.well-known/pki-validation/fileauth.txt",
    relativeName: "/.well-known/pki-validation/fileauth.txt",
    ttl: null,
  });
  expect(of("EMAIL_CONSTRUCTED", "example.com")).toBeNull();
});

test("a random value is a DNS label of 160 bits, and no two are alike", () => {
  const values = Array.from({ length: 200 }, newRandomValue);
  for (const one of values) expect(one).toMatch(/^[a-z2-7]{32}$/);
  expect(new Set(values).size).toBe(200);
  // every character of the alphabet comes up
  expect(new Set(values.join("")).size).toBe(32);
  expect(hashOfValue(value)).toMatch(/^[0-9a-f]{64}$/);
});

test("the public suffix list is asked for what registries run", () => {
  expect([suffixFacts("co.uk"), suffixFacts("github.io"), suffixFacts("example.cmo")]).toEqual([
    { isPublicSuffix: true, isKnown: true },
    { isPublicSuffix: false, isKnown: true },
    { isPublicSuffix: false, isKnown: false },
  ]);
  expect(["a.b.example.co.uk", "a.me.github.io", "com"].map(registrableDomain)).toEqual([
    ...["example.co.uk", "me.github.io", "com"],
  ]);
});

test("who stands for us in CAA records is the first that is configured, or the public address's host", () => {
  const addresses = { publicUrl: "https://certificates.example.com:8443", pkiUrl: "http://pki.example.com" };
  expect(caaIdentityOf({ ...addresses, caaIdentities: ["ca.test", "b.test"] })).toBe("ca.test");
  expect(caaIdentityOf(addresses)).toBe("certificates.example.com");
});
