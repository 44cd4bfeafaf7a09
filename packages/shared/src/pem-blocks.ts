const begin = "-----BEGIN ";
const end = "-----END ";
const dashes = "-----";

/** An RFC 7468 §3 block and where it stands; the body is null where the END line with the same label is missing. */
export interface PemBlock {
  label: string;
  body: string | null;
  from: number;
  /** Behind the END line, or behind the BEGIN line where the other is missing. */
  to: number;
}

/** The blocks of a text, in one pass. */
export function pemBlocks(text: string): PemBlock[] {
  const blocks: PemBlock[] = [];
  for (let at = text.indexOf(begin); at !== -1; at = text.indexOf(begin, at)) {
    const from = at + begin.length;
    const close = text.indexOf(dashes, from);
    const label = close === -1 ? "" : text.slice(from, close);
    if (close === -1 || label.length > 64 || /[\r\n]/.test(label)) {
      at = from;
      continue;
    }
    const last = `${end}${label}${dashes}`;
    const next = text.indexOf(dashes, close + dashes.length);
    const closed = next !== -1 && text.startsWith(last, next);
    const to = closed ? next + last.length : close + dashes.length;
    blocks.push({ label, body: closed ? text.slice(close + dashes.length, next) : null, from: at, to });
    at = to;
  }
  return blocks;
}

/** Whether a text holds the beginning of an END line. */
export function hasEndLine(text: string): boolean {
  return text.includes(end);
}

/** A block written anew: 64 columns. */
export function toPem(label: string, base64: string): string {
  const lines = base64.match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}
