import { decodePunycode } from "./punycode.ts";

const aLabel = "xn--";
const ldhLabel = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const couldBeAName = /^[a-z0-9.\-\u0080-\u{10ffff}]+$/iu;

/** Lower-case A-labels without a trailing dot, "*." allowed in front; null when it is no DNS name. */
export function normalizeDnsName(name: string): string | null {
  const wildcard = name.startsWith("*.");
  const base = (wildcard ? name.slice(2) : name).replace(/\.$/, "");
  if (base.length === 0 || base.length > 1000 || !couldBeAName.test(base)) return null;
  const ascii = toAscii(base);
  if (ascii === null) return null;
  const whole = wildcard ? `*.${ascii}` : ascii;
  const labels = ascii.split(".");
  // A last label of digits alone is an IPv4 address or will be read as one.
  if (whole.length > 253 || /^\d+$/.test(labels.at(-1)!)) return null;
  return labels.every(isLabel) && hasTrueALabels(labels) ? whole : null;
}

/** Whether control of `domain` reaches `name`: "b.test" covers "b.test", "a.b.test" and "*.b.test". */
export function covers(domain: string, name: string): boolean {
  const above = normalizeDnsName(domain);
  const below = normalizeDnsName(name)?.replace(/^\*\./, "");
  if (!above || !below) return false;
  return below === above || below.endsWith(`.${above}`);
}

// BR 7.1.2.7.12: each label is a P-label or a non-reserved LDH label, so "??--" only as "xn--".
function isLabel(label: string): boolean {
  return ldhLabel.test(label) && (label.slice(2, 4) !== "--" || label.startsWith(aLabel));
}

/** RFC 5891 §5.4: what the A-labels stand for is written just so. URL parsers differ in whether they ask. */
function hasTrueALabels(labels: string[]): boolean {
  if (!labels.some((label) => label.startsWith(aLabel))) return true;
  const unicode = labels.map((label) =>
    label.startsWith(aLabel) ? decodePunycode(label.slice(aLabel.length)) : label,
  );
  return !unicode.includes(null) && hostOf(unicode.join(".")) === labels.join(".");
}

/** UTS 46 by the URL parser, the one implementation that browsers and Node share. */
function toAscii(base: string): string | null {
  return /^[a-z0-9.-]+$/i.test(base) ? base.toLowerCase() : hostOf(base);
}

function hostOf(name: string): string | null {
  try {
    return new URL(`http://${name}`).hostname;
  } catch {
    return null;
  }
}
