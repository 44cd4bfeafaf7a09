import { performance } from "node:perf_hooks";
import fc from "fast-check";
import { readAndCheck, readSeeds } from "./csr-accepted.ts";
import { mutate, mutation } from "./csr-mutant.ts";

const batch = 10_000;
// What a CSR may cost at most, and again that much for a machine that does other things.
const mostMilliseconds = 100;

/** Changes CSRs of the corpus at random and asks of each what csr-mutation.test.ts does. False when one property broke. */
export async function fuzzCsr(runs: number, seed: number): Promise<boolean> {
  const { seeds, signed } = await readSeeds();
  console.log(`${runs} changed CSRs, from ${seeds.length} of the corpus, seed ${seed}`);
  const start = performance.now();
  const seen = { accepted: 0, slowest: 0, slowestText: "" };
  const property = fc.asyncProperty(mutation, async (change) => {
    const text = mutate(seeds, change);
    const milliseconds = await cost(async () => {
      if (await readAndCheck(text, signed)) seen.accepted++;
    });
    if (milliseconds > seen.slowest) Object.assign(seen, { slowest: milliseconds, slowestText: text });
    if (milliseconds > mostMilliseconds && (await leastOfThree(text, signed)) > mostMilliseconds)
      throw new Error(`${Math.round(milliseconds)} ms for one CSR`);
  });
  for (let done = 0; done < runs; ) {
    const numRuns = Math.min(batch, runs - done);
    const outcome = await fc.check(property, { numRuns, seed: (seed + done) | 0 });
    done += outcome.numRuns;
    if (outcome.failed) {
      const [change] = outcome.counterexample!;
      console.error(`BROKEN after ${done} runs: ${String(outcome.errorInstance)}\n${mutate(seeds, change)}`);
      console.error(`Again: pnpm fuzz csr --runs ${numRuns} --seed ${outcome.seed}`);
      return false;
    }
    const seconds = (performance.now() - start) / 1000;
    console.log(
      `${done} of ${runs}  ${Math.round(done / seconds)}/s  accepted ${seen.accepted}  slowest ${seen.slowest.toFixed(1)} ms`,
    );
  }
  const seconds = Math.round((performance.now() - start) / 1000);
  console.log(
    `${runs} runs in ${seconds} s, seed ${seed}: no throw, no hang, nothing accepted that its key did not sign. ` +
      `${seen.accepted} were accepted, rightly; the slowest took ${seen.slowest.toFixed(1)} ms of CPU.`,
  );
  return true;
}

async function cost(work: () => Promise<void>): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** A collection of garbage may fall on any run, but not on three of the same. */
async function leastOfThree(text: string, signed: Set<string>): Promise<number> {
  const costs: number[] = [];
  for (let again = 0; again < 3; again++) costs.push(await cost(async () => void (await readAndCheck(text, signed))));
  return Math.min(...costs);
}
