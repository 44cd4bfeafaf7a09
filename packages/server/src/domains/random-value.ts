import { createHash, randomBytes } from "node:crypto";

const alphabet = "abcdefghijklmnopqrstuvwxyz234567";

/** A new random value (BR 1.6.1): 160 bits in base32 (RFC 4648 §6), lower case, so that it may be a DNS label. */
export function newRandomValue(): string {
  const bits = [...randomBytes(20)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return Array.from({ length: 32 }, (_, at) => alphabet[Number.parseInt(bits.slice(at * 5, at * 5 + 5), 2)]).join("");
}

/** By what the value of a mail is known here: whoever reads the database can approve nothing. Hex. */
export function hashOfValue(value: string): string {
  return createHash("sha256").update(value).digest("hex");
}
