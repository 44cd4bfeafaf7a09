/** One attribute of a name, such as O=Example Ltd. */
export interface NameAttribute {
  type: string;
  /** Null when it is no text that can be read; then `encoded` is its DER in hexadecimal. */
  value: string | null;
  encoded?: string;
}

/** RFC 4514 §2: the last part first, "+" within a part; control characters are shown, not sent to a terminal. */
export function distinguishedName(parts: NameAttribute[][]): string {
  return parts
    .map((part) =>
      part
        .map(({ type, value, encoded }) => `${type}=${value === null ? `#${encoded}` : escapeValue(value)}`)
        .join("+"),
    )
    .reverse()
    .join(",");
}

// RFC 4514 §2.4
function escapeValue(value: string): string {
  return value
    .replace(/[,+"\\<>;]/g, "\\$&")
    .replace(/^[ #]/, "\\$&")
    .replace(/ $/, "\\ ")
    .replace(/[\p{Cc}\p{Cs}]/gu, (control) => `\\${control.charCodeAt(0).toString(16).padStart(2, "0").toUpperCase()}`);
}
