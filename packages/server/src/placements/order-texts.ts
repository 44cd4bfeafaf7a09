import { type ServerPlatform, serverPlatform, serverPlatforms } from "@duplicert/shared/server-platforms";
import { badInput } from "../foundation/connection.ts";
import { plainText } from "../foundation/plain-text.ts";
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

function knownPlatform(id: string): ServerPlatform {
  const platform = serverPlatform(id);
  if (!platform)
    throw badInput(
      `There is no server platform "${id.slice(0, 50)}". It is one of: ${serverPlatforms.map((p) => p.id).join(", ")}.`,
    );
  return platform;
}
