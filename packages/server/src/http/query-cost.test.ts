import "reflect-metadata";
import { expect, test } from "@jest/globals";
import { type OperationDefinitionNode, parse } from "graphql";
import { mostCost, queryCost } from "./query-cost.ts";

const paged = new Set(["orders", "certificates", "certificateRequests", "duplicateRequests"]);
function costOf(query: string, variables = {}, more: string[] = []) {
  const document = parse(query);
  const all = new Set([...paged, ...more]);
  return queryCost(document, document.definitions[0] as OperationDefinitionNode, all, variables);
}

test("pages in pages multiply, by the size that is asked for", () => {
  const small = costOf("{ orders(first: 10) { nodes { id } } }");
  expect(costOf("{ orders(first: 100) { nodes { id } } }")).toBe(small + 90 * 2);
  expect(costOf("query ($first: Int) { orders(first: $first) { nodes { id } } }", { first: 10 })).toBe(small);
  expect(costOf("{ orders { nodes { id } } }")).toBe(small + 15 * 2);
  const nested =
    "{ orders(first: 100) { nodes { certificates(first: 100) { nodes { order { certificates(first: 100) { nodes { id } } } } } } } }";
  expect(costOf(nested)).toBeGreaterThan(mostCost);
  for (const first of ["-5", "0", "100000", "null", "$none"])
    expect(costOf(`{ orders(first: ${first}) { nodes { id } } }`)).toBeLessThan(2_000);
});

test("a variable that was not sent counts as its default, or as the largest page", () => {
  const asking = (variable: string) => `query (${variable}) { orders(first: $n) { nodes { id } } }`;
  const pageOf = (first: number) => costOf(`{ orders(first: ${first}) { nodes { id } } }`);
  expect(costOf(asking("$n: Int = 90"))).toBe(pageOf(90));
  expect(costOf(asking("$n: Int = 90"), { n: 10 })).toBe(pageOf(10));
  expect(costOf(asking("$n: Int"))).toBe(pageOf(100));
  // null, sent or by default, is the usual page
  expect(costOf(asking("$n: Int = 90"), { n: null })).toBe(pageOf(25));
  expect(costOf(asking("$n: Int = null"))).toBe(pageOf(25));
});

test("counting a list costs what reading a page of it costs", () => {
  expect(costOf("{ orders { totalCount } }")).toBe(costOf("{ orders { nodes } }") + 25 * 50);
});

test("a request's content, which is planned and encoded for each, counts as much as it costs", () => {
  const contents = "content { sha256 }";
  expect(
    costOf(`{ certificateRequests(first: 100) { nodes { ... on DuplicateRequest { ${contents} } } } }`),
  ).toBeLessThan(mostCost);
  expect(
    costOf(`{ orders(first: 100) { nodes { duplicateRequests(first: 100) { nodes { ${contents} } } } } }`),
  ).toBeGreaterThan(mostCost);
  const aliases = Array.from({ length: 10 }, (_, at) => `a${at}: ${contents}`).join(" ");
  expect(
    costOf(`{ certificateRequests(first: 100) { nodes { ... on DuplicateRequest { ${aliases} } } } }`),
  ).toBeGreaterThan(mostCost);
});

test("reading a CSR, or a private key in place of one, is dear: some at a time are answered, a hundred are not", () => {
  const many = (field: string, count: number) =>
    costOf(`{ ${Array.from({ length: count }, (_, at) => `a${at}: ${field} { __typename }`).join(" ")} }`);
  for (const field of ["inspectCsr", "previewDuplicate", "requestDuplicate", "reportCompromisedKey"]) {
    expect([field, many(field, 20) <= mostCost]).toEqual([field, true]);
    expect([field, many(field, 30) > mostCost]).toEqual([field, true]);
  }
});

test("fragments that double in each other are counted without being written out", () => {
  const levels = Array.from(
    { length: 60 },
    (_, at) =>
      `fragment f${at} on Order { a: certificate { order { ...f${at + 1} } } b: certificate { order { ...f${at + 1} } } }`,
  );
  expect(costOf(`{ order { ...f0 } } ${levels.join(" ")} fragment f60 on Order { id }`)).toBeGreaterThan(2 ** 60);
});

test("the same asked under many aliases adds up", () => {
  const many = (count: number) =>
    `{ ${Array.from({ length: count }, (_, at) => `a${at}: viewer { email }`).join(" ")} }`;
  expect(costOf(many(2))).toBe(2 * costOf(many(1)));
  expect(costOf(many(250))).toBeGreaterThan(mostCost);
  expect(
    costOf(`{ ${"... { ...r } ".repeat(1)} } fragment r on Query { a: viewer { email } b: viewer { email } }`),
  ).toBe(costOf(many(2)));
});

test("what was seen is dear, in lists that are answered whole as well", () => {
  const domains = (first: number) =>
    costOf(`{ domains(first: ${first}) { nodes { challenges { result { findings { evidence } } } } } }`, {}, [
      "domains",
    ]);
  expect(domains(25)).toBeLessThan(mostCost);
  expect(domains(100)).toBeGreaterThan(mostCost);
});
