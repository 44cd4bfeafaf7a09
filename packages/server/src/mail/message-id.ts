import { createHash } from "node:crypto";
import type { MailKind } from "./mail.ts";

/**
 * The Message-ID of a mail: the same for the same kind, subject matter, recipient and turn, whenever and by whichever
 * process it is asked for, so that a repeated mail is known as one. `turn`: for what is told more than once.
 */
export function messageIdOf(kind: MailKind, aboutId: string, recipient: string, publicUrl: string, turn = ""): string {
  const said = [kind, aboutId, recipient.toLowerCase(), turn].join("\n");
  return `<${createHash("sha256").update(said).digest("hex").slice(0, 40)}@${new URL(publicUrl).hostname}>`;
}
