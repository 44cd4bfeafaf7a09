import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const path = fileURLToPath(new URL("../../../README.md", import.meta.url));
const [begin, end] = [
  "<!-- conformance: written by `pnpm conformance --write-readme` -->",
  "<!-- conformance: end -->",
];

/** Why the README's table is not the result of this run; none when it is. */
export async function readmeFaults(table: string): Promise<string[]> {
  const text = await readFile(path, "utf8");
  if (text.includes(section(table))) return [];
  return ["The table in README.md is another one: write it anew with `npx --yes pnpm@12 conformance --write-readme`."];
}

/** Puts the result between the README's two markers. */
export async function writeReadme(table: string): Promise<void> {
  const text = await readFile(path, "utf8");
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`README.md has not both lines ${begin} and ${end}.`);
  await writeFile(path, text.slice(0, from) + section(table) + text.slice(to + end.length));
}

const section = (table: string): string => `${begin}\n\n${table}\n\n${end}`;
