import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { type AddressInfo, createServer, type Server } from "node:net";
import { readMailboxPlan } from "../config.ts";
import { onStop, reportFailure, reportReady } from "../foundation/child-process.ts";

const host = "127.0.0.1";

// Loading maildev takes seconds. Until then these hold its ports, so that everyone else can be told them at once.
async function hold(port: number): Promise<Server> {
  const server = createServer((socket) => socket.destroy());
  server.listen(port, host);
  await once(server, "listening");
  return server;
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;

const closed = (server: Server) => new Promise((resolve) => server.close(resolve));

async function openMailbox(): Promise<void> {
  // Nothing to finish: a mail is acknowledged only when its file is written.
  onStop(() => {});
  const plan = readMailboxPlan();
  mkdirSync(plan.folder, { recursive: true, mode: 0o700 });
  const holders = [await hold(plan.smtpPort), await hold(plan.webPort).catch(() => hold(0))] as const;
  const [smtpPort, webPort] = [portOf(holders[0]), portOf(holders[1])];
  reportReady({ smtpPort, webPort });

  const { MailDev } = await import("maildev");
  await Promise.all(holders.map(closed));
  const mailbox = new MailDev({
    ip: host,
    smtp: smtpPort,
    webIp: host,
    web: webPort,
    mailDirectory: plan.folder,
    // Its STARTTLS certificate is nobody's: a client that verifies would refuse it.
    hideExtensions: ["STARTTLS"],
    silent: true,
  });
  await mailbox.start();
}

openMailbox().catch((error) => reportFailure(`The mailbox cannot start: ${(error as Error).message}`));
