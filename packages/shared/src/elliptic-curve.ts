import { toBigInt } from "./bytes.ts";

export type Curve = "P-256" | "P-384";

// FIPS 186-5 and SP 800-186 §3.2.1: y² = x³ − 3x + b over p.
const curves = {
  "P-256": {
    size: 32,
    p: 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n,
    b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
  },
  "P-384": {
    size: 48,
    p: 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n,
    b: 0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aefn,
  },
} as const;

/**
 * The point in uncompressed form (SEC 1 §2.3.3), whether it came so or compressed; null when it is not on the curve.
 * Both curves have cofactor 1, so a point on one of them is a key.
 */
export function uncompressedPoint(curve: Curve, point: Uint8Array): Uint8Array | null {
  const { size } = curves[curve];
  if (point[0] === 4) return point.length === 1 + 2 * size && isOnCurve(curve, point) ? point : null;
  if ((point[0] !== 2 && point[0] !== 3) || point.length !== 1 + size) return null;
  const y = ordinate(curve, toBigInt(point.subarray(1)), point[0] === 3);
  if (y === null) return null;
  const whole = new Uint8Array(1 + 2 * size);
  whole[0] = 4;
  whole.set(point.subarray(1), 1);
  for (let at = 2 * size, rest = y; at > size; at--, rest >>= 8n) whole[at] = Number(rest & 0xffn);
  return whole;
}

function isOnCurve(curve: Curve, point: Uint8Array): boolean {
  const { size, p } = curves[curve];
  const x = toBigInt(point.subarray(1, 1 + size));
  const y = toBigInt(point.subarray(1 + size));
  return x < p && y < p && (y * y) % p === right(curve, x);
}

/** The y of that parity that belongs to x (SEC 1 §2.3.4); null when x is of no point. */
function ordinate(curve: Curve, x: bigint, odd: boolean): bigint | null {
  const { p } = curves[curve];
  if (x >= p) return null;
  const square = right(curve, x);
  // Both primes are 3 modulo 4, so this is the root if there is one.
  const root = power(square, (p + 1n) >> 2n, p);
  if ((root * root) % p !== square) return null;
  // Both curves have prime order, so none of their points has y = 0, and the other root has the other parity.
  return (root & 1n) === (odd ? 1n : 0n) ? root : p - root;
}

function right(curve: Curve, x: bigint): bigint {
  const { p, b } = curves[curve];
  return ((((x * x - 3n) * x + b) % p) + p) % p;
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (const bit of exponent.toString(2)) {
    result = (result * result) % modulus;
    if (bit === "1") result = (result * base) % modulus;
  }
  return result;
}
