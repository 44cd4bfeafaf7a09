import { parseArgs } from "node:util";
import { fuzzCsr } from "./csr.ts";

const subjects = { csr: fuzzCsr };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: "string", default: "100000" }, seed: { type: "string" } },
});
const name = positionals[0] ?? "csr";
const runs = Number(values.runs);
const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
if (!Object.hasOwn(subjects, name) || !Number.isSafeInteger(runs) || runs < 1 || !Number.isSafeInteger(seed)) {
  console.error(`Usage: pnpm fuzz [${Object.keys(subjects).join("|")}] [--runs 1000000] [--seed 1]`);
  process.exit(2);
}
process.exitCode = (await subjects[name as keyof typeof subjects](runs, seed)) ? 0 : 1;
