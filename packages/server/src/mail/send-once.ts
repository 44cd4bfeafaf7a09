import type { DataSource } from "typeorm";
import { look, theProduct, transact } from "../foundation/transact.ts";
import { Mail, type MailKind } from "./mail.ts";
import type { Message } from "./message.ts";
import type { Post } from "./transport.ts";

/** A message, and what is recorded of it. */
export type Outgoing = Message & { kind: MailKind; aboutId: string; accountId: string };

/**
 * Sends a message unless it is on record as sent. At least once: a run that dies between sending and recording sends it
 * again, under the same Message-ID.
 */
export async function sendOnce(source: DataSource, post: Post, message: Outgoing, now: Date): Promise<void> {
  const isSent = await look(source, theProduct, (db) => db.existsBy(Mail, { messageId: message.messageId }));
  if (isSent) return;

  await post.send(message);

  const { accountId, messageId, kind, aboutId, to } = message;
  await transact(source, theProduct, async (tx) => {
    const row = { accountId, messageId, kind, recipient: to.address, aboutId, sentAt: now };
    await tx.createQueryBuilder().insert().into(Mail).values(row).orIgnore().execute();
  });
}

/** Sends each; one address that nobody takes mail for does not keep the others from theirs. Throws afterwards, so that the job is repeated. */
export async function sendAll(source: DataSource, post: Post, messages: readonly Outgoing[], now: Date): Promise<void> {
  const failures: Error[] = [];
  for (const message of messages) {
    try {
      await sendOnce(source, post, message, now);
    } catch (error) {
      failures.push(error as Error);
    }
  }
  if (failures.length === 0) return;
  const reasons = failures.map((failure) => failure.message).join("; ");
  throw new AggregateError(failures, `${failures.length} of ${messages.length} mails were not sent: ${reasons}`);
}
