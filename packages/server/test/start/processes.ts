import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const serverFolder = fileURLToPath(new URL("../..", import.meta.url));

/** A program in a process group of its own, as a terminal would run it, with all it wrote. */
export interface Program {
  child: ChildProcess;
  output(): string;
  /** Waits until it has written this. */
  wrote(text: string): Promise<void>;
  ended: Promise<number | null>;
  /** Sends a signal to its group, as a terminal does. */
  signal(signal: NodeJS.Signals): void;
}

/** Runs a TypeScript file of the server with this environment on top of ours. */
export function runProgram(file: string, env: Record<string, string> = {}): Program {
  return runCommand([process.execPath, "--import", "tsx", file], env);
}

/** Runs a command in the server's folder with this environment on top of ours; `node` is the Node that runs the test. */
export function runCommand([command, ...rest]: string[], env: Record<string, string> = {}): Program {
  const child = spawn(command === "node" ? process.execPath : command!, rest, {
    cwd: serverFolder,
    env: { ...process.env, ...env },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.on("data", (chunk) => {
      output += chunk;
      for (const listener of listeners) listener();
    });
  }
  const ended = once(child, "close").then(([code]) => code as number | null);
  const wrote = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => output.includes(text) && resolve();
      listeners.add(look);
      look();
      void ended.then((code) => reject(new Error(`ended with code ${code} before it wrote "${text}": ${output}`)));
    });
  return { child, output: () => output, wrote, ended, signal: (signal) => void process.kill(-child.pid!, signal) };
}

/** The ids of the processes (no zombies) whose command line names this text, other than the test itself. */
export function processesNaming(text: string): number[] {
  const lines = execFileSync("ps", ["-A", "-ww", "-o", "pid=,args="], { encoding: "utf8" }).split("\n");
  const ids = lines.filter((line) => line.includes(text)).map((line) => Number.parseInt(line, 10));
  return ids.filter((id) => id !== process.pid);
}

/** Asks again and again until this holds, for what happens in other processes; throws after so many seconds. */
export async function until(holds: () => boolean | Promise<boolean>, seconds = 60): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`it did not come to hold within ${seconds} seconds: ${holds}`);
    await pause(20);
  }
}
