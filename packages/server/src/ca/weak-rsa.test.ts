import { checkPrimeSync, generateKeyPairSync, generatePrimeSync } from "node:crypto";
import { expect, test } from "@jest/globals";
import { fermatFactors, hasSmallFactor, looksLikeRoca } from "./weak-rsa.ts";

const prime = (bits: number): bigint => generatePrimeSync(bits, { bigint: true });

function goodModulus(): bigint {
  const { n } = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey.export({ format: "jwk" });
  return BigInt(`0x${Buffer.from(n!, "base64url").toString("hex")}`);
}

test("a good modulus has none of the weaknesses", () => {
  const modulus = goodModulus();
  expect([hasSmallFactor(modulus), fermatFactors(modulus, 110), looksLikeRoca(modulus)]).toEqual([false, false, false]);
});

test("factors up to 751 are found, and 757 is none of them", () => {
  const large = prime(512);
  expect([2n, 3n, 751n, 757n].map((small) => hasSmallFactor(small * large))).toEqual([true, true, true, false]);
});

test("primes next to each other are found by Fermat's method", () => {
  const first = prime(512);
  let second = first + 2n;
  while (!checkPrimeSync(second)) second += 2n;
  expect(fermatFactors(first * second, 110)).toBe(true);
  expect(fermatFactors(first * first, 110)).toBe(true);
});

test("primes that differ in their upper half need more rounds than anyone asks", () => {
  expect(fermatFactors(prime(512) * prime(510), 110)).toBe(false);
});

test("a power of 65537 has the fingerprint of ROCA", () => {
  expect(looksLikeRoca(65537n ** 127n)).toBe(true);
});
