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

// The exponents with which a modulus of 8192 bits may be a power, and primes that are 1 modulo each: modulo such a prime
// few numbers are powers, and that settles nearly all.
const leastRoot = 757;
const powerTests = sieve(Math.ceil(8192 / Math.log2(leastRoot))).map((exponent) => ({
  exponent,
  primes: smallPrimes.filter((prime) => prime % exponent === 1).slice(-8),
}));

/** BR 6.1.6: whether the modulus, one without a factor below 752, is a power of a smaller number. */
export function isPower(modulus: bigint): boolean {
  const bits = log2(modulus);
  const rest = modulus % smallPrimesProduct;
  const modulo = (prime: number) => Number(rest % BigInt(prime));
  return powerTests.some(({ exponent, primes }) => {
    if (exponent > bits / Math.log2(leastRoot) + 0.01) return false;
    // Euler's criterion for a power, as no factor is that small.
    if (primes.some((prime) => power(modulo(prime), (prime - 1) / exponent, prime) !== 1)) return false;
    const root = rootOf(modulus, exponent, bits);
    const right = [743, 751].every((prime) => power(Number(root % BigInt(prime)), exponent, prime) === modulo(prime));
    return right && root ** BigInt(exponent) === modulus;
  });
}

function power(base: number, exponent: number, modulus: number): number {
  let result = 1;
  for (let factor = base, rest = exponent; rest > 0; rest >>= 1, factor = (factor * factor) % modulus) {
    if (rest & 1) result = (result * factor) % modulus;
  }
  return result;
}

function log2(value: bigint): number {
  const digits = value.toString(16);
  const head = digits.slice(0, 13); // 52 bits, which a number holds exactly
  return Math.log2(Number.parseInt(head, 16)) + 4 * (digits.length - head.length);
}

/** Rounded down, or the nearest where it is small. */
function rootOf(value: bigint, exponent: number, bits: number): bigint {
  if (bits / exponent < 32) return BigInt(Math.round(2 ** (bits / exponent)));
  const degree = BigInt(exponent);
  // Newton's method wants to begin above the root, and near it: far away each step would only take off a small part.
  const shift = Math.max(0, Math.floor(bits / exponent) - 52);
  let root = BigInt(Math.ceil(2 ** (bits / exponent - shift) * (1 + 1e-9))) << BigInt(shift);
  for (;;) {
    const next = ((degree - 1n) * root + value / root ** (degree - 1n)) / degree;
    if (next >= root) return root;
    root = next;
  }
}

/**
 * BR 6.1.1.3(3): whether a quarter of the modulus's bytes are zero, as in products of primes that are nearly powers of two:
 * such a number reads as a polynomial with small coefficients, and polynomials are factored in no time.
 */
export function isSparse(modulus: bigint): boolean {
  const digits = modulus.toString(16);
  let zeros = 0;
  for (let at = digits.length - 2; at >= 0; at -= 2) if (digits[at] === "0" && digits[at + 1] === "0") zeros++;
  return zeros * 8 >= digits.length;
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
