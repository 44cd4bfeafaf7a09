const most = 16 * 1024;
// what somebody else published may be of any length and number: less of each, until the whole is small enough
const steps = [
  { text: 1000, entries: 50 },
  { text: 300, entries: 20 },
  { text: 100, entries: 10 },
];

/**
 * What was seen, as it is kept: PostgreSQL's jsonb has neither NUL nor half a character, and each look and each proof keeps
 * its own, for years.
 */
export function keepable<T extends object>(seen: T): T {
  let kept = seen;
  for (const step of steps) {
    const text = JSON.stringify(seen, (_, value) => {
      if (typeof value === "string") return cut(value.replaceAll("\0", "\uFFFD").toWellFormed(), step.text);
      return Array.isArray(value) ? value.slice(0, step.entries) : value;
    });
    kept = JSON.parse(text);
    if (text.length <= most) break;
  }
  return kept;
}

function cut(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest).toWellFormed()}…` : text;
}
