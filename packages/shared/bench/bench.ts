import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { benchCsr } from "./csr.ts";
import type { Measurement } from "./measurement.ts";

const subjects = { csr: benchCsr };
const results = new URL("../../../bench-results/", import.meta.url);

const names = process.argv.slice(2);
const unknown = names.find((name) => !Object.hasOwn(subjects, name));
if (unknown !== undefined || !globalThis.gc) {
  console.error(`Usage: pnpm bench [${Object.keys(subjects).join("|")}]`);
  process.exit(2);
}

const chosen = (names.length > 0 ? names : Object.keys(subjects)) as (keyof typeof subjects)[];
for (const name of chosen) {
  const tables = await subjects[name]();
  const measurements = Object.values(tables).flat();
  for (const [title, rows] of Object.entries(tables)) {
    console.log(`\n${title}`);
    console.table(
      Object.fromEntries(rows.map(({ name: row, passed, ...rest }) => [row, { ...rest, passed: verdict(passed) }])),
    );
  }
  const missed = measurements.filter(({ passed }) => passed === false);
  mkdirSync(results, { recursive: true });
  const file = new URL(`${name}.json`, results);
  const machine = { node: process.version, cpu: cpus()[0]?.model, cores: cpus().length };
  writeFileSync(file, `${JSON.stringify({ machine, missed: missed.map((row) => row.name), tables }, null, 2)}\n`);
  console.log(`${name}: ${measurements.length} measured, ${missed.length} goals missed. ${fileURLToPath(file)}`);
  for (const row of missed) console.log(`  missed: ${row.name}`);
  if (missed.length > 0) process.exitCode = 1;
}

function verdict(passed: Measurement["passed"]): string {
  return passed === null ? "" : passed ? "yes" : "NO";
}
