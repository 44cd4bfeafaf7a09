const base = 36;
const leastThreshold = 1;
const mostThreshold = 26;
const largest = 0x10ffff;

/** What Punycode (RFC 3492 §6.2) says, for lower-case letters of which a label may have 59; null when it is none. */
export function decodePunycode(text: string): string | null {
  const delimiter = text.lastIndexOf("-");
  const points = Array.from(text.slice(0, Math.max(delimiter, 0)), (letter) => letter.codePointAt(0)!);
  let code = 128;
  let bias = 72;
  let at = delimiter + 1;
  for (let index = 0; at < text.length; index++) {
    const before = index;
    for (let weight = 1, k = base; ; k += base) {
      const digit = digitOf(text.charCodeAt(at++));
      if (digit === null) return null;
      index += digit * weight;
      const threshold = Math.min(Math.max(k - bias, leastThreshold), mostThreshold);
      if (digit < threshold) break;
      weight *= base - threshold;
      if (weight > 2 ** 32) return null;
    }
    const count = points.length + 1;
    bias = adapt(index - before, count, before === 0);
    code += Math.floor(index / count);
    index %= count;
    if (code > largest || (code >= 0xd800 && code <= 0xdfff)) return null;
    points.splice(index, 0, code);
  }
  return String.fromCodePoint(...points);
}

// "a" to "z", then "0" to "9"; NaN behind the end.
function digitOf(letter: number): number | null {
  if (letter >= 0x61 && letter <= 0x7a) return letter - 0x61;
  return letter >= 0x30 && letter <= 0x39 ? letter - 0x30 + 26 : null;
}

// RFC 3492 §6.1
function adapt(distance: number, count: number, first: boolean): number {
  let delta = Math.floor(distance / (first ? 700 : 2));
  delta += Math.floor(delta / count);
  let k = 0;
  for (; delta > ((base - leastThreshold) * mostThreshold) / 2; k += base)
    delta = Math.floor(delta / (base - leastThreshold));
  return k + Math.floor((base * delta) / (delta + 38));
}
