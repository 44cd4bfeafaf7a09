const primesTo = (limit: number): bigint[] => {
  const primes: number[] = [];
  for (let n = 2; n < limit; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  return primes.map(BigInt);
};
const smallPrimes = primesTo(752);

/** BR 6.1.6 (NIST SP 800-89 §5.3.3): whether a prime under 752 divides it; 2 included. */
export function hasSmallFactor(modulus: bigint): boolean {
  return smallPrimes.some((prime) => modulus % prime === 0n);
}

/** Integer square root by Newton's method, from above. */
function squareRoot(n: bigint): bigint {
  if (n === 0n) return 0n;
  let root = 1n << BigInt(Math.ceil(n.toString(2).length / 2));
  for (;;) {
    const next = (root + n / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** Whether Fermat's method splits the modulus within so many rounds: its primes are too close. */
export function fermatFactors(modulus: bigint, rounds: number): boolean {
  let a = squareRoot(modulus);
  if (a * a < modulus) a += 1n;
  for (let round = 0; round < rounds; round++, a += 1n) {
    const rest = a * a - modulus;
    // Squares end in few ways: most rounds are decided by the last byte.
    if (!squareEndings.has(Number(rest & 255n))) continue;
    const b = squareRoot(rest);
    if (b * b === rest) return true;
  }
  return false;
}
const squareEndings = new Set(Array.from({ length: 256 }, (_, n) => (n * n) & 255));

// ROCA (CVE-2017-15361): each prime is a power of 65537 modulo a primorial, and so is the modulus, modulo each small prime.
const rocaResidues = primesTo(168)
  .filter((prime) => prime > 2n)
  .map((prime) => {
    const residues = new Set<bigint>();
    for (let power = 1n % prime; !residues.has(power); power = (power * 65537n) % prime) residues.add(power);
    return { prime, residues };
  });

/** Whether the modulus has the fingerprint of Infineon's broken key generation. */
export function looksLikeRoca(modulus: bigint): boolean {
  return rocaResidues.every(({ prime, residues }) => residues.has(modulus % prime));
}
