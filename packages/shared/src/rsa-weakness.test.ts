import { checkPrimeSync, generateKeyPairSync, generatePrimeSync } from "node:crypto";
import { expect, test } from "@jest/globals";
import { hasClosePrimes, isPower, isSparse, looksLikeRoca, smallFactor, squareRoot } from "./rsa-weakness.ts";

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

test("what a hundred and ten rounds find is found, and what needs one more is not", () => {
  // The root of (m - d)(m + d) lies below m by about d² / 2m.
  const middle = 2n ** 1024n - 105n;
  const needing = (rounds: bigint) => {
    const spread = squareRoot(2n * middle * rounds - rounds * rounds) - 1n;
    return (middle - spread) * (middle + spread);
  };
  expect([100n, 110n].map((rounds) => hasClosePrimes(needing(rounds), 110))).toEqual([true, true]);
  expect([111n, 112n, 200n].map((rounds) => hasClosePrimes(needing(rounds), 110))).toEqual([false, false, false]);
});

test.each([2, 3, 5, 7, 13, 31, 97, 211])(
  "a power with the exponent %i is found, and its neighbour is none",
  (exponent) => {
    for (const bits of [2048, 4096, 8192]) {
      let root = (1n << BigInt(Math.floor((bits - 1) / exponent))) + 1n;
      while (smallFactor(root) !== null) root += 2n;
      const power = root ** BigInt(exponent);
      expect([isPower(power), isPower(power + 2n), isPower(power - 2n)]).toEqual([true, false, false]);
    }
  },
);

test("primes next to each other are found; those that differ in their upper half would need more rounds than anyone asks", () => {
  const prime = (bits: number): bigint => generatePrimeSync(bits, { bigint: true });
  const first = prime(512);
  let second = first + 2n;
  while (!checkPrimeSync(second)) second += 2n;
  expect([first * second, first * first, prime(512) * prime(510)].map((n) => hasClosePrimes(n, 110))).toEqual([
    true,
    true,
    false,
  ]);
});

test("a modulus of two sparse primes is noticed, and a quarter of zeros is where that begins", () => {
  expect(isSparse((2n ** 1023n + 1_155n) * (3n * 2n ** 1022n + 2_685n))).toBe(true);
  const bytes = (zeros: number) =>
    BigInt(`0x${"9d".repeat(128 - zeros / 2)}${"00".repeat(zeros)}${"9d".repeat(128 - zeros / 2)}`);
  expect([isSparse(bytes(64)), isSparse(bytes(62))]).toEqual([true, false]);
});

test("a power of 65537 has the fingerprint of ROCA", () => {
  expect(looksLikeRoca(65_537n ** 127n)).toBe(true);
  expect(looksLikeRoca(65_537n ** 127n + 2n)).toBe(false);
});

test("a good modulus has none of the weaknesses", () => {
  const { n } = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey.export({ format: "jwk" });
  const modulus = BigInt(`0x${Buffer.from(n!, "base64url").toString("hex")}`);
  expect([smallFactor(modulus), hasClosePrimes(modulus, 110), looksLikeRoca(modulus)]).toEqual([null, false, false]);
  expect([isPower(modulus), isSparse(modulus)]).toEqual([false, false]);
});
