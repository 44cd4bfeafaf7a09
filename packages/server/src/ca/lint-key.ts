import { createPublicKey } from "node:crypto";
import { hasClosePrimes, isPower, looksLikeRoca, smallFactor } from "@duplicert/shared/rsa-weakness";
import { inside, primitive, readOne, Tag } from "./der.ts";
import { brProfiles, type LintCase, type LintRule } from "./lint-rule.ts";
import { readSpki } from "./read-certificate.ts";

// BR 7.1.3.1.1 and 7.1.3.1.2, byte for byte.
const keyAlgorithms: Record<string, string> = {
  "300d06092a864886f70d0101010500": "RSA",
  "301306072a8648ce3d020106082a8648ce3d030107": "P-256",
  "301006072a8648ce3d020106052b81040022": "P-384",
};

/** The RSA modulus and exponent, or null for another key. */
function rsaOf({ tbs }: LintCase): { modulus: bigint; exponent: bigint; positive: boolean } | null {
  const { type, key } = readSpki(tbs.spki);
  if (type !== "RSA") return null;
  const [modulus, exponent] = inside(readOne(key), Tag.SEQUENCE).map((node) => primitive(node, Tag.INTEGER));
  if (!modulus || !exponent) throw new Error("an RSA key without its two numbers");
  const number = (octets: Buffer) => BigInt(`0x${octets.toString("hex")}`);
  return { modulus: number(modulus), exponent: number(exponent), positive: modulus[0]! < 0x80 && exponent[0]! < 0x80 };
}

/** The subscriber's public key. */
export const keyRules: readonly LintRule[] = [
  {
    id: "key-algorithm",
    citation: "BR 7.1.3.1, 6.1.5: RSA, P-256 or P-384, byte for byte",
    since: brProfiles,
    judge: ({ tbs }) => {
      const { algorithm } = readSpki(tbs.spki);
      return algorithm in keyAlgorithms ? null : algorithm;
    },
  },
  {
    id: "key-readable",
    citation: "BR 6.1.6: a point on its curve, a key that loads",
    since: brProfiles,
    judge: ({ tbs }) => {
      const spki = Buffer.from(tbs.spki, "hex");
      const again = createPublicKey({ key: spki, format: "der", type: "spki" }).export({ format: "der", type: "spki" });
      return spki.equals(again) ? null : "another encoding than its own";
    },
  },
  {
    id: "ec-point-uncompressed",
    citation: "RFC 5480 2.2: the form that every implementation must support",
    since: brProfiles,
    judge: ({ tbs }) => {
      const { type, key } = readSpki(tbs.spki);
      return type === "EC" && key[0] !== 4 ? `a point that begins with ${key[0]}` : null;
    },
  },
  {
    id: "rsa-size",
    citation: "BR 6.1.5: 2048 bits or more, divisible by 8",
    since: brProfiles,
    judge: (the) => {
      const bits = rsaOf(the)?.modulus.toString(2).length ?? 2048;
      return bits >= 2048 && bits <= 8192 && bits % 8 === 0 ? null : `${bits} bits`;
    },
  },
  {
    id: "rsa-exponent",
    citation: "BR 6.1.6: odd, from 2^16+1 to 2^256-1",
    since: brProfiles,
    judge: (the) => {
      const exponent = rsaOf(the)?.exponent ?? 65537n;
      return exponent % 2n === 1n && exponent >= 65537n && exponent < 2n ** 256n ? null : `${exponent}`;
    },
  },
  {
    id: "rsa-modulus",
    citation: "BR 6.1.6: positive, odd, no power, no factor under 752",
    since: brProfiles,
    judge: (the) => {
      const rsa = rsaOf(the);
      if (rsa && !rsa.positive) return "a negative number";
      if (rsa && smallFactor(rsa.modulus) !== null) return "a small factor";
      return rsa && isPower(rsa.modulus) ? "a power of a smaller number" : null;
    },
  },
  {
    id: "rsa-close-primes",
    citation: "BR 6.1.1.3: Fermat's method, 100 rounds",
    since: "2024-11-15",
    judge: (the) => {
      const rsa = rsaOf(the);
      return rsa && hasClosePrimes(rsa.modulus, 110) ? "primes too close to each other" : null;
    },
  },
  {
    id: "rsa-roca",
    citation: "BR 6.1.1.3: CVE-2017-15361",
    since: "2024-11-15",
    judge: (the) => {
      const rsa = rsaOf(the);
      return rsa && looksLikeRoca(rsa.modulus) ? "the structure of ROCA" : null;
    },
  },
  {
    id: "key-is-not-the-ca's",
    citation: "BR 6.1.1.3, 7.1.2.7",
    since: brProfiles,
    judge: ({ tbs, issuing }) => (tbs.spki === issuing.spki ? "the issuing CA's own key" : null),
  },
];
