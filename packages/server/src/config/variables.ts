import { z } from "zod";
import { addressOrRange, listOf } from "./address-list.ts";
import { networkVariables } from "./network-config.ts";
import { port } from "./port.ts";

const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

function url(protocols: string[], should: string, originOnly = false) {
  return z.string().refine((text) => {
    const parsed = URL.parse(text);
    if (!parsed || !protocols.includes(parsed.protocol) || !parsed.hostname) return false;
    return !originOnly || (parsed.pathname === "/" && !parsed.search && !parsed.hash && !parsed.username);
  }, should);
}

/** Each variable of the environment: how it is read, and in words what it should be. */
export const variables = z.object({
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:_-]+$/, "an address or host name to listen on, such as 127.0.0.1 or 0.0.0.0")
    .default("127.0.0.1"),
  PORT: port.default(4000),
  PUBLIC_URL: url(
    ["http:", "https:"],
    "an http:// or https:// address without a path, such as https://certificates.example.com",
    true,
  ).optional(),
  PKI_URL: url(
    ["http:"],
    "a plain http:// address without a path (BR 7.1.2.11 wants CRL and CA certificates fetched without TLS), such as http://pki.example.com",
    true,
  ).optional(),
  TRUSTED_PROXIES: listOf(addressOrRange, "addresses or ranges with commas between, such as 10.0.0.0/8,::1").optional(),
  AUTH_SECRET: z.string().min(32, "at least 32 random characters, such as `openssl rand -base64 32` prints").optional(),
  CA_PASSPHRASE_FILE: z.string().optional(),
  PKCS11_MODULE: z.string().optional(),
  PKCS11_TOKEN: z.string().optional(),
  PKCS11_PIN_FILE: z.string().optional(),
  DUPLICERT_DATA: z.string().default(".data"),
  DATABASE_URL: url(
    ["postgres:", "postgresql:"],
    "a PostgreSQL address, such as postgres://user:password@host:5432/duplicert",
  ).optional(),
  SMTP_URL: url(["smtp:", "smtps:"], "a mail relay, such as smtp://user:password@mail.example.com:587").optional(),
  MAILBOX_PORT: port.default(1080),
  MAILBOX_URL: url(["http:", "https:"], "an http:// address").optional(),
  ZONE_PORT: port.default(1081),
  ZONE_URL: url(["http:", "https:"], "an http:// address").optional(),
  DEMO: z.enum(["true", "false"], "true or false").optional(),
  LOG_LEVEL: z.enum(logLevels, `one of ${logLevels.join(", ")}`).optional(),
  INIT_CWD: z.string().optional(),
  ...networkVariables,
});
