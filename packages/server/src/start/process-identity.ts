import { execFileSync } from "node:child_process";
import { readFileSync, readlinkSync } from "node:fs";

/** Whether a process with this id exists (another user's counts). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function statFields(pid: number): string[] | null {
  try {
    // The second field is the command in brackets, and may hold spaces and brackets itself.
    return readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
  } catch {
    return null;
  }
}

const isZombie = (pid: number) => statFields(pid)?.[0] === "Z";

/** A text that tells this process from a later one with the same id; "" where the system has no such thing. */
export function birthOf(pid: number): string {
  const fields = statFields(pid);
  return fields ? `${bootId()}/${fields[19]}` : "";
}

function bootId(): string {
  try {
    return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  } catch {
    return "";
  }
}

/** The command line of a process, for telling whose it is; "" when it cannot be read. */
export function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    try {
      return execFileSync("ps", ["-p", String(pid), "-o", "command="], { encoding: "utf8", stdio: "pipe" });
    } catch {
      return "";
    }
  }
}

/** The folder a process works in; "" when it cannot be seen. */
export function workingFolder(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return "";
  }
}
