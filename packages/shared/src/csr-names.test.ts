import { expect, test } from "@jest/globals";
import { CsrNameNoteCode, csrNameNoteWords } from "./csr-name-notes.ts";
import { csrNames } from "./csr-names.ts";

const nothing = { commonName: null, dnsNames: [], otherNames: [] };
const csr = {
  commonName: "WWW.example.com",
  dnsNames: ["www.example.com", "a.example.com", "other.site", "not a name", "bücher.example"],
  otherNames: ["IP:192.0.2.1"],
};

test("each name is told once, and how it stands to the order", () => {
  const names = csrNames(csr, ["www.example.com", "*.example.com", "xn--bcher-kva.example"]);
  expect(names.map(({ value, status, notes }) => [value, status, ...notes.map(({ code }) => code)].join(" "))).toEqual([
    "www.example.com ON_ORDER OTHER_CASE",
    "a.example.com NOT_ON_ORDER COVERED_BY_WILDCARD",
    "other.site NOT_ON_ORDER NOT_ON_ORDER",
    "not a name NOT_A_DNS_NAME FORBIDDEN_CHARACTER",
    "xn--bcher-kva.example ON_ORDER UNICODE",
    "IP:192.0.2.1 NOT_A_DNS_NAME IP_ADDRESS",
  ]);
  expect(names[0]!.note).toContain("WWW.example.com");
  expect(names[1]!.note).toContain("*.example.com");
  expect(names[4]!.note).toContain("bücher.example");
});

test("a usual name on the order gets no note, and a name in capitals is that name", () => {
  for (const dnsNames of [["www.example.com"], ["WWW.Example.com"]]) {
    expect(csrNames({ ...nothing, commonName: dnsNames[0]!, dnsNames }, ["www.example.com"])).toEqual([
      { value: "www.example.com", status: "ON_ORDER", note: null, notes: [] },
    ]);
  }
});

test("without an order no name is on it, and without names there are none", () => {
  expect(csrNames(csr, null).some(({ status }) => status === "ON_ORDER")).toBe(false);
  expect(csrNames({ ...nothing, dnsNames: ["www.example.com"] }, null)[0]).toEqual({
    value: "www.example.com",
    status: "NOT_ON_ORDER",
    note: null,
    notes: [],
  });
  expect(csrNames(nothing, ["a.test"])).toEqual([]);
});

