import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Config, ConfigError, configFromEnvironment, repositoryRoot } from "../config.ts";
import { announcement, readDemo } from "./announcement.ts";
import { childPlans, hasZone, type Programs } from "./child-plans.ts";
import { openDataFolder } from "./data-folder.ts";
import { startEmbeddedPostgres } from "./embedded-postgres.ts";
import { Ending } from "./ending.ts";
import { portRefusal } from "./free-port.ts";
import { readyUrl, untilReady } from "./readiness.ts";
import { openSecrets } from "./secrets.ts";
import { takeStartLock } from "./start-lock.ts";
import { StartRefusal } from "./start-refusal.ts";
import { SupervisedChild } from "./supervised-child.ts";
import { buildWebWhenOld } from "./web-build.ts";

// The first start makes the CA and the demo account's certificates, on a slow machine too.
const patience = 300_000;

const ours: Programs = {
  serve: fileURLToPath(new URL("../serve.ts", import.meta.url)),
  work: fileURLToPath(new URL("../work.ts", import.meta.url)),
  root: repositoryRoot,
};

const say = (text: string) => void process.stdout.write(`${text}\n`);

/** Brings everything up, says where it is, and stays until told to stop; then exits, 1 when something went wrong. */
export async function start(programs: Programs = ours): Promise<void> {
  const ending = new Ending();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => ending.begin());
  // Whoever read our output has gone: that is a closed terminal, not a reason to leave a database behind.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => ending.begin());
  for (const event of ["uncaughtException", "unhandledRejection"]) {
    process.on(event, (error) => ending.begin(error as Error));
  }
  try {
    const config = configFromEnvironment();
    await bringUp(config, programs, ending);
    await ending.begun();
    say("Stopping …");
  } catch (error) {
    ending.begin(error as Error);
  }
  const failure = await ending.finish();
  if (failure) process.stderr.write(`${wordsOf(failure)}\n`);
  process.exit(failure ? 1 : 0);
}

/** A refusal in its one line; a bug with the place it happened. */
function wordsOf(error: Error): string {
  const isExpected = error instanceof StartRefusal || error instanceof ConfigError;
  return (isExpected ? error.message : error.stack) ?? String(error);
}

async function bringUp(config: Config, programs: Programs, ending: Ending): Promise<void> {
  openDataFolder(config.dataFolder);
  ending.closeLast(takeStartLock(config.dataFolder));
  const refusal = await portRefusal(config.host, config.port);
  if (refusal) throw new StartRefusal(refusal);
  const secrets = openSecrets(config);
  say(`Starting Duplicert on ${config.dataFolder} …`);

  const database = openDatabase(config, ending);
  const pages = buildWebWhenOld(programs.root, say, ending.signal);
  ending.closeLast(() => pages.catch(() => {}));
  const plans = childPlans(config, secrets, programs, say);
  const mailbox = config.smtpUrl ? null : run(plans.mailbox(), ending);
  const ownZone = hasZone(config) ? run(plans.zone(), ending) : null;

  const databaseUrl = await ending.orEnd(database);
  const mail = await ending.orEnd(plans.mail(mailbox?.ready));
  const zone = await ending.orEnd(plans.zoneAddresses(ownZone?.ready));
  const ground = { databaseUrl, mail, zone };
  const work = new SupervisedChild(plans.work(ground));
  let serve: SupervisedChild | null = null;
  ending.closeLast(async () => void (await Promise.all([serve?.stop(), work.stop()])));
  await ending.orEnd(pages);
  serve = new SupervisedChild(plans.serve(ground));
  const answers = [readyUrl(config), ...(mail.mailboxUrl ? [`${mail.mailboxUrl}/api/email`] : [])].map((url) =>
    untilReady(url, patience, ending.signal),
  );
  await ending.orEnd(Promise.all([work.ready, serve.ready, ...answers]));

  const demoFile = join(config.dataFolder, "demo.json");
  const places = { mailboxUrl: mail.mailboxUrl, zoneUrl: zone?.pageUrl ?? null };
  say(announcement({ ...config, ...places, demoFile, demo: readDemo(demoFile) }));
}

function run(plan: ConstructorParameters<typeof SupervisedChild>[0], ending: Ending): SupervisedChild {
  const child = new SupervisedChild(plan);
  ending.closeLast(() => child.stop());
  return child;
}

async function openDatabase(config: Config, ending: Ending): Promise<string> {
  if (config.databaseUrl) return config.databaseUrl;
  const starting = startEmbeddedPostgres({ folder: config.dataFolder, durable: true });
  ending.closeLast(async () => (await starting.catch(() => null))?.stop());
  const { url, ended } = await starting;
  void ended.then(() =>
    ending.begin(new StartRefusal(`PostgreSQL ended by itself: see ${config.dataFolder}/postgres.log.`)),
  );
  return url;
}
