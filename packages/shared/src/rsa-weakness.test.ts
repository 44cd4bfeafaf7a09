import { generatePrimeSync } from "node:crypto";
import { expect, test } from "@jest/globals";
import { hasClosePrimes, smallFactor, squareRoot } from "./rsa-weakness.ts";

test("roots are rounded down, also next to squares", () => {
  for (const root of [0n, 1n, 2n, 3n, 255n, 2n ** 64n - 1n, 2n ** 64n, 2n ** 512n + 12_345n]) {
    expect(squareRoot(root * root)).toBe(root);
    expect(squareRoot(root * root + 2n * root)).toBe(root);
    if (root > 0n) expect(squareRoot(root * root - 1n)).toBe(root - 1n);
  }
});

test("a factor below 752 is found, and 757 is none of them", () => {
  const prime = generatePrimeSync(512, { bigint: true });
  expect(smallFactor(751n * prime)).toBe(751);
  expect(smallFactor(2n * 751n * prime)).toBe(2);
  expect(smallFactor(757n * prime)).toBeNull();
});

test("close primes are found within their number of rounds, and no sooner", () => {
  // With p = m - d and q = m + d Fermat's method needs as many rounds as the root of pq lies below m.
  const middle = 2n ** 512n + 7n;
  const rounds = (spread: bigint) => Number(middle - squareRoot(middle * middle - spread * spread));
  for (const spread of [0n, 2n, 2n ** 250n, 2n ** 258n, 7n * 2n ** 257n]) {
    const modulus = (middle - spread) * (middle + spread);
    const needed = Math.max(rounds(spread), 1);
    expect(hasClosePrimes(modulus, needed)).toBe(true);
    if (needed > 1) expect(hasClosePrimes(modulus, needed - 1)).toBe(false);
  }
});
