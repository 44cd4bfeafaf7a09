import { badInput } from "./connection.ts";

/** Trims a text from outside; blank reads as null. Control characters, a private key and too much of it are a GraphQL error that names the field. */
export function plainText(field: string, text: string | null | undefined, longest: number): string | null {
  const trimmed = text?.trim();
  if (!trimmed) return null;
  if (trimmed.length > longest)
    throw badInput(`${field} has ${trimmed.length} characters: at most ${longest} are kept.`);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(trimmed))
    throw badInput(`${field} holds control characters: leave them out.`);
  if (!trimmed.isWellFormed()) throw badInput(`${field} holds half a character: write it anew.`);
  if (/PRIVATE KEY(?: BLOCK)?-/.test(trimmed))
    throw badInput(
      `${field} holds a private key, which must never leave its server. Nothing was kept; treat that key as compromised.`,
    );
  return trimmed;
}
