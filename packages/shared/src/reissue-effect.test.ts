import { expect, test } from "@jest/globals";
import { reissueEffect } from "./reissue-effect.ts";

const earlier = ["www.example.com", "example.com"];

test("the same names in another order and another writing are the same names: nothing is revoked", () => {
  expect(reissueEffect(earlier, ["EXAMPLE.com", "www.example.com.", "example.com"])).toEqual({
    added: [],
    removed: [],
    unchanged: ["www.example.com", "example.com"],
    revokesEarlier: false,
  });
});

test("a name more revokes nothing", () => {
  expect(reissueEffect(earlier, [...earlier, "shop.example.com"])).toMatchObject({
    added: ["shop.example.com"],
    revokesEarlier: false,
  });
});

test("a name less, or another in its place, revokes what there was", () => {
  expect(reissueEffect(earlier, ["www.example.com"])).toEqual({
    added: [],
    removed: ["example.com"],
    unchanged: ["www.example.com"],
    revokesEarlier: true,
  });
  expect(reissueEffect(earlier, ["www.example.com", "shop.example.com"])).toEqual({
    added: ["shop.example.com"],
    removed: ["example.com"],
    unchanged: ["www.example.com"],
    revokesEarlier: true,
  });
  // a wildcard is not the name that it covers
  expect(reissueEffect(earlier, ["*.example.com", "example.com"]).removed).toEqual(["www.example.com"]);
});

test("names in their own script and as A-labels are one", () => {
  expect(reissueEffect(["xn--mnchen-3ya.example.com"], ["münchen.example.com"]).revokesEarlier).toBe(false);
});
