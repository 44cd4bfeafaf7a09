import { execFile } from "node:child_process";
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { PostgresUser } from "./postgres-user.ts";
import { StartRefusal } from "./start-refusal.ts";

const run = promisify(execFile);
const version = "18";

/** Makes PostgreSQL's data folder when there is none; throws a StartRefusal when another version made the one that is there. */
export async function openCluster(
  initdb: string,
  user: PostgresUser,
  data: string,
  options: { passwordFile: string; durable: boolean; env: Record<string, string> },
): Promise<void> {
  if (!existsSync(data)) await makeCluster(initdb, user, data, options);
  const found = readFileSync(join(data, "PG_VERSION"), "utf8").trim();
  if (found === version) return;
  throw new StartRefusal(
    `${data} was made by PostgreSQL ${found}, and this is ${version}: dump it with that version, or set DUPLICERT_DATA to a new folder.`,
  );
}

async function makeCluster(
  initdb: string,
  user: PostgresUser,
  data: string,
  { passwordFile, durable, env }: Parameters<typeof openCluster>[3],
): Promise<void> {
  // Made beside and renamed: a start that was killed leaves no half cluster under the true name.
  const draft = `${data}.new-${process.pid}`;
  removeDrafts(dirname(data));
  mkdirSync(draft, { mode: 0o700 });
  if (user.owner) chownSync(draft, user.owner.uid, user.owner.gid);
  const options = [
    `--pgdata=${draft}`,
    "--username=postgres",
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    // The builtin provider knows C.UTF-8 on every system, also where the C library does not.
    ...["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
    "--no-instructions",
    ...(durable ? [] : ["--no-sync"]),
  ];
  const [command, ...rest] = [...user.before, initdb, ...options];
  try {
    await run(command!, rest, { ...user.spawn, cwd: "/", env });
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    const words = String((error as { stderr?: string }).stderr || (error as Error).message).trim();
    throw new StartRefusal(`PostgreSQL could not make its data in ${data}: ${words.split("\n").at(-1)}`);
  }
  renameSync(draft, data);
}

function removeDrafts(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (name.startsWith("postgres.new-")) rmSync(join(folder, name), { recursive: true, force: true });
  }
}
