import { parseArgs } from "node:util";
import { mayOrder, Role } from "@duplicert/shared/roles";
import { addSpecialist } from "./accounts/add-specialist.ts";
import { type Auth, createAuth } from "./accounts/auth.ts";
import { type AccountWish, firstAccount } from "./accounts/first-account.ts";
import { caSettings } from "./ca-settings.ts";
import { ensureCa } from "./certificates/ensure-ca.ts";
import { configFromEnvironment, requireConfig } from "./config.ts";
import { openDatabase } from "./database.ts";
import { type Tx, theProduct, transact } from "./foundation/transact.ts";
import { migrate } from "./migrate.ts";

// pnpm has a command of its own named setup: hence "run"
const usage =
  "Usage: npx --yes pnpm@12 run setup --account NAME --email ADDRESS [--role MANAGER], or: npx --yes pnpm@12 run setup --specialist --name NAME --email ADDRESS";

/** An account with its administrator, or somebody of the CA who verifies organizations. */
type Wish = AccountWish | { specialist: string; email: string };

/** Without the demo: migrates, makes the CA if there is none, an account and its administrator or a validation specialist, and prints a one-time link. */
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
    const made = await transact(source, theProduct, (tx) => make(tx, auth, wish, publicUrl, now));
    if ("refusal" in made) throw new Error(made.refusal);
    const whose =
      "account" in wish
        ? `The account ${wish.account} is there. Its ${wish.role.toLowerCase().replace("_", " ")} ${wish.email}`
        : `The validation specialist ${wish.specialist} is added: of the certificate authority, not of an account. They verify the organizations that accounts submit; extended validation needs two of them. The specialist`;
    return `${whose} chooses a password here, once, within a day:\n${made.link}`;
  } finally {
    await close();
    await source.destroy();
  }
}

function make(tx: Tx, auth: Auth, wish: Wish, publicUrl: string, now: Date) {
  return "account" in wish
    ? firstAccount(tx, auth, wish, publicUrl, now)
    : addSpecialist(tx, auth, { name: wish.specialist, email: wish.email }, publicUrl, now);
}

function readArguments(): Wish {
  const { values } = parseArgs({
    options: {
      account: { type: "string" },
      specialist: { type: "boolean" },
      name: { type: "string" },
      email: { type: "string" },
      role: { type: "string", default: Role.ADMINISTRATOR },
    },
    allowPositionals: true,
  });
  const [account, name, email] = [values.account, values.name, values.email].map((value) => value?.trim());
  if (!email || !/^[^\s@]+@[^\s@]+$/.test(email)) throw new Error(usage);
  if (values.specialist && name && !account) return { specialist: name, email };
  const role = Object.values(Role).find((one) => one === values.role && mayOrder(one));
  if (!values.specialist && account && !name && role) return { account, email, role };
  throw new Error(usage);
}

setup().then(
  (words) => console.log(words),
  (error: Error) => {
    console.error(error.message.replaceAll("\n", " "));
    process.exitCode = 1;
  },
);
