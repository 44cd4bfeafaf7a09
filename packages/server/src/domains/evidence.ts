const longestText = 1000;
const mostEntries = 50;

/**
 * What was seen, as it is kept: PostgreSQL's jsonb has neither NUL nor half a character, and what somebody else published
 * may be of any length.
 */
export function keepable<T extends object>(seen: T): T {
  return JSON.parse(JSON.stringify(seen), (_, value) => {
    if (typeof value === "string") return cut(value.replaceAll("\0", "\uFFFD").toWellFormed());
    return Array.isArray(value) ? value.slice(0, mostEntries) : value;
  });
}

function cut(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText).toWellFormed()}…` : text;
}
