import { toBigInt } from "./bytes.ts";
import type { CsrFault } from "./csr-faults.ts";
import { type DerElement, hasShape, readInner, Tag } from "./der.ts";
import { hasClosePrimes, isPower, isSparse, looksLikeRoca, smallFactor } from "./rsa-weakness.ts";

export interface RsaKey {
  type: "RSA";
  bits: number;
  /** Decimal. */
  exponent: string;
}

interface RsaReading {
  /** Null when no signature can be verified with it. */
  key: RsaKey | null;
  faults: CsrFault[];
}

const smallest = 2048;
const largest = 8192;
const smallestExponent = 65_537n;
// BR 6.1.6 and NIST SP 800-89 §5.3.3, to which it refers.
const exponentBitsAtMost = 256;
// OpenSSL's limits (OPENSSL_RSA_SMALL_MODULUS_BITS, OPENSSL_RSA_MAX_PUBEXP_BITS): beyond them it verifies nothing, and
// nothing built on it could use the certificate.
const opensslLimit = { modulusBits: 3072, exponentBits: 64 };
// BR 6.1.1.3(5) asks for 100.
const fermatRounds = 110;

/** Judges an RSAPublicKey (RFC 8017 Appendix A.1.1). */
export function readRsaKey(der: Uint8Array): RsaReading {
  const root = readInner(der);
  if (!root || root.tag !== Tag.SEQUENCE || !hasShape(root, Tag.INTEGER, Tag.INTEGER)) {
    return refused("KEY_MALFORMED", "no RSA key inside");
  }
  const [modulusDer, exponentDer] = root.children as [DerElement, DerElement];
  if (modulusDer.content[0]! >= 0x80 || exponentDer.content[0]! >= 0x80) {
    return refused("KEY_MALFORMED", "negative number");
  }
  const bits = bitLength(modulusDer.content);
  if (bits === 0) return refused("KEY_MALFORMED", "modulus 0");
  // Arithmetic on what is refused anyway would only cost time.
  if (bits > largest) return refused("KEY_TOO_LARGE", `RSA ${bits}`);
  const modulus = toBigInt(modulusDer.content);
  const exponent = toBigInt(exponentDer.content);
  const unusable = unusableExponent(exponent, bitLength(exponentDer.content), modulus, bits);
  const faults = [...sizeFaults(bits), ...(unusable ? [unusable] : exponentFaults(exponent)), ...weaknesses(modulus)];
  const verifiable = !unusable && !faults.some(({ code }) => code === "KEY_MALFORMED");
  if (!verifiable) return { key: null, faults };
  return { key: { type: "RSA", bits, exponent: exponent.toString() }, faults };
}

const refused = (code: CsrFault["code"], found: string): RsaReading => ({ key: null, faults: [{ code, found }] });

function bitLength(content: Uint8Array): number {
  const start = content[0] === 0 ? 1 : 0;
  if (start === content.length) return 0;
  return (content.length - start) * 8 - (Math.clz32(content[start]!) - 24);
}

function sizeFaults(bits: number): CsrFault[] {
  if (bits < smallest) return [{ code: "KEY_TOO_SMALL", found: `RSA ${bits}` }];
  return bits % 8 === 0 ? [] : [{ code: "KEY_MALFORMED", found: `RSA ${bits}, not a multiple of 8` }];
}

/** The fault of an exponent with which no signature is verified; null when it can at least be tried. */
function unusableExponent(exponent: bigint, exponentBits: number, modulus: bigint, bits: number): CsrFault | null {
  if (exponent >= modulus) return { code: "KEY_MALFORMED", found: "exponent above the modulus" };
  if (exponentBits > exponentBitsAtMost) return { code: "EXPONENT_NOT_ALLOWED", found: "exponent above 256 bits" };
  const tooMuch = bits > opensslLimit.modulusBits && exponentBits > opensslLimit.exponentBits;
  return tooMuch ? { code: "EXPONENT_NOT_ALLOWED", found: "exponent above 64 bits in a key above RSA 3072" } : null;
}

function exponentFaults(exponent: bigint): CsrFault[] {
  if (exponent % 2n === 1n && exponent >= smallestExponent) return [];
  return [{ code: "EXPONENT_NOT_ALLOWED", found: `exponent ${exponent}` }];
}

function weaknesses(modulus: bigint): CsrFault[] {
  const found = weakness(modulus);
  return found ? [{ code: "WEAK_KEY", found }] : [];
}

// One is enough: a modulus that is weak in one way needs no second reason, and the dear tests come last.
function weakness(modulus: bigint): string | null {
  const factor = smallFactor(modulus);
  if (factor !== null) return `divisible by ${factor}`;
  if (looksLikeRoca(modulus)) return "ROCA";
  if (hasClosePrimes(modulus, fermatRounds)) return "close primes";
  if (isPower(modulus)) return "power of a number";
  return isSparse(modulus) ? "mostly zeros" : null;
}
