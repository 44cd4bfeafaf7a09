import { expect, test } from "@jest/globals";
import { productOf, products } from "./products.ts";

test("every product but DV allows duplicates, and none is an EV wildcard", () => {
  for (const product of products) {
    expect(product.duplicatesAllowed).toBe(product.validationType !== "DV");
    expect(productOf(product.key)).toBe(product);
    expect(product.validationType === "EV" && product.key.includes("wildcard")).toBe(false);
  }
  expect(new Set(products.map(({ key }) => key)).size).toBe(products.length);
  expect(() => productOf("ev_wildcard")).toThrow();
});
