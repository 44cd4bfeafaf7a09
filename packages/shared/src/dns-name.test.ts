import { expect, test } from "@jest/globals";
import { covers, normalizeDnsName } from "./dns-name.ts";

test.each([
  ["WWW.Example.COM", "www.example.com"],
  ["www.example.com.", "www.example.com"],
  ["*.Example.com", "*.example.com"],
  ["bücher.example", "xn--bcher-kva.example"],
  ["*.bücher.example", "*.xn--bcher-kva.example"],
  ["BÜCHER.example", "xn--bcher-kva.example"],
  ["xn--bcher-kva.example", "xn--bcher-kva.example"],
  ["例え.テスト", "xn--r8jz45g.xn--zckzah"],
  ["XN--BCHER-KVA.example", "xn--bcher-kva.example"],
  ["例え.xn--zckzah", "xn--r8jz45g.xn--zckzah"],
  ["straße.example", "xn--strae-oqa.example"],
  ["דוגמה.example", "xn--6dbbec0c.example"],
  ["1a.2b.3c", "1a.2b.3c"],
  ["localhost", "localhost"],
  [`${"a".repeat(63)}.example`, `${"a".repeat(63)}.example`],
])("%s is written %s", (name, written) => {
  expect(normalizeDnsName(name)).toBe(written);
  expect(normalizeDnsName(written)).toBe(written);
});

test.each([
  "",
  ".",
  "*",
  "*.",
  "a..example",
  ".example",
  "*.*.example",
  "a.*.example",
  "w*.example",
  "-a.example",
  "a-.example",
  "a_b.example",
  "a b.example",
  "a.example/",
  "a.example:443",
  "user@a.example",
  "192.0.2.1",
  "0x7f.1",
  "1.2.3",
  "::1",
  "[::1]",
  "%61.example",
  "a\u0000.example",
  "ab--cd.example",
  "xn--.example",
  "xn--a.example",
  "xn--abc-.example",
  "xn--zzzzzz.example",
  "xn--99zzzz9999.example",
  `xn--${"9".repeat(59)}.example`,
  "bücher.xn--0.example",
  "a.example..",
  `${"a".repeat(64)}.example`,
  `${"a.".repeat(125)}example`,
  "a".repeat(70_000),
])("%j is no DNS name", (name) => {
  expect(normalizeDnsName(name)).toBeNull();
});

test("a domain covers itself, what is under it and its wildcard, and nothing else", () => {
  for (const name of ["b.test", "B.TEST.", "a.b.test", "x.a.b.test", "*.b.test", "*.a.b.test"]) {
    expect(covers("b.test", name)).toBe(true);
  }
  for (const name of ["ab.test", "test", "*.test", "b.test.example", "", "*", "a.b.test\u0000"]) {
    expect(covers("b.test", name)).toBe(false);
  }
  expect(covers("", "b.test")).toBe(false);
  expect(covers("bücher.example", "www.xn--bcher-kva.example")).toBe(true);
});
