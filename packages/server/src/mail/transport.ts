import { createTransport } from "nodemailer";
import type { Message } from "./message.ts";

/** PORT: takes a mail, or throws when nobody has taken it. */
export interface Post {
  send(message: Message): Promise<void>;
}

/** Sends by SMTP: `smtp://` (STARTTLS where the relay offers it) or `smtps://`, with user and password in the address. */
export function smtpPost(smtpUrl: string, from: string): Post {
  const relay = createTransport({
    url: smtpUrl,
    // A job waits for this; it is tried again anyway.
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
    // No text of a message may make it fetch something.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ to, subject, text, attachments, messageId }) {
      await relay.sendMail({
        from,
        to,
        subject,
        text,
        messageId,
        // RFC 3834 5: no "out of office" in answer
        headers: { "Auto-Submitted": "auto-generated" },
        attachments: attachments.map(({ fileName, contentType, content }) => ({
          filename: fileName,
          contentType,
          content,
          contentTransferEncoding: "base64",
        })),
      });
    },
  };
}
