import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, statSync } from "node:fs";
import type { Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { stopOrphan } from "./postgres-orphan.ts";
import type { PostgresUser } from "./postgres-user.ts";

const patience = 20_000;
const largestLog = 4 * 1024 * 1024;

// PostgreSQL, and beside it a watcher that reads from a pipe which only we hold open: it ends with us, however we die, and
// then PostgreSQL is told to stop. One shell, no language, no polling.
const watched = `
"$@" 3<&- & server=$!
{ read -r line <&3; kill -INT "$server" 2>/dev/null; } & watcher=$!
wait "$server"; code=$?
kill "$watcher" 2>/dev/null; wait "$watcher" 2>/dev/null
exit "$code"`;

/** PostgreSQL as a process of ours. */
export interface PostgresServer {
  ended: Promise<void>;
  hasEnded(): boolean;
  stop(): Promise<void>;
}

export interface PostgresServerOptions {
  data: string;
  log: string;
  port: number;
  durable: boolean;
  env: Record<string, string>;
}

function settings({ data, port, durable }: PostgresServerOptions): string[] {
  const lines = [
    `port=${port}`,
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "timezone=UTC",
    "log_timezone=UTC",
    "max_connections=200",
    // fsync off: a power cut may destroy the data, which is what tests throw away anyhow.
    ...(durable
      ? []
      : ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0"]),
  ];
  return ["-D", data, ...lines.flatMap((line) => ["-c", line])];
}

/** Starts the program; it may take a while until it answers. */
export function launchPostgres(postgres: string, user: PostgresUser, options: PostgresServerOptions): PostgresServer {
  const log = openSync(options.log, isLarge(options.log) ? "w" : "a", 0o600);
  const [command, ...rest] = [...user.before, "sh", "-c", watched, "postgres-watch", postgres, ...settings(options)];
  const child = spawn(command!, rest, {
    ...user.spawn,
    cwd: "/",
    env: options.env,
    // A session of its own: the terminal's Ctrl-C would stop it before those who still use it.
    detached: true,
    stdio: ["ignore", log, log, "pipe"],
  });
  closeSync(log);
  const pipe = child.stdio[3] as Socket;
  pipe.on("error", () => {});
  let over = false;
  const ended = new Promise<void>((resolve) => {
    const end = () => {
      over = true;
      pipe.destroy();
      resolve();
    };
    child.once("exit", end);
    child.once("error", end);
  });
  return { ended, hasEnded: () => over, stop: () => stop(child, pipe, ended, options.data) };
}

const isLarge = (file: string) => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > largestLog;

async function stop(child: ChildProcess, pipe: Socket, ended: Promise<void>, data: string): Promise<void> {
  pipe.destroy();
  const timer = new AbortController();
  const late = pause(patience, true, { signal: timer.signal }).catch(() => false);
  if (await Promise.race([late, ended.then(() => false)])) signalGroup(child, "SIGQUIT");
  timer.abort();
  await ended;
  // Only when somebody killed the shell between us and PostgreSQL is there still something to stop.
  await stopOrphan(data);
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid) process.kill(-child.pid, signal);
  } catch {}
}
