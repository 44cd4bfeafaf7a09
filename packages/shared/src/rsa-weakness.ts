const smallPrimes = sieve(752);
const smallPrimesProduct = smallPrimes.reduce((product, prime) => product * BigInt(prime), 1n);

/** BR 6.1.6: a modulus has no factor below 752. The smallest one there is, or null. */
export function smallFactor(modulus: bigint): number | null {
  // One division of the modulus; all others are of this small rest.
  const rest = modulus % smallPrimesProduct;
  return smallPrimes.find((prime) => rest % BigInt(prime) === 0n) ?? null;
}

/** BR 6.1.1.3(5): whether Fermat's method factors the modulus within that many rounds, so that its primes are too close. */
export function hasClosePrimes(modulus: bigint, rounds: number): boolean {
  let middle = squareRoot(modulus);
  if (middle * middle < modulus) middle++;
  let difference = middle * middle - modulus;
  for (let round = 0; round < rounds; round++) {
    if (isSquare(difference)) return true;
    difference += 2n * middle + 1n;
    middle++;
  }
  return false;
}

// CVE-2017-15361: each prime is a power of 65537 modulo a primorial, and so is the modulus, modulo each small prime.
const rocaResidues = smallPrimes
  .filter((prime) => prime > 2 && prime < 168)
  .map((prime) => {
    const residues = new Set<number>();
    for (let power = 1; !residues.has(power); power = (power * 65_537) % prime) residues.add(power);
    return { prime, residues };
  });

/** BR 6.1.1.3(5): whether the modulus has the fingerprint of ROCA, Infineon's broken key generation. */
export function looksLikeRoca(modulus: bigint): boolean {
  const rest = modulus % smallPrimesProduct;
  return rocaResidues.every(({ prime, residues }) => residues.has(Number(rest % BigInt(prime))));
}

/** Rounded down; Newton's method from a power of two above the root. */
export function squareRoot(value: bigint): bigint {
  if (value < 2n) return value;
  const bits = value.toString(16).length * 4;
  let root = 1n << BigInt(Math.ceil(bits / 2));
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

// 3 · 5 · 7 · 11 · 13 · 17: nearly every number that is no square shows it in one of these remainders.
const filters = [3, 5, 7, 11, 13, 17].map((prime) => ({
  prime,
  squares: new Set(Array.from({ length: prime }, (_, root) => (root * root) % prime)),
}));

function isSquare(value: bigint): boolean {
  // Squares end in 0, 1, 4 or 9 in base 16.
  const last = Number(value & 15n);
  if (last !== 0 && last !== 1 && last !== 4 && last !== 9) return false;
  const rest = Number(value % 255_255n);
  if (!filters.every(({ prime, squares }) => squares.has(rest % prime))) return false;
  const root = squareRoot(value);
  return root * root === value;
}

function sieve(limit: number): number[] {
  const primes: number[] = [];
  for (let candidate = 2; candidate < limit; candidate++) {
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
  }
  return primes;
}