const label64 = "a".repeat(64);
test.each([
  ["www.example.com.", "NOT_ON_ORDER", "TRAILING_DOT NOT_ON_ORDER"],
  ["例え.site", "NOT_ON_ORDER", "UNICODE NOT_ON_ORDER"],
  ["*.com", "NOT_ON_ORDER", "WILDCARD_TOO_BROAD"],
  ["intranet", "NOT_ON_ORDER", "INTERNAL_NAME"],
  ["printer.local", "NOT_ON_ORDER", "INTERNAL_NAME"],
  ["db.corp.internal", "NOT_ON_ORDER", "INTERNAL_NAME"],
  ["a.test", "NOT_ON_ORDER", "INTERNAL_NAME"],
  ["*.a.invalid", "NOT_ON_ORDER", "INTERNAL_NAME"],
  ["localhost", "NOT_ON_ORDER", "INTERNAL_NAME"],
  ["router.home.arpa", "NOT_ON_ORDER", "INTERNAL_NAME"],
  ["1.2.0.192.in-addr.arpa", "NOT_ON_ORDER", "REVERSE_ZONE"],
  ["8.b.d.0.1.0.0.2.ip6.arpa", "NOT_ON_ORDER", "REVERSE_ZONE"],
  [`${"a".repeat(56)}.onion`, "NOT_ON_ORDER", "ONION_NAME"],
  ["", "NOT_A_DNS_NAME", "EMPTY_LABEL"],
  ["a..example.com", "NOT_A_DNS_NAME", "EMPTY_LABEL"],
  [".example.com", "NOT_A_DNS_NAME", "EMPTY_LABEL"],
  [`${label64}.example.com`, "NOT_A_DNS_NAME", "LABEL_TOO_LONG"],
  [`${"a.".repeat(125)}example`, "NOT_A_DNS_NAME", "NAME_TOO_LONG"],
  ["a_b.example.com", "NOT_A_DNS_NAME", "UNDERSCORE"],
  ["_dmarc.example.com", "NOT_A_DNS_NAME", "UNDERSCORE"],
  ["w*.example.com", "NOT_A_DNS_NAME", "WILDCARD_IN_LABEL"],
  ["**.example.com", "NOT_A_DNS_NAME", "WILDCARD_IN_LABEL"],
  ["a.*.example.com", "NOT_A_DNS_NAME", "WILDCARD_INSIDE"],
  ["*.*.example.com", "NOT_A_DNS_NAME", "WILDCARD_INSIDE"],
  ["*", "NOT_A_DNS_NAME", "WILDCARD_ALONE"],
  ["*.", "NOT_A_DNS_NAME", "WILDCARD_ALONE"],
  ["192.0.2.1", "NOT_A_DNS_NAME", "IP_ADDRESS"],
  ["2001:db8::1", "NOT_A_DNS_NAME", "IP_ADDRESS"],
  ["[::1]", "NOT_A_DNS_NAME", "IP_ADDRESS"],
  ["::ffff:192.0.2.1", "NOT_A_DNS_NAME", "IP_ADDRESS"],
  ["fe80::1%eth0", "NOT_A_DNS_NAME", "IP_ADDRESS"],
  ["1.2.3", "NOT_A_DNS_NAME", "IP_ADDRESS"],
  ["https://www.example.com/", "NOT_A_DNS_NAME", "URI"],
  ["web@example.com", "NOT_A_DNS_NAME", "EMAIL"],
  ["xn--a.example.com", "NOT_A_DNS_NAME", "INVALID_A_LABEL"],
  ["-a.example.com", "NOT_A_DNS_NAME", "MISPLACED_HYPHEN"],
  ["a-.example.com", "NOT_A_DNS_NAME", "MISPLACED_HYPHEN"],
  ["ab--cd.example.com", "NOT_A_DNS_NAME", "MISPLACED_HYPHEN"],
  ["www.example.com:443", "NOT_A_DNS_NAME", "FORBIDDEN_CHARACTER"],
  ["My web server", "NOT_A_DNS_NAME", "FORBIDDEN_CHARACTER"],
  ["a.example.com\u0000", "NOT_A_DNS_NAME", "FORBIDDEN_CHARACTER"],
])("%j is %s, and the note says %s", (name, status, codes) => {
  const [one, ...more] = csrNames({ ...nothing, dnsNames: [name] }, ["www.example.org"]);
  expect([one!.status, one!.notes.map(({ code }) => code).join(" "), more]).toEqual([status, codes, []]);
  expect(one!.note).toMatch(/\.$/);
});

test("other kinds of names are called by their kind", () => {
  const otherNames = [
    "IP:192.0.2.1",
    "email:a@b.test",
    "URI:urn:a",
    "UPN:a@b.test",
    "directory name:/CN=a",
    "another kind of name",
  ];
  expect(csrNames({ ...nothing, otherNames }, null).flatMap(({ notes }) => notes.map(({ code }) => code))).toEqual([
    "IP_ADDRESS",
    "EMAIL",
    "URI",
    "USER_NAME",
    "DIRECTORY_NAME",
    "OTHER_KIND",
  ]);
});

test("an internal name that the order has is not talked about", () => {
  expect(csrNames({ ...nothing, dnsNames: ["www.a.test"] }, ["www.a.test"])[0]!.notes).toEqual([]);
});

test("every note has words", () => {
  for (const code of Object.values(CsrNameNoteCode)) {
    expect(csrNameNoteWords([{ code, about: "www.example.com" }])).toMatch(/^[A-Z].{20,}\.$/);
  }
  expect(csrNameNoteWords([])).toBeNull();
});
