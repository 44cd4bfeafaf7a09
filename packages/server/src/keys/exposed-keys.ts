import { actorOf } from "../audit/audit.ts";
import type { Context } from "../foundation/context.ts";
import { banKey } from "./ban-key.ts";
import { type OpenedKeys, openPrivateKeys } from "./open-private-keys.ts";

/**
 * Looks for private keys in what somebody sent as a CSR, and bans those that prove themselves, whatever becomes of the
 * operation: they have left their server. The text itself goes nowhere.
 */
export async function banExposedKeys(context: Context, text: string): Promise<OpenedKeys> {
  const opened = await openPrivateKeys(text);
  for (const spkiSha256 of opened.proved) {
    const reason = "Its private key was sent to us in place of a CSR.";
    context.afterwards(`ban ${spkiSha256}`, (tx) =>
      banKey(tx, { spkiSha256, reason, source: "pasted" }, actorOf(context)),
    );
  }
  return opened;
}
