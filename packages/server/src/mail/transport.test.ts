import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text as textOf } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { MailDev } from "maildev";
import type { Message } from "./message.ts";
import { smtpPost } from "./transport.ts";

let folder: string;
let mailbox: MailDev;
let smtp: Awaited<ReturnType<MailDev["start"]>>["smtp"];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "duplicert-mail-"));
  mailbox = new MailDev({
    ip: "127.0.0.1",
    smtp: 0,
    webIp: "127.0.0.1",
    web: 0,
    mailDirectory: folder,
    hideExtensions: ["STARTTLS"],
    silent: true,
  });
  ({ smtp } = await mailbox.start());
});
afterAll(async () => {
  await mailbox.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  await smtp.deleteAllEmails();
});

const from = "Duplicert <no-reply@certificates.example.test>";
const message: Message = {
  messageId: "<0123456789abcdef@certificates.example.test>",
  to: { name: "王小明, Example", address: "ming@example.com" },
  subject: "已發行：www.example.com 的重複憑證（訂單編號 100123）",
  text: `您好：\n\n訂單編號 100123\n${"長".repeat(600)}\n.\n-- \nDuplicert\n`,
  attachments: [
    {
      fileName: "www_example_com.zip",
      contentType: "application/zip",
      content: Buffer.from([0x50, 0x4b, 0, 255, 13, 10, 46, 13, 10]),
    },
  ],
};

test("a real relay takes the mail as it is: names, Chinese text, attachment to the byte, Message-ID", async () => {
  await smtpPost(`smtp://127.0.0.1:${smtp.getPort()}`, from).send(message);

  const [mail] = await smtp.getAllEmails();
  expect(mail).toMatchObject({
    subject: message.subject,
    from: [{ name: "Duplicert", address: "no-reply@certificates.example.test" }],
    to: [{ name: "王小明, Example", address: "ming@example.com" }],
    attachments: [
      { filename: "www_example_com.zip", contentType: "application/zip", contentDisposition: "attachment" },
    ],
  });
  expect(mail?.text?.trimEnd()).toBe(message.text.trimEnd());
  const raw = await textOf(await smtp.getRawEmail(mail!.id));
  expect(raw).toContain(`Message-ID: ${message.messageId}\r\n`);
  expect(raw).toContain("Auto-Submitted: auto-generated\r\n");
  expect(raw).toContain(`\r\n${message.attachments[0]!.content.toString("base64")}\r\n`);
  expect(Math.max(...raw.split("\r\n").map((line) => line.length))).toBeLessThan(999);
  expect(await readFile(mail!.source, "utf8")).toContain(message.messageId);
});

test("a mail that is sent again has the same Message-ID, so that a mailbox can tell", async () => {
  const post = smtpPost(`smtp://127.0.0.1:${smtp.getPort()}`, from);
  await post.send(message);
  await post.send(message);
  const ids = (await smtp.getAllEmails()).map((mail) => mail.headers["message-id"]);
  expect(ids).toEqual([message.messageId, message.messageId]);
});

test("neither a name nor a subject can add a header or a recipient", async () => {
  await smtpPost(`smtp://127.0.0.1:${smtp.getPort()}`, from).send({
    ...message,
    subject: "one\r\nBcc: evil@example.com",
    to: { name: 'Ada"\r\nCc: evil@example.com', address: "ada@example.com" },
  });
  const [mail] = await smtp.getAllEmails();
  expect(mail?.envelope.to.map((to) => to.address)).toEqual(["ada@example.com"]);
  expect(mail?.headers).not.toHaveProperty("bcc");
  expect(mail?.headers).not.toHaveProperty("cc");
});

test("it throws when nobody takes the mail, so that it is tried again", async () => {
  const closed = createServer();
  const port = await new Promise<number>((resolve) => {
    closed.listen(0, "127.0.0.1", () => resolve((closed.address() as { port: number }).port));
  });
  await new Promise((resolve) => closed.close(resolve));
  await expect(smtpPost(`smtp://127.0.0.1:${port}`, from).send(message)).rejects.toThrow(/ECONNREFUSED/);
});
