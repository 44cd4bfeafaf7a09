import { execFile } from "node:child_process";
import { chmodSync, existsSync, readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { StartRefusal } from "./start-refusal.ts";

const run = promisify(execFile);

/** How PostgreSQL's programs are run: behind which words, as whom, and who owns their files (null: we do). */
export interface PostgresUser {
  before: string[];
  spawn: { uid?: number; gid?: number };
  owner: { uid: number; gid: number } | null;
}

/** PostgreSQL refuses to run as root: then this finds a user for it who can reach the binaries and the data. */
export async function postgresUser(postgres: string, dataFolder: string): Promise<PostgresUser> {
  if (process.getuid?.() !== 0) return { before: [], spawn: {}, owner: null };
  const owner = ownerOf(dataFolder) ?? systemUser("postgres") ?? systemUser("nobody");
  if (!owner) {
    throw new StartRefusal(
      'PostgreSQL refuses to run as root, and this system has neither a user "postgres" nor "nobody": run this as an ordinary user, or set DATABASE_URL.',
    );
  }
  const capable: PostgresUser = { before: setpriv(owner), spawn: {}, owner };
  if (await canRun(capable, postgres, dirname(dataFolder))) return capable;
  const plain: PostgresUser = { before: [], spawn: owner, owner };
  // Without capabilities that user has to walk into the data folder like anybody else.
  chmodSync(dirname(dataFolder), 0o711);
  if (await canRun(plain, postgres, dirname(dataFolder))) return plain;
  throw new StartRefusal(
    `PostgreSQL refuses to run as root, and user ${owner.uid} may not enter ${dirname(dataFolder)} or the folder of its programs: run this as an ordinary user, clone to where everyone may enter, or set DATABASE_URL.`,
  );
}

// Data that an ordinary user made stays theirs when root starts it once.
function ownerOf(dataFolder: string): PostgresUser["owner"] {
  if (!existsSync(dataFolder)) return null;
  const { uid, gid } = statSync(dataFolder);
  return uid === 0 ? null : { uid, gid };
}

function systemUser(name: string): PostgresUser["owner"] {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(":") ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null;
}

// dac_override: the clone may lie under a folder that only root enters. no_setuid_fixup: without it, the capability is
// lost at the change of user, and initdb fails in a 0700 clone.
function setpriv({ uid, gid }: { uid: number; gid: number }): string[] {
  const flags = "--clear-groups --inh-caps=+dac_override --ambient-caps=+dac_override --securebits=+no_setuid_fixup";
  return ["setpriv", `--reuid=${uid}`, `--regid=${gid}`, ...flags.split(" "), "--"];
}

async function canRun(user: PostgresUser, postgres: string, folder: string): Promise<boolean> {
  // `ls` walks into the folder for real; `test -x` would believe the mode bits.
  const [command, ...rest] = [...user.before, "sh", "-c", '"$0" --version && ls -d "$1/."', postgres, folder];
  try {
    await run(command!, rest, { ...user.spawn, cwd: "/" });
    return true;
  } catch {
    return false;
  }
}
