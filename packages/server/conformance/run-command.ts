import { execFile } from "node:child_process";
import { availableParallelism } from "node:os";

/** How a command ended, and everything it printed. */
export interface Ended {
  code: number;
  stdout: string;
  text: string;
}

/** Runs a command to its end. Throws only where it could not be started or was killed. */
export function run(command: string, args: readonly string[], options: { cwd?: string } = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const limits = { timeout: 600_000, maxBuffer: 256 * 2 ** 20 };
    execFile(command, [...args], { ...options, ...limits, encoding: "utf8" }, (error, stdout, stderr) => {
      if (error && typeof error.code !== "number") return reject(error);
      const code = error ? Number(error.code) : 0;
      resolve({ code, stdout, text: stdout + stderr });
    });
  });
}

/** What a command prints, as JSON. Throws with its words when it fails. */
export async function runForJson<T>(command: string, args: readonly string[], cwd?: string): Promise<T> {
  const { code, stdout, text } = await run(command, args, cwd === undefined ? {} : { cwd });
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}:\n${text.slice(-4000)}`);
  return JSON.parse(stdout) as T;
}

/** The results in the order given, with one task per processor at a time. */
export async function each<T, R>(list: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const entries = list.entries();
  const lane = async () => {
    for (const [at, one] of entries) results[at] = await work(one);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  return results;
}
