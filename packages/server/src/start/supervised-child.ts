import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { ChildMessage, ParentMessage } from "../foundation/child-process.ts";
import { StartRefusal } from "./start-refusal.ts";

// tsx reads the tsconfig of the folder it works in, and is found from there.
const serverFolder = fileURLToPath(new URL("../..", import.meta.url));
const patience = 10_000;
const slowestRetry = 10_000;
const rememberedLines = 20;

export interface ChildPlan {
  name: string;
  /** What Node is given: options, then the TypeScript file. */
  arguments: string[];
  env: Record<string, string>;
  /** What it needs of what it told when it was ready first, for every later run (a port, say). */
  again?: (detail: Record<string, unknown>) => Record<string, string>;
  say: (line: string) => void;
}

interface Run {
  ready: boolean;
  failed: string | null;
  end: string;
  lastLine: string;
}

/** A Node process of ours that is started again when it dies, until it is told to stop. */
export class SupervisedChild {
  /** What the child told when it was ready first; rejected with a StartRefusal when it could not be. */
  readonly ready: Promise<Record<string, unknown>>;
  private child: ChildProcess | null = null;
  private isReady = false;
  private stopping = new AbortController();
  private life: Promise<void>;

  constructor(private plan: ChildPlan) {
    const { promise, resolve, reject } = Promise.withResolvers<Record<string, unknown>>();
    this.ready = promise;
    // Whoever awaits `ready` hears of it; a stop before that must not end as an unhandled rejection.
    promise.catch(() => {});
    this.life = this.live(resolve, reject);
  }

  /** Tells it to stop, kills it after ten seconds, and returns when it and whatever it started are gone. */
  async stop(): Promise<void> {
    this.stopping.abort();
    const { child } = this;
    if (child && child.exitCode === null && child.signalCode === null) {
      if (child.connected) child.send({ stop: true } satisfies ParentMessage, undefined, undefined, () => {});
      // Still coming up: it may not listen to us yet, and has nothing to finish.
      if (!this.isReady || !child.connected) child.kill("SIGTERM");
      const killer = setTimeout(() => signalGroup(child, "SIGKILL"), patience);
      await this.life;
      clearTimeout(killer);
    }
    await this.life;
  }

  private async live(resolve: (detail: Record<string, unknown>) => void, reject: (error: Error) => void) {
    const { name, say } = this.plan;
    let wasReady = false;
    for (let failures = 0; !this.stopping.signal.aborted; ) {
      const run = await this.runOnce((detail) => {
        failures = 0;
        if (wasReady) say(`${name} is back.`);
        wasReady = true;
        Object.assign(this.plan.env, this.plan.again?.(detail));
        resolve(detail);
      });
      if (this.stopping.signal.aborted) break;
      if (!wasReady)
        return reject(new StartRefusal(run.failed ?? `${name} ${run.end} before it was ready. ${run.lastLine}`));
      // A quarter of a second for one that ran; longer and longer for one that no longer comes up.
      const wait = run.ready ? 250 : Math.min(500 * 2 ** failures++, slowestRetry);
      say(`${name} ${run.end}${run.failed ? ` (${run.failed})` : ""}; starting it again.`);
      await pause(wait, undefined, { signal: this.stopping.signal }).catch(() => {});
    }
    reject(new StartRefusal(`${name} was told to stop.`));
  }

  private async runOnce(onReady: (detail: Record<string, unknown>) => void): Promise<Run> {
    const { name, env, say } = this.plan;
    const lines: string[] = [];
    const heard = (line: string) => {
      lines.push(line);
      if (lines.length > rememberedLines) lines.shift();
      say(`[${name}] ${line}`);
    };
    const run: Run = { ready: false, failed: null, end: "", lastLine: "" };
    const child = spawn(process.execPath, this.plan.arguments, {
      env,
      cwd: serverFolder,
      // A group of its own: the terminal's Ctrl-C is for `start`, which then stops everyone in order.
      detached: true,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    this.child = child;
    this.isReady = false;
    for (const stream of [child.stdout!, child.stderr!]) createInterface({ input: stream }).on("line", heard);
    child.on("message", (message: ChildMessage) => {
      if ("failed" in message) run.failed = message.failed;
      else if (!run.ready) {
        run.ready = true;
        this.isReady = true;
        onReady(message.detail);
      }
    });
    child.on("error", (error) => heard(error.message));
    // What it had started itself has nobody left to work for.
    child.once("exit", () => signalGroup(child, "SIGKILL"));
    await new Promise<void>((resolve) => child.once("close", () => resolve()));
    run.end = child.signalCode ? `was ended by ${child.signalCode}` : `ended with code ${child.exitCode}`;
    run.lastLine = lines.findLast((line) => /error|refused|cannot|missing/i.test(line)) ?? lines.at(-1) ?? "";
    return run;
  }
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid) process.kill(-child.pid, signal);
  } catch {}
}
