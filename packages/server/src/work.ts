import { EventEmitter } from "node:events";
import { Logger, run, type WorkerEvents } from "graphile-worker";
import pg from "pg";
import type { DataSource } from "typeorm";
import { createAuth } from "./accounts/auth.ts";
import type { Issuer } from "./ca/issuer.ts";
import { caSettings } from "./ca-settings.ts";
import { ensureCa } from "./certificates/ensure-ca.ts";
import { type Config, configFromEnvironment, requireConfig } from "./config.ts";
import { openDatabase } from "./database.ts";
import { makeDemo } from "./demo/make-demo.ts";
import { onStop, reportFailure, reportReady } from "./foundation/child-process.ts";
import { smtpPost } from "./mail/transport.ts";
import { migrate } from "./migrate.ts";
import { openNetwork } from "./network/open-network.ts";
import { remotePerspectivesWanted } from "./network/remote-perspectives-wanted.ts";
import { holdName, sayWorking } from "./work/alive.ts";
import { sweep } from "./work/sweep.ts";
import { inTwo, tasks } from "./work/tasks.ts";

const sweepEvery = 10_000;
// the demo's orders reach two years back, and no certificate is older than its CA
const demoCaAge = 3 * 365 * 86_400_000;
const clock = () => new Date();

/** config → database → issuer → loop. The only process that opens the CA's keys. Any number of these may run. */
async function work(): Promise<void> {
  const config = requireConfig(configFromEnvironment(), "databaseUrl", "smtpUrl", "authSecret");
  const now = clock();
  const settings = caSettings(config, config.demo ? new Date(now.getTime() - demoCaAge) : now);
  const source = await openDatabase(config.databaseUrl);
  await migrate(source, config.databaseUrl);
  const issuer = await ensureCa(source, settings, now);
  if (config.demo) await demo(config, source, issuer);

  const presence = new pg.Client({ connectionString: config.databaseUrl });
  // without it nobody can tell that this process lives: better start anew
  presence.on("error", (error) => void reportFailure(`work lost its database connection: ${error.message}`));
  await presence.connect();
  await sayWorking(presence);

  const pool = new pg.Pool({ connectionString: config.databaseUrl, max: 10 });
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  const post = smtpPost(config.smtpUrl, `Duplicert <noreply@${new URL(config.publicUrl).hostname}>`);
  const network = openNetwork(config.network);
  const quiet = ["fatal", "error", "silent"].includes(config.logLevel);
  const remote = network.perspectives.length - 1;
  const wanted = remotePerspectivesWanted(clock());
  if (!config.demo && !quiet && remote < wanted)
    console.warn(
      `work: domains and CAA are looked at from here and ${remote} remote places; BR 3.2.2.9 wants ${wanted} remote ones of whoever issues publicly trusted certificates. Set DNS_PERSPECTIVES.`,
    );
  const all = tasks({ source, issuer, network, post, addresses: config, clock });
  const common = { pgPool: pool, pollInterval: 1_000, noHandleSignals: true, logger: logger(config.logLevel) };
  const runners = await Promise.all(
    inTwo(all).map((taskList) => run({ ...common, concurrency: 4, taskList, events: namedWorkers(presence) })),
  );
  const sweeping = setInterval(
    () => sweep(source, clock()).catch((error) => console.error("sweep:", error.message)),
    sweepEvery,
  );
  await sweep(source, clock());

  onStop(async () => {
    clearInterval(sweeping);
    await Promise.all(runners.map((runner) => runner.stop()));
    await presence.end();
    await pool.end();
    await source.destroy();
  });
  reportReady();
}

async function demo(
  config: Config & { databaseUrl: string; authSecret: string },
  source: DataSource,
  issuer: Issuer,
): Promise<void> {
  const { databaseUrl, authSecret: secret, publicUrl, dataFolder } = config;
  const { auth, close } = createAuth({ databaseUrl, secret, publicUrl, trustedOrigins: [] });
  await makeDemo(source, auth, issuer, { addresses: config, dataFolder, now: clock() });
  await close();
}

// Each job runner's id is locked on a connection of this process: when it dies, others see at once whose jobs are orphaned.
function namedWorkers(presence: pg.Client): WorkerEvents {
  const events: WorkerEvents = new EventEmitter();
  let held = Promise.resolve();
  events.on("worker:create", ({ worker }) => {
    held = held
      .then(() => holdName(presence, worker.workerId))
      .catch((error) => reportFailure(`work cannot say that it runs: ${error.message}`));
  });
  return events;
}

function logger(level: Config["logLevel"]): Logger {
  const shown = level === "debug" || level === "trace" ? ["error", "warning", "info", "debug"] : ["error", "warning"];
  return new Logger(() => (severity, message) => {
    if (level !== "silent" && shown.includes(severity)) console.error(`work: ${message}`);
  });
}

work().catch((error: Error) => reportFailure(`work cannot start: ${error.message}`));
