import { privateKeyIn } from "@duplicert/shared/private-key-in";
import { badInput } from "./connection.ts";

// U+2028 and 2029 break lines too; the others turn the direction of what is read after them
const notInLine = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const notInLines = /[^\P{Cc}\t\n\r]/u;

/**
 * Trims a text from outside; blank reads as null. Control characters, a private key and too much of it are a GraphQL error that names the field.
 * One line, which no mail can take for several, unless `lines` are wished for.
 */
export function plainText(
  field: string,
  text: string | null | undefined,
  longest: number,
  { lines = false } = {},
): string | null {
  const trimmed = text?.trim();
  if (!trimmed) return null;
  if (trimmed.length > longest)
    throw badInput(`${field} has ${trimmed.length} characters: at most ${longest} are kept.`);
  if (!lines && notInLine.test(trimmed))
    throw badInput(`${field} holds line breaks or control characters: leave them out, it is a single line.`);
  if (notInLines.test(trimmed)) throw badInput(`${field} holds control characters: leave them out.`);
  if (!trimmed.isWellFormed()) throw badInput(`${field} holds half a character: write it anew.`);
  if (privateKeyIn(trimmed) !== null)
    throw badInput(
      `${field} holds a private key, which must never leave its server. Nothing was kept; treat that key as compromised.`,
    );
  return trimmed;
}
