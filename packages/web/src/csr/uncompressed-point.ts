const curves = {
  "P-256": {
    p: 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n,
    b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
    size: 32,
  },
  "P-384": {
    p: 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n,
    b: 0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aefn,
    size: 48,
  },
} as const;

/**
 * A point of a P-256 or P-384 key with both coordinates, as every WebCrypto takes it: many refuse the compressed form
 * (SEC 1 §2.3.3), which some hardware writes. Null when no such point is on the curve.
 */
export function uncompressedPoint(curve: keyof typeof curves, point: Uint8Array): Uint8Array | null {
  const { p, b, size } = curves[curve];
  if (point[0] === 0x04) return point.length === 1 + 2 * size ? point : null;
  if ((point[0] !== 0x02 && point[0] !== 0x03) || point.length !== 1 + size) return null;
  const x = point.subarray(1).reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);
  if (x >= p) return null;
  const square = (x ** 3n - 3n * x + b) % p;
  const root = power(((square % p) + p) % p, (p + 1n) / 4n, p); // both primes are 3 mod 4
  if ((root * root - square) % p !== 0n) return null;
  const y = (root & 1n) === BigInt(point[0] & 1) ? root : p - root;
  const whole = new Uint8Array(1 + 2 * size);
  whole.set([0x04]);
  whole.set(point.subarray(1), 1);
  for (let at = 2 * size, rest = y; rest > 0n; at--, rest >>= 8n) whole[at] = Number(rest & 0xffn);
  return whole;
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}
