import type { ServerPlatform } from "@duplicert/shared/server-platforms";
import type { SignatureHash } from "@duplicert/shared/signature-hash";
import type { Locale } from "../accounts/locale.ts";

/** Paragraphs with an empty line between them; null leaves one out. */
export function letterText(paragraphs: readonly (string | null)[]): string {
  return `${paragraphs.filter((paragraph) => paragraph).join("\n\n")}\n`;
}

/** One "label: value" a line; a null value leaves its line out. */
export function factLines(locale: Locale, rows: readonly (readonly [label: string, value: string | null])[]): string {
  const colon = locale === "EN" ? ": " : "：";
  return rows.flatMap(([label, value]) => (value ? `  ${label}${colon}${value}` : [])).join("\n");
}

/** What a person wrote, marked as such so that it cannot be taken for ours. */
export function quoted(text: string): string {
  return text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => `> ${line}`.trimEnd())
    .join("\n");
}

/** Numbered sentences; a command line ("$ …") stands below its sentence, whole, to copy. */
export function stepLines(steps: readonly string[]): string {
  let number = 0;
  return steps
    .map((step) => (step.startsWith("$ ") ? `       ${step}` : `  ${String(++number).padStart(2)}. ${step}`))
    .join("\n");
}

/** A moment as every reader reads it alike: "2027-01-31 23:59:59 UTC". */
export function instant(at: Date): string {
  return at
    .toISOString()
    .replace("T", " ")
    .replace(/\.\d+Z$/, " UTC");
}

export const hashNames: Record<SignatureHash, string> = { SHA256: "SHA-256", SHA384: "SHA-384", SHA512: "SHA-512" };

/** Names of software are the same in every language, but for "other". */
export function platformName({ id, name }: ServerPlatform, locale: Locale): string {
  return id === "other" && locale === "ZH_HANT" ? "其他" : name;
}

/** Which server it is for: its name where the requester gave one, and its software. */
export function serverText(serverName: string | null, platform: ServerPlatform, locale: Locale): string {
  const name = platformName(platform, locale);
  if (!serverName) return name;
  return locale === "EN" ? `${serverName} (${name})` : `${serverName}（${name}）`;
}

/** Who writes, and why nobody should answer. */
export function closing(locale: Locale, publicUrl: string): string {
  const why =
    locale === "EN"
      ? "Sent automatically; nobody reads replies to this address."
      : "此郵件由系統自動寄出，回覆不會有人閱讀。";
  return `-- \nDuplicert · ${publicUrl}\n${why}`;
}
