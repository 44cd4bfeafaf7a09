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

/** Where the demo's own piece of internet answers. */
interface ZoneAddresses {
  dnsPort: number;
  webPort: number;
  pageUrl: string;
}

/** What `serve` and `work` stand on. */
interface Ground {
  databaseUrl: string;
  mail: Mail;
  /** Null where the real internet is asked. */
  zone: ZoneAddresses | null;
}

/** What stands for the CA in CAA records of the demo, and what a CNAME that proves a domain there points below. */
const demoCaaIdentity = "duplicert.example";

const zoneProgram = fileURLToPath(new URL("./zone-process.ts", import.meta.url));
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
    ZONE_PORT: String(config.zonePort),
    ZONE_URL: null,
  };
  const ground = ({ databaseUrl, mail, zone }: Ground) => ({
    ...shared,
    ...(zone ? askingZone(config, zone) : {}),
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
    zone: (): ChildPlan => ({
      ...plan("zone", zoneProgram, { ...shared, ...nothing }),
      arguments: [zoneProgram],
      // `work` and the reader were told where it is once.
      again: ({ dnsPort, webPort, pagePort }) => ({
        ZONE_DNS_PORT: String(dnsPort),
        ZONE_WEB_PORT: String(webPort),
        ZONE_PORT: String(pagePort),
      }),
    }),
    zoneAddresses: async (zone: Promise<Record<string, unknown>> | undefined): Promise<ZoneAddresses | null> => {
      if (!zone) return null;
      const { dnsPort, webPort, pagePort } = await zone;
      return { dnsPort: Number(dnsPort), webPort: Number(webPort), pageUrl: `http://localhost:${pagePort}` };
    },
    work: (on: Ground) => plan("work", programs.work, { ...ground(on), CA_PASSPHRASE_FILE: secrets.caPassphraseFile }),
    serve: (on: Ground) => plan("serve", programs.serve, { ...ground(on), CA_PASSPHRASE_FILE: null }),
  };
}

/** Whether the demo brings its own piece of internet: not when somebody has said where to ask. */
export function hasZone({ demo, network }: Config): boolean {
  return demo && network.dnsResolvers.length === 0 && network.dnsPerspectives.length === 0;
}

/** The demo's domains are looked for in the demo's zone, on this machine alone. */
function askingZone(config: Config, zone: ZoneAddresses) {
  const { caaIdentities } = config.network;
  const chosen = caaIdentities.join() !== new URL(config.publicUrl).hostname;
  return {
    DNS_RESOLVERS: `127.0.0.1:${zone.dnsPort}`,
    VALIDATION_HTTP_PORT: String(zone.webPort),
    VALIDATION_NETWORKS: "127.0.0.1/32",
    CAA_IDENTITIES: chosen ? caaIdentities.join() : demoCaaIdentity,
    ZONE_URL: zone.pageUrl,
  };
}
