import { expect, test } from "@jest/globals";
import { returnPath, signInPath } from "./sign-in-path.ts";

const origin = "https://certs.example";

test("after signing in one is back where one was", () => {
  const path = signInPath("/orders?q=shop&status=ISSUED#top");
  expect(returnPath(new URL(path, origin).searchParams.get("next"), origin)).toBe("/orders?q=shop&status=ISSUED#top");
});

test.each([
  "https://evil.example/",
  "//evil.example/",
  "/\\evil.example",
  "javascript:alert(1)",
  "/sign-in?next=/",
  "",
])("a link to sign in cannot lead to %j afterwards", (next) => {
  expect(returnPath(next, origin)).toBe("/");
});
