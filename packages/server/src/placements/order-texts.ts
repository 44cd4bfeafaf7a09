import { plainText } from "../foundation/plain-text.ts";
import { knownPlatform } from "../orders/known-platform.ts";
import type { PlaceOrderInput } from "./place-order-input.ts";

export type OrderTexts = ReturnType<typeof textsOf>;

/** What was written in words, fit to be kept. */
export function textsOf(input: PlaceOrderInput) {
  return {
    serverName: plainText("serverName", input.serverName, 200),
    comments: plainText("comments", input.comments, 2000, { lines: true }),
    idempotencyKey: plainText("idempotencyKey", input.idempotencyKey, 200),
    platform: knownPlatform(input.serverPlatform ?? "other"),
    contacts: input.contacts.map(({ kind, name, email }) => ({
      kind,
      email: email.trim(),
      name: plainText("contacts.name", name, 200) ?? email.trim(),
    })),
  };
}
