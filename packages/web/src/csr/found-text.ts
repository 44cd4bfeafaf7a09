import type { TFunction } from "i18next";
import en from "../words/en.json";

const withParts: [RegExp, keyof typeof en.csr.foundWith][] = [
  [/^divisible by (\d+)$/, "divisible"],
  [/^exponent (\d+)$/, "exponent"],
  [/^(\d+) bytes$/, "bytes"],
  [/^(\d+) CSRs$/, "csrs"],
  [/^(RSA \d+), not a multiple of 8$/, "multiple"],
  [/^not a point on (P-\d+)$/, "offCurve"],
  [/^(\S+) with an (RSA|EC) key$/, "misfit"],
  [/^signature algorithm (\S+)$/, "signature"],
  [/^curve ([\d.]+)$/, "curve"],
];

/** What was found instead, in the reader's language; an algorithm's name is the same in each. */
export function foundText(t: TFunction, found: string): string {
  if (isKnown(found)) return t(`csr.found.${found}`);
  for (const [pattern, key] of withParts) {
    const [, a, b] = pattern.exec(found) ?? [];
    if (a) return t(`csr.foundWith.${key}`, { a, b });
  }
  return found;
}

function isKnown(found: string): found is keyof typeof en.csr.found {
  return found in en.csr.found;
}
