import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ecdsaHouse, ordinaryHouse } from "./houses.ts";
import { issueAll, subjectKeys } from "./issue-all.ts";
import type { Bench, Verdicts } from "./item.ts";
import { blindSpots, faultsOf, type Judged, judge, type SpoiledVerdict } from "./judge.ts";
import { kinds, kindsBelowEcdsa } from "./kinds.ts";
import { missingTools } from "./missing-tools.ts";
import { readmeFaults, writeReadme } from "./readme.ts";
import { type Spoiled, spoil } from "./spoil.ts";
import { table } from "./table.ts";
import { cacheFolder } from "./tools/folders.ts";
import { tools } from "./tools.ts";
import { waivers } from "./waivers.ts";

// `pnpm conformance`: signs one of everything with the product's own functions, and asks outside linters and TLS clients.

const writesReadme = process.argv.includes("--write-readme");
const missing = await missingTools(tools);
if (missing.length > 0) end(missing);

await mkdir(cacheFolder, { recursive: true });
const folder = await mkdtemp(join(tmpdir(), "duplicert-conformance-"));
const faults = await examine(folder, new Date())
  .catch((error: Error) => [error.stack ?? error.message])
  .finally(() => rm(folder, { recursive: true }));
end(faults);

/** Everything that fails this run, one line each. */
async function examine(folder: string, now: Date): Promise<string[]> {
  const { benches, spoiled } = await signEverything(folder, now);
  const items = benches.flatMap((bench) => bench.items);
  console.log(`${items.length} items signed, and ${spoiled.length} spoiled ones that must be noticed.`);
  const { judged, noticed } = await askAll(benches, spoiled);
  const result = table(tools, judged, waivers);
  const faults = [...faultsOf(judged, waivers), ...blindSpots(tools, items, noticed)];
  console.log(`\n${result}\n`);
  if (writesReadme && faults.length === 0) await writeReadme(result);
  faults.push(...(await readmeFaults(result)));
  const machineReadable = { at: now, faults, judged: judged.map(plain), noticed: noticed.map(heard) };
  await writeFile(join(cacheFolder, "result.json"), JSON.stringify(machineReadable, null, 1));
  return faults;
}

/** What the house signs that everyone has, what one from a key ceremony signs, and what neither would ever sign. */
async function signEverything(folder: string, now: Date) {
  const [house, ecdsa, keys] = await Promise.all([ordinaryHouse(now), ecdsaHouse(folder, now), subjectKeys()]);
  try {
    const first = await issueAll(house, keys, kinds, join(folder, "first"), now);
    const second = await issueAll(ecdsa, keys, kindsBelowEcdsa, join(folder, "second"), now);
    const spoiled = await spoil(house, first.shelf, keys[0]!, first.revoked, now);
    return { benches: [first.bench, second.bench], spoiled };
  } finally {
    await house.discard();
  }
}

/** One tool after the other: each uses all processors by itself, or is soon done. */
async function askAll(benches: readonly Bench[], spoiled: readonly Spoiled[]) {
  const judged: Judged[] = [];
  const noticed = spoiled.map(
    ({ item: { id, kind }, seenBy }): SpoiledVerdict => ({ id, kind, seenBy, said: new Map() }),
  );
  for (const tool of tools) {
    const begun = performance.now();
    for (const [at, bench] of benches.entries()) {
      // What is spoiled hangs under the first root.
      const bad = at > 0 ? [] : spoiled.filter(({ item, seenBy }) => tool.judges(item) && tool.name in seenBy);
      const asked = [...bench.items.filter(tool.judges), ...bad.map(({ item }) => item)];
      const verdicts: Verdicts = await tool.judge(bench, asked);
      judged.push(...judge(tool, bench.items, verdicts, waivers));
      for (const { item } of bad)
        noticed.find(({ id }) => id === item.id)!.said.set(tool.name, verdicts.get(item.id) ?? []);
    }
    console.log(`${tool.name}: ${Math.round((performance.now() - begun) / 1000)} s`);
  }
  return { judged, noticed };
}

/** For result.json: what a machine needs of it. */
function plain({ item, tool, failed, waived, noted }: Judged) {
  return { item: item.id, kind: item.kind, tool, failed, waived: waived.map(({ finding }) => finding), noted };
}

function heard({ id, kind, said }: SpoiledVerdict) {
  return { spoiled: id, kind, said: Object.fromEntries(said) };
}

function end(faults: readonly string[]): never {
  for (const fault of faults) console.error(fault);
  console.log(faults.length === 0 ? "Conformance: all clean." : `Conformance: ${faults.length} faults.`);
  process.exit(faults.length === 0 ? 0 : 1);
}
