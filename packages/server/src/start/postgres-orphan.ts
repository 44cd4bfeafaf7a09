import { existsSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { commandLine, isAlive, workingFolder } from "./process-identity.ts";

const patience = 20_000;

/** Waits until the process is gone; false when it still is there after so many milliseconds. */
async function gone(pid: number, milliseconds: number): Promise<boolean> {
  for (let waited = 0; isAlive(pid); waited += 20) {
    if (waited >= milliseconds) return false;
    await pause(20);
  }
  return true;
}

/** Stops a PostgreSQL that an earlier start left on this data folder, and removes its file when it died. The caller holds the folder's lock. */
export async function stopOrphan(dataFolder: string): Promise<void> {
  const file = join(dataFolder, "postmaster.pid");
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, "utf8").split("\n")[0]);
  if (pid > 0 && isAlive(pid) && servesFolder(pid, dataFolder)) {
    // INT: roll back and write a checkpoint. QUIT: stop at once, and recover at the next start.
    for (const signal of ["SIGINT", "SIGQUIT"] as const) {
      signalIfThere(pid, signal);
      if (await gone(pid, patience)) break;
    }
  }
  rmSync(file, { force: true });
}

// By its command line, or by its working folder when it was started under another name of the same folder.
function servesFolder(pid: number, dataFolder: string): boolean {
  return commandLine(pid).includes(dataFolder) || workingFolder(pid) === realpathSync(dataFolder);
}

function signalIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
