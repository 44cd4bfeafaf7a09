import { plainText } from "../foundation/plain-text.ts";
import { knownPlatform } from "../orders/known-platform.ts";

interface Written {
  serverName?: string | null;
  comments?: string | null;
  idempotencyKey?: string | null;
  serverPlatform?: string | null;
}

export type RequestTexts = ReturnType<typeof requestTexts>;

/** What a wish for a certificate says in words, fit to be kept. */
export function requestTexts({ serverName, comments, idempotencyKey, serverPlatform }: Written) {
  return {
    serverName: plainText("serverName", serverName, 200),
    comments: plainText("comments", comments, 2000, { lines: true }),
    idempotencyKey: plainText("idempotencyKey", idempotencyKey, 200),
    platform: serverPlatform == null ? null : knownPlatform(serverPlatform),
  };
}
