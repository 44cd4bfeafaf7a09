import { createHash, randomBytes } from "node:crypto";
import { expect, test } from "@jest/globals";
import { sha256 } from "./sha256.ts";

test("it is SHA-256, at every length around the block's", () => {
  expect(sha256(new TextEncoder().encode("abc"))).toBe(
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
  for (let length = 0; length < 300; length++) {
    const message = randomBytes(length);
    expect(sha256(message)).toBe(createHash("sha256").update(message).digest("hex"));
  }
});
