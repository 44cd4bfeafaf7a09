import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { z } from "zod";
import { networkOf } from "./config/network-config.ts";
import { type LogLevel, variables } from "./config/variables.ts";
import type { NetworkSettings } from "./network/network-settings.ts";

export const repositoryRoot = fileURLToPath(new URL("../../..", import.meta.url));

/** Everything the environment says, read once. What is null was not given. */
export interface Config {
  host: string;
  port: number;
  /** Without a slash at the end. */
  publicUrl: string;
  /** Without a slash at the end; always plain http, because it is written into every certificate. */
  pkiUrl: string;
  /** Addresses of the load balancers whose word on the client's address is believed; empty: nobody's. */
  trustedProxies: string[];
  authSecret: string | null;
  caPassphraseFile: string | null;
  /** The token that keys of CAs are on; null where there is none. Paths are absolute. */
  pkcs11: { module: string; token: string; pinFile: string } | null;
  /** Absolute. */
  dataFolder: string;
  databaseUrl: string | null;
  smtpUrl: string | null;
  mailboxPort: number;
  /** Where `start` shows the embedded mailbox; null when mail goes to a real relay. */
  mailboxUrl: string | null;
  /** Where the page to publish a record or a file in the demo's zone listens. */
  zonePort: number;
  /** Where that page is; null outside the demo. Set by `start` alone. */
  zoneUrl: string | null;
  demo: boolean;
  /** How `work` asks the outside. */
  network: NetworkSettings;
  /** The names that stand for this CA in CAA records; DNS CNAME proofs point below the first. */
  caaIdentities: string[];
  /** What agents know that ask and answer as perspectives. */
  perspectiveSecret: string | null;
  /** No DATABASE_URL was given: `start` brings its own PostgreSQL. */
  embedded: boolean;
  logLevel: LogLevel;
}

/** A variable is wrong or missing; the message is one line for the person who set it. */
export class ConfigError extends Error {}

const withoutSlash = (text: string) => text.replace(/\/$/, "");

// Their value may hold a password: it is described, never repeated.
const secrets = ["AUTH_SECRET", "DATABASE_URL", "SMTP_URL", "PERSPECTIVE_SECRET"];

function refusal(name: string, value: string | undefined, should: string) {
  const found = secrets.includes(name) ? `is not right (${value?.length ?? 0} characters)` : `is "${value}"`;
  return new ConfigError(`${name} ${found}: it should be ${should}.`);
}

