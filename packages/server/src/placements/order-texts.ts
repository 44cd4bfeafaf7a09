import { plainText } from "../foundation/plain-text.ts";
import { knownPlatform } from "../orders/known-platform.ts";
import { requestTexts } from "../requests/request-texts.ts";
import type { PlaceOrderInput } from "./place-order-input.ts";

export type OrderTexts = ReturnType<typeof textsOf>;

/** What was written in words, fit to be kept. */
export function textsOf(input: PlaceOrderInput) {
  return {
    ...requestTexts(input),
    platform: knownPlatform(input.serverPlatform ?? "other"),
    contacts: input.contacts.map(({ kind, name, email }) => ({
      kind,
      email: email.trim(),
      name: plainText("contacts.name", name, 200) ?? email.trim(),
    })),
  };
}
