/** A file that goes with a mail. */
export interface Attachment {
  fileName: string;
  contentType: string;
  content: Buffer;
}

/** What a mail says, in one language, to nobody in particular. */
export interface Letter {
  subject: string;
  text: string;
  attachments: Attachment[];
}

/** A letter with a recipient. `messageId` has its angle brackets (RFC 5322 3.6.4). */
export interface Message extends Letter {
  messageId: string;
  to: { name: string; address: string };
}