/** The environment as a Config; throws a ConfigError that names the first variable that is wrong. An empty variable counts as not set. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const result = variables.safeParse(given);
  if (!result.success) {
    const issue = result.error.issues[0]!;
    const name = String(issue.path[0]);
    throw refusal(name, given[name], issue.message);
  }
  const read = result.data;
  // A relative path is meant from where the command was typed; pnpm says where that was.
  const from = given.DUPLICERT_DATA ? (read.INIT_CWD ?? repositoryRoot) : repositoryRoot;
  const publicUrl = withoutSlash(read.PUBLIC_URL ?? `http://localhost:${read.PORT}`);
  const embedded = !read.DATABASE_URL;
  const network = networkOf(read, publicUrl);
  if (network.dnsPerspectives.some(({ at }) => at.startsWith("http")) && !network.perspectiveSecret)
    throw new ConfigError(required.perspectiveSecret);
  return {
    host: read.HOST,
    port: read.PORT,
    publicUrl,
    pkiUrl: withoutSlash(read.PKI_URL ?? publicUrl.replace(/^https:/, "http:")),
    trustedProxies: read.TRUSTED_PROXIES ?? [],
    authSecret: read.AUTH_SECRET ?? null,
    caPassphraseFile: read.CA_PASSPHRASE_FILE ? pathOf(read, read.CA_PASSPHRASE_FILE) : null,
    pkcs11: pkcs11Of(read),
    dataFolder: resolve(from, read.DUPLICERT_DATA),
    databaseUrl: read.DATABASE_URL ?? null,
    smtpUrl: read.SMTP_URL ?? null,
    mailboxPort: read.MAILBOX_PORT,
    mailboxUrl: read.MAILBOX_URL ?? null,
    zonePort: read.ZONE_PORT,
    zoneUrl: read.ZONE_URL ?? null,
    demo: read.DEMO ? read.DEMO === "true" : embedded,
    network,
    caaIdentities: network.caaIdentities,
    perspectiveSecret: network.perspectiveSecret,
    embedded,
    logLevel: read.LOG_LEVEL ?? (embedded ? "warn" : "info"),
  };
}

const pathOf = ({ INIT_CWD = repositoryRoot }: z.infer<typeof variables>, path: string) => resolve(INIT_CWD, path);

function pkcs11Of(read: z.infer<typeof variables>): Config["pkcs11"] {
  const { PKCS11_MODULE: module, PKCS11_TOKEN: token, PKCS11_PIN_FILE: pinFile } = read;
  const should = {
    PKCS11_MODULE: "the path of the PKCS#11 module, such as /usr/lib/softhsm/libsofthsm2.so",
    PKCS11_TOKEN: "the label of the token",
    PKCS11_PIN_FILE: "the path of a file that holds the PIN of the token",
  };
  if (module && token && pinFile) {
    return { module: pathOf(read, module), token, pinFile: pathOf(read, pinFile) };
  }
  const names = Object.keys(should) as (keyof typeof should)[];
  const [missing] = names.filter((name) => !read[name]);
  if (!missing || names.every((name) => !read[name])) return null;
  throw new ConfigError(
    `${missing} is missing: the three PKCS11_ variables go together. It should be ${should[missing]}.`,
  );
}

const required = {
  databaseUrl: "DATABASE_URL is missing: it should be the PostgreSQL to use, postgres://user:password@host:5432/name.",
  smtpUrl: "SMTP_URL is missing: it should be the mail relay to send through, smtp://user:password@host:587.",
  authSecret:
    "AUTH_SECRET is missing: with a DATABASE_URL of your own it should be at least 32 random characters, the same for every serve (make one with `openssl rand -base64 32`).",
  caPassphraseFile:
    "CA_PASSPHRASE_FILE is missing: with a DATABASE_URL of your own it should be the path of a file that holds the passphrase of the CA's private keys.",
  perspectiveSecret:
    "PERSPECTIVE_SECRET is missing: it should be at least 32 random characters, the same for `work` and every agent among DNS_PERSPECTIVES (make one with `openssl rand -base64 32`).",
} satisfies Partial<Record<keyof Config, string>>;

/** The same Config, with these values known to be there; throws a ConfigError for the first that is missing. */
export function requireConfig<K extends keyof typeof required>(
  config: Config,
  ...names: K[]
): Config & { [name in K]: string } {
  for (const name of names) if (!config[name]) throw new ConfigError(required[name]);
  return config as Config & { [name in K]: string };
}

// Container secrets come as files: NAME_FILE stands for NAME.
function withSecretFiles(env: Record<string, string | undefined>) {
  const read: Record<string, string | undefined> = { ...env };
  for (const name of secrets) {
    const file = env[`${name}_FILE`];
    if (!file || env[name]) continue;
    try {
      read[name] = readFileSync(file, "utf8").trim();
    } catch (error) {
      throw new ConfigError(`${name}_FILE is "${file}", which cannot be read: ${(error as Error).message}.`);
    }
  }
  return read;
}

/** The Config of this process: the one place that reads `process.env`. */
export function configFromEnvironment(): Config {
  return readConfig(withSecretFiles(process.env));
}

/** The folder that the command was typed in: pnpm says where that was. */
export function commandFolder(): string {
  return process.env.INIT_CWD ?? process.cwd();
}

/** The environment of this process with these variables on top, for a child; null takes one away. */
export function childEnvironment(more: Record<string, string | null>): Record<string, string> {
  const entries = Object.entries({ ...process.env, ...more });
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}

/** What `start` tells the process of the embedded mailbox: its folder, and its ports (SMTP 0: any that is free). */
export function readMailboxPlan(): { folder: string; smtpPort: number; webPort: number } {
  const { dataFolder, mailboxPort } = configFromEnvironment();
  return {
    folder: join(dataFolder, "mail"),
    smtpPort: Number(process.env.MAILBOX_SMTP_PORT ?? 0),
    webPort: mailboxPort,
  };
}

/** What `start` tells the process of the demo's zone: its file, its ports (0: any that is free), and where the product is. */
export function readZonePlan(): {
  file: string;
  dnsPort: number;
  webPort: number;
  pagePort: number;
  publicUrl: string;
} {
  const { dataFolder, zonePort, publicUrl } = configFromEnvironment();
  return {
    file: join(dataFolder, "zone.json"),
    dnsPort: Number(process.env.ZONE_DNS_PORT ?? 0),
    webPort: Number(process.env.ZONE_WEB_PORT ?? 0),
    pagePort: zonePort,
    publicUrl,
  };
}
