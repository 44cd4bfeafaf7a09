import { chownSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { childEnvironment } from "../config.ts";
import { keptSecret, openDataFolder } from "./data-folder.ts";
import { freePort } from "./free-port.ts";
import { makeDatabase } from "./make-database.ts";
import { postgresBinaries } from "./postgres-binaries.ts";
import { openCluster } from "./postgres-cluster.ts";
import { stopOrphan } from "./postgres-orphan.ts";
import { launchPostgres, type PostgresServer } from "./postgres-server.ts";
import { postgresUser } from "./postgres-user.ts";
import { StartRefusal } from "./start-refusal.ts";

const attempts = 5;
const patience = 60_000;

/** A running PostgreSQL of our own. */
export interface EmbeddedPostgres {
  /** Of the database `duplicert`, as the role that owns it: no superuser, but it may make further databases. */
  url: string;
  /** Stops it, and returns when its last process is gone. */
  stop(): Promise<void>;
  /** Fulfilled when it has ended, asked or not. */
  ended: Promise<void>;
}

/** `folder` holds data, password and log; `durable: false` is for tests: no fsync, so a power cut may destroy the data. */
export interface EmbeddedPostgresOptions {
  folder: string;
  durable: boolean;
}

/**
 * Starts PostgreSQL 18 on a free port of 127.0.0.1, its data made when there is none. It stops by itself when this process
 * dies. A server left over on the same folder is stopped first, so only one caller at a time may use a folder.
 */
export async function startEmbeddedPostgres({ folder, durable }: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  openDataFolder(folder);
  const data = join(folder, "postgres");
  const log = join(folder, "postgres.log");
  const passwordFile = join(folder, "postgres-password");
  // Nothing else of our environment: PGDATA, PGPORT or LC_ALL there must not change what runs here.
  const env = { PATH: childEnvironment({}).PATH ?? "/usr/bin:/bin", LC_ALL: "C" };

  const { postgres, initdb } = await postgresBinaries();
  const user = await postgresUser(postgres, data);
  const password = keptSecret(passwordFile);
  if (user.owner) chownSync(passwordFile, user.owner.uid, user.owner.gid);
  await stopOrphan(data);
  await openCluster(initdb, user, data, { passwordFile, durable, env });

  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const server = launchPostgres(postgres, user, { data, log, port, durable, env });
    const url = await whenUp(server, port, password);
    if (url) return { url, stop: server.stop, ended: server.ended };
    await server.stop();
    const words = lastWords(log);
    // Another program may have taken the port since we saw it free.
    if (attempt < attempts && words.includes("listen socket")) continue;
    throw new StartRefusal(`PostgreSQL did not start: ${words} (all of it is in ${log})`);
  }
}

/** The database's address once the server answers; null when it ended instead, or did not answer within a minute. */
async function whenUp(server: PostgresServer, port: number, password: string): Promise<string | null> {
  for (let waited = 0; waited < patience && !server.hasEnded(); waited += 20) {
    const url = await makeDatabase({ port, password }).catch(async (error) => {
      await server.stop();
      throw new StartRefusal(`PostgreSQL runs, but cannot be used: ${(error as Error).message}`);
    });
    if (url) return url;
    await pause(20);
  }
  return null;
}

function lastWords(log: string): string {
  const lines = readFileSync(log, "utf8").trim().split("\n").slice(-20);
  return lines.findLast((line) => /FATAL|PANIC|ERROR|could not/.test(line)) ?? lines.at(-1) ?? "";
}
