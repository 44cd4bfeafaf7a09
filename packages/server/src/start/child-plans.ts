import { fileURLToPath } from "node:url";
import { type Config, childEnvironment } from "../config.ts";
import type { Secrets } from "./secrets.ts";
import type { ChildPlan } from "./supervised-child.ts";

/** The files that `serve` and `work` run, and the repository whose web pages are built. */
export interface Programs {
  serve: string;
  work: string;
  root: string;
}

/** Where mail goes, and where it can be read when the mailbox is ours. */
export interface Mail {
  smtpUrl: string;
  mailboxUrl: string | null;
}

const mailboxProgram = fileURLToPath(new URL("./mailbox-process.ts", import.meta.url));
const nothing = { DATABASE_URL: null, SMTP_URL: null, AUTH_SECRET: null, CA_PASSPHRASE_FILE: null };
const noFiles = { DATABASE_URL_FILE: null, SMTP_URL_FILE: null, AUTH_SECRET_FILE: null };

/** What each process is told, by environment alone; only `work` learns where the CA's passphrase is. */
export function childPlans(config: Config, secrets: Secrets, programs: Programs, say: (line: string) => void) {
  const shared = {
    ...noFiles,
    HOST: config.host,
    PORT: String(config.port),
    PUBLIC_URL: config.publicUrl,
    PKI_URL: config.pkiUrl,
    DUPLICERT_DATA: config.dataFolder,
    DEMO: String(config.demo),
    LOG_LEVEL: config.logLevel,
    MAILBOX_PORT: String(config.mailboxPort),
  };
  const database = (databaseUrl: string, mail: Mail) => ({
    ...shared,
    DATABASE_URL: databaseUrl,
    SMTP_URL: mail.smtpUrl,
    MAILBOX_URL: mail.mailboxUrl,
    AUTH_SECRET: secrets.authSecret,
  });
  const plan = (name: string, file: string, env: Record<string, string | null>): ChildPlan => ({
    name,
    arguments: ["--enable-source-maps", "--import", "tsx", file],
    env: childEnvironment(env),
    say,
  });
  return {
    mailbox: (): ChildPlan => ({
      ...plan("mailbox", mailboxProgram, { ...shared, ...nothing }),
      // Node itself strips the types here: with tsx, loading maildev takes seconds longer.
      arguments: [mailboxProgram],
      // It greets on stdout, with an address that we print better.
      say: (line) => line.startsWith("[") || say(line),
      // A mailbox that comes back must be where `work` and the reader look for it.
      again: ({ smtpPort, webPort }) => ({ MAILBOX_SMTP_PORT: String(smtpPort), MAILBOX_PORT: String(webPort) }),
    }),
    mail: async (mailbox: Promise<Record<string, unknown>> | undefined): Promise<Mail> => {
      if (config.smtpUrl || !mailbox) return { smtpUrl: config.smtpUrl ?? "", mailboxUrl: null };
      const { smtpPort, webPort } = await mailbox;
      return { smtpUrl: `smtp://127.0.0.1:${smtpPort}`, mailboxUrl: `http://localhost:${webPort}` };
    },
    work: (databaseUrl: string, mail: Mail) =>
      plan("work", programs.work, { ...database(databaseUrl, mail), CA_PASSPHRASE_FILE: secrets.caPassphraseFile }),
    serve: (databaseUrl: string, mail: Mail) =>
      plan("serve", programs.serve, { ...database(databaseUrl, mail), CA_PASSPHRASE_FILE: null }),
  };
}
