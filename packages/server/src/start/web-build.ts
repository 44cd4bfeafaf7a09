import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync, statSync, utimesSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { childEnvironment } from "../config.ts";
import { takeLock } from "./start-lock.ts";
import { StartRefusal } from "./start-refusal.ts";

const sources = [
  "packages/web/src",
  "packages/web/public",
  "packages/web/index.html",
  "packages/web/codegen.ts",
  "packages/web/vite.config.ts",
  "packages/web/package.json",
  "packages/shared/src",
  "packages/server/schema.graphql",
  "pnpm-lock.yaml",
];
const generated = "packages/web/src/gql";

/** Milliseconds of the youngest change to what the web pages are made from. */
async function youngestSource(root: string): Promise<number> {
  const youngest = async (path: string): Promise<number> => {
    const found = await stat(join(root, path)).catch(() => null);
    if (!found || path === generated) return 0;
    if (!found.isDirectory()) return found.mtimeMs;
    const inside = await readdir(join(root, path));
    return Math.max(0, ...(await Promise.all(inside.map((name) => youngest(`${path}/${name}`)))));
  };
  return Math.max(...(await Promise.all(sources.map(youngest))));
}

async function isBuilt(root: string): Promise<boolean> {
  const page = join(root, "packages/web/dist/index.html");
  return existsSync(page) && statSync(page).mtimeMs > (await youngestSource(root));
}

/** Builds the web pages when they are missing or older than their sources; `signal` stops the build. */
export async function buildWebWhenOld(root: string, say: (line: string) => void, signal: AbortSignal): Promise<void> {
  if (await isBuilt(root)) return;
  const web = join(root, "packages/web");
  const release = await waitForLock(join(web, "node_modules"), signal);
  try {
    // Another copy may have built them while we waited.
    if (await isBuilt(root)) return;
    say("Building the web pages (once, and after every change of theirs) …");
    await build(web, signal);
  } finally {
    release();
  }
}

// Two copies of `start` on one clone, each with its own data folder, share these pages.
async function waitForLock(folder: string, signal: AbortSignal): Promise<() => void> {
  for (;;) {
    const taken = takeLock(folder, ".web-build.pid");
    if (typeof taken === "function") return taken;
    await pause(200, undefined, { signal });
  }
}

async function build(web: string, signal: AbortSignal): Promise<void> {
  const begun = await youngestSource(dirname(dirname(web)));
  // Built beside and renamed, so that `serve` never shows half of them.
  const draft = join(web, "node_modules/.dist-new");
  const old = join(web, "node_modules/.dist-old");
  for (const folder of [draft, old]) rmSync(folder, { recursive: true, force: true });
  await run(web, ["graphql-codegen", "--config", "codegen.ts"], signal);
  await run(web, ["vite", "build", "--outDir", draft, "--emptyOutDir", "--logLevel", "warn"], signal);
  const page = join(draft, "index.html");
  utimesSync(page, begun / 1000 + 1, begun / 1000 + 1);
  mkdirSync(join(web, "dist"), { recursive: true });
  renameSync(join(web, "dist"), old);
  renameSync(draft, join(web, "dist"));
  rmSync(old, { recursive: true, force: true });
}

function run(web: string, [command, ...rest]: string[], signal: AbortSignal): Promise<void> {
  const bins = [join(web, "node_modules/.bin"), dirname(process.execPath)];
  const env = childEnvironment({ PATH: [...bins, childEnvironment({}).PATH].join(delimiter), NODE_ENV: "production" });
  const child = spawn(command!, rest, { cwd: web, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => output.push(String(chunk)));
  const stop = () => killGroup(child);
  signal.addEventListener("abort", stop);
  return new Promise<void>((resolve, reject) => {
    child.once("error", (error) => reject(new StartRefusal(`The web pages could not be built: ${error.message}`)));
    child.once("close", (code) => {
      if (code === 0) return resolve();
      const words = output.join("").trim();
      reject(new StartRefusal(`The web pages could not be built: ${command} ended with code ${code}.\n${words}`));
    });
    if (signal.aborted) stop();
  }).finally(() => signal.removeEventListener("abort", stop));
}

function killGroup(child: ChildProcess): void {
  try {
    if (child.pid) process.kill(-child.pid, "SIGKILL");
  } catch {}
}
