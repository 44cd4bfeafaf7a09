import { mkdirSync } from "node:fs";
import { MailDev } from "maildev";
import { readMailboxPlan } from "../config.ts";
import { onStop, reportFailure, reportReady } from "../foundation/child-process.ts";
import { listenFault } from "./free-port.ts";

const host = "127.0.0.1";

async function openMailbox(): Promise<void> {
  // Nothing to finish: a mail is acknowledged only when its file is written.
  onStop(() => {});
  const { folder, smtpPort, webPort } = readMailboxPlan();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const taken = await listenFault(host, webPort);
  const mailbox = new MailDev({
    ip: host,
    smtp: smtpPort,
    webIp: host,
    web: taken ? 0 : webPort,
    mailDirectory: folder,
    // Its STARTTLS certificate is nobody's: a client that verifies would refuse it.
    hideExtensions: ["STARTTLS"],
    silent: true,
  });
  const { smtp, api } = await mailbox.start();
  reportReady({ smtpPort: smtp.getAddress().port, webPort: api?.getAddress()?.port });
}

openMailbox().catch((error) => reportFailure(`The mailbox cannot start: ${(error as Error).message}`));
