import { until } from "./until.ts";

interface Attachment {
  filename: string;
  generatedFileName: string;
}

/** A mail as the mailbox's API gives it. */
export interface ReceivedMail {
  id: string;
  subject: string;
  text: string;
  to: { address: string }[];
  attachments?: Attachment[];
}

/** Waits for a mail to this address whose text holds these words. */
export async function receivedMail(mailbox: string, address: string, words: string): Promise<ReceivedMail> {
  return await until(`mail to ${address} with "${words}"`, async () => {
    const mails = (await (await fetch(`${mailbox}/api/email`)).json()) as ReceivedMail[];
    return mails.find(({ to, text }) => to.some((one) => one.address === address) && text.includes(words));
  });
}

/** The content of a mail's attachment. */
export async function attachmentOf(
  mailbox: string,
  mail: ReceivedMail,
  { generatedFileName }: Attachment,
): Promise<string> {
  const answer = await fetch(`${mailbox}/api/email/${mail.id}/attachment/${generatedFileName}`);
  if (!answer.ok) throw new Error(`The mailbox answered ${answer.status} for ${generatedFileName}.`);
  return await answer.text();
}
