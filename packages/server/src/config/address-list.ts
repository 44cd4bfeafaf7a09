import { isIP } from "node:net";
import { z } from "zod";

/** A list with commas between; the whole is refused in these words when one part cannot be read. */
export function listOf<T>(read: (part: string) => T | null, should: string) {
  return z.string().transform((text, context): T[] => {
    const found = text.split(",").map((part) => read(part.trim()));
    if (found.every((one) => one !== null)) return found;
    context.addIssue({ code: "custom", message: should });
    return z.NEVER;
  });
}

/** An address or a range, as it is; null when it is neither. */
export function addressOrRange(text: string): string | null {
  const [address = "", bits, ...rest] = text.split("/");
  const widest = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  const fits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= widest);
  return rest.length === 0 && widest > 0 && fits ? text : null;
}

/** Address and port of a resolver, as in 192.0.2.1, 192.0.2.1:5353, 2001:db8::1 or [2001:db8::1]:53; null when it is none. */
export function resolverAddress(text: string): string | null {
  if (isIP(text)) return isIP(text) === 6 ? `[${text}]:53` : `${text}:53`;
  const [, six, four, digits = "53"] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const number = Number(digits);
  if (number < 1 || number > 65_535) return null;
  if (six) return isIP(six) === 6 ? `[${six}]:${number}` : null;
  return four && isIP(four) === 4 ? `${four}:${number}` : null;
}
