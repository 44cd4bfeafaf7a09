import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { birthOf, isAlive } from "./process-identity.ts";
import { StartRefusal } from "./start-refusal.ts";

interface Holder {
  pid: number;
  birth: string;
}

function holderOf(text: string): Holder | null {
  const [pid, birth = ""] = text.trim().split(" ");
  return pid && /^\d+$/.test(pid) ? { pid: Number(pid), birth } : null;
}

const isRunning = ({ pid, birth }: Holder) => isAlive(pid) && birthOf(pid) === birth;

function readLock(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

/** Takes `name` in this folder for this process and returns what gives it back; returns the id of the process that holds it instead. */
export function takeLock(folder: string, name: string): (() => void) | number {
  const file = join(folder, name);
  const mine = `${process.pid} ${birthOf(process.pid)}\n`;
  const draft = `${file}.${process.pid}`;
  // Written whole and linked into place: nobody ever reads half a lock.
  writeFileSync(draft, mine, { mode: 0o600 });
  try {
    for (;;) {
      try {
        linkSync(draft, file);
        return () => {
          if (readLock(file) === mine) rmSync(file, { force: true });
        };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      }
      const found = readLock(file);
      if (found === null) continue;
      const holder = holderOf(found);
      if (holder && isRunning(holder)) return holder.pid;
      removeStale(file, found);
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

function removeStale(file: string, judged: string): void {
  const aside = `${file}.stale-${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  // Another start may have taken the lock between our reading and our renaming: give it back.
  if (readLock(aside) !== judged) {
    try {
      linkSync(aside, file);
    } catch {}
  }
  rmSync(aside, { force: true });
}

/** The lock of one `start` on its data folder; throws a StartRefusal when another one runs on it. */
export function takeStartLock(folder: string): () => void {
  const taken = takeLock(folder, "start.pid");
  if (typeof taken === "function") return taken;
  throw new StartRefusal(
    `Duplicert already runs on ${folder} (process ${taken}): stop that one, or set DUPLICERT_DATA to another folder.`,
  );
}
