import { parseArgs } from "node:util";
import { createAuth } from "./accounts/auth.ts";
import { firstAccount } from "./accounts/first-account.ts";
import { caSettings } from "./ca-settings.ts";
import { ensureCa } from "./certificates/ensure-ca.ts";
import { configFromEnvironment, requireConfig } from "./config.ts";
import { openDatabase } from "./database.ts";
import { theProduct, transact } from "./foundation/transact.ts";
import { migrate } from "./migrate.ts";

// pnpm has a command of its own named setup: hence "run"
const usage = "Usage: npx --yes pnpm@12 run setup --account NAME --email ADDRESS";

/** Without the demo: migrates, makes the CA if there is none, the first account and its administrator, and prints a one-time link. */
async function setup(): Promise<string> {
  const wish = readArguments();
  const config = requireConfig(configFromEnvironment(), "databaseUrl", "authSecret");
  const now = new Date();
  const settings = caSettings(config, now);
  const source = await openDatabase(config.databaseUrl, 2);
  const { databaseUrl, authSecret: secret, publicUrl } = config;
  await migrate(source, databaseUrl);
  const { auth, close } = createAuth({ databaseUrl, secret, publicUrl, trustedOrigins: [] });
  try {
    await ensureCa(source, settings, now);
    const made = await transact(source, theProduct, (tx) => firstAccount(tx, auth, wish, publicUrl, now));
    if ("refusal" in made) throw new Error(made.refusal);
    return `The account ${wish.account} is there. Its administrator chooses a password here, once, within a day:\n${made.link}`;
  } finally {
    await close();
    await source.destroy();
  }
}

function readArguments(): { account: string; email: string } {
  const { values } = parseArgs({
    options: { account: { type: "string" }, email: { type: "string" } },
    allowPositionals: true,
  });
  const account = values.account?.trim();
  const email = values.email?.trim();
  if (!account || !email || !/^[^\s@]+@[^\s@]+$/.test(email)) throw new Error(usage);
  return { account, email };
}

setup().then(
  (words) => console.log(words),
  (error: Error) => {
    console.error(error.message.replaceAll("\n", " "));
    process.exitCode = 1;
  },
);
