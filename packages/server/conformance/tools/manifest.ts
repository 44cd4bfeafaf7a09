import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Bench, Finding, Item, Verdicts } from "../item.ts";
import { runForJson } from "../run-command.ts";

/** Asks a program of ours that judges all items at once: it reads a manifest and prints findings by item, as JSON. */
export async function askProgram(
  bench: Bench,
  items: readonly Item[],
  command: string,
  args: string[],
): Promise<Verdicts> {
  const path = join(bench.folder, "manifest.json");
  await writeFile(path, JSON.stringify({ ...bench, items }));
  return new Map(Object.entries(await runForJson<Record<string, Finding[]>>(command, [...args, path])));
}
