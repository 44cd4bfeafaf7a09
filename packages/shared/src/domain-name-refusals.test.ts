import { expect, test } from "@jest/globals";
import { DomainNameRefusalCode, domainNameRefusals, domainNameRefusalWords } from "./domain-name-refusals.ts";

const list = (name: string) => ({
  isPublicSuffix: ["com", "co.uk"].includes(name),
  isKnown: /\.(com|uk)$|^(com)$/.test(name),
});
const codeOf = (text: string) => domainNameRefusals(text, list)[0]?.code ?? null;

test("a domain that somebody registered may be added, however it is written", () => {
  for (const name of ["example.com", " Shop.Example.COM. ", "bücher.example.com", "xn--bcher-kva.example.co.uk"])
    expect([name, codeOf(name)]).toEqual([name, null]);
});

test("what is no domain of the public internet is refused, with the reason", () => {
  const wrong: [string, DomainNameRefusalCode][] = [
    ["", "NOT_A_DNS_NAME"],
    ["https://example.com/", "NOT_A_DNS_NAME"],
    ["192.0.2.1", "NOT_A_DNS_NAME"],
    ["me@example.com", "NOT_A_DNS_NAME"],
    ["a_b.example.com", "NOT_A_DNS_NAME"],
    ["*.example.com", "WILDCARD"],
    [`${"a.".repeat(96)}example.com`, "NAME_TOO_LONG"],
    ["localhost", "RESERVED_NAME"],
    ["server.internal", "RESERVED_NAME"],
    ["1.2.0.192.in-addr.arpa", "RESERVED_NAME"],
    ["abc.onion", "RESERVED_NAME"],
    ["com", "PUBLIC_SUFFIX"],
    ["co.uk", "PUBLIC_SUFFIX"],
    ["example.cmo", "UNKNOWN_TOP_LEVEL_DOMAIN"],
  ];
  for (const [name, code] of wrong) expect([name, codeOf(name)]).toEqual([name, code]);
  expect(new Set(wrong.map(([, code]) => code))).toEqual(new Set(Object.values(DomainNameRefusalCode)));
});

test("where the list of suffixes is not at hand it is not judged", () => {
  expect(domainNameRefusals("co.uk", null)).toEqual([]);
});

test("every reason says what is wrong and what to do", () => {
  for (const code of Object.values(DomainNameRefusalCode)) {
    const { message, remedy } = domainNameRefusalWords({ code, subject: "*.example.com", flaw: "UNDERSCORE" });
    expect(message).toContain(code === "UNKNOWN_TOP_LEVEL_DOMAIN" ? "com" : "example.com");
    expect(remedy).toMatch(/^[A-Z].{15,}\.$/);
  }
});

test("a text of megabytes is judged at once", () => {
  const began = performance.now();
  const [refusal] = domainNameRefusals("a.".repeat(2_000_000), null);
  expect(refusal).toMatchObject({ code: "NOT_A_DNS_NAME", flaw: "NAME_TOO_LONG" });
  expect(refusal?.subject).toHaveLength(300);
  expect(performance.now() - began).toBeLessThan(200);
});
