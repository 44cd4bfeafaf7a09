import { expect, test } from "@jest/globals";
import { csrNames } from "./csr-names.ts";

const csr = {
  commonName: "WWW.example.com",
  dnsNames: ["www.example.com", "a.example.com", "other.test", "not a name", "bücher.example"],
  otherNames: ["IP:192.0.2.1"],
};

test("each name is told once, and how it stands to the order", () => {
  const names = csrNames(csr, ["www.example.com", "*.example.com", "xn--bcher-kva.example"]);
  expect(names.map(({ value, status }) => `${value} ${status}`)).toEqual([
    "www.example.com ON_ORDER",
    "a.example.com NOT_ON_ORDER",
    "other.test NOT_ON_ORDER",
    "not a name NOT_A_DNS_NAME",
    "xn--bcher-kva.example ON_ORDER",
    "IP:192.0.2.1 NOT_A_DNS_NAME",
  ]);
  expect(names.map(({ note }) => note !== null)).toEqual([false, true, true, true, false, true]);
  expect(names[1]!.note).toContain("*.example.com");
});

test("without an order no name is on it, and without names there are none", () => {
  expect(csrNames({ ...csr, otherNames: [] }, null).some(({ status }) => status === "ON_ORDER")).toBe(false);
  expect(csrNames({ commonName: null, dnsNames: [], otherNames: [] }, ["a.test"])).toEqual([]);
});
