import { expect, test } from "@jest/globals";
import { namesOutsideProduct } from "./product-names.ts";
import { products } from "./products.ts";

test.each([
  ["SINGLE", ["www.example.com", "example.com"], []],
  ["SINGLE", ["example.com"], []],
  ["SINGLE", ["shop.example.com", "www.shop.example.com"], []],
  ["SINGLE", ["www.example.com", "shop.example.com"], ["shop.example.com"]],
  ["SINGLE", ["example.com", "www.www.example.com"], ["www.www.example.com"]],
  ["SINGLE", ["*.example.com", "example.com"], ["*.example.com"]],
  ["SEVERAL", ["example.com", "shop.example.com", "example.net"], []],
  ["SEVERAL", ["example.com", "*.example.net"], ["*.example.net"]],
  ["WILDCARD", ["*.example.com", "example.com"], []],
  ["WILDCARD", ["*.example.com", "shop.example.com"], []],
  ["WILDCARD", ["shop.example.com", "www.example.com", "example.com"], []],
  ["WILDCARD", ["shop.example.com"], []],
  ["WILDCARD", ["*.example.com", "a.b.example.com"], ["a.b.example.com"]],
  ["WILDCARD", ["*.example.com", "*.example.net"], ["*.example.net"]],
  ["WILDCARD", ["example.com", "example.net"], ["example.net"]],
] as const)("a %s product and the names %j: %j have no place in it", (names, given, expected) => {
  expect(namesOutsideProduct({ names }, given)).toEqual(expected);
});

test("there is no EV product with wildcards", () => {
  for (const { validationType, names } of products) expect([validationType, names]).not.toEqual(["EV", "WILDCARD"]);
});
