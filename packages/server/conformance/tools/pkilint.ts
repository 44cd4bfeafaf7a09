import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run } from "../run-command.ts";
import type { Tool } from "../tool.ts";
import { cacheFolder, folder } from "./folders.ts";
import { askProgram } from "./manifest.ts";

const venv = join(cacheFolder, "venv");
const python = join(venv, "bin", "python");

/** pkilint, at the version and with the hashes in python/requirements.txt. */
export const pkilint: Tool = {
  name: "pkilint",
  needs: [{ command: "python3", debian: "python3 python3-venv" }],
  judges: () => true,
  judge: async (bench, items) => {
    await install();
    return askProgram(bench, items, python, [join(folder, "python", "lint.py")]);
  },
};

/** A virtual environment with exactly what requirements.txt says; made anew when that changes. */
async function install(): Promise<void> {
  const wanted = join(folder, "python", "requirements.txt");
  const stamp = join(venv, "requirements.txt");
  const text = await readFile(wanted, "utf8");
  if (
    (await readFile(stamp, "utf8").catch(() => null)) === text &&
    (await run(python, ["--version"]).catch(() => null))
  )
    return;
  await rm(venv, { recursive: true, force: true });
  await must("python3", ["-m", "venv", venv], "apt-get install python3-venv");
  const args = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", wanted];
  await must(python, args, "it needs a Python package index");
  await writeFile(stamp, text);
}

async function must(command: string, args: string[], advice: string): Promise<void> {
  const { code, text } = await run(command, args);
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code} (${advice}):\n${text.slice(-2000)}`);
}
