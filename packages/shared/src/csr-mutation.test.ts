import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { readAndCheck, readSeeds } from "../fuzz/csr-accepted.ts";
import { mutate, mutation } from "../fuzz/csr-mutant.ts";

const runs = 4000;
const mostMilliseconds = 1000;

test(`of ${runs} changed CSRs none makes the reader throw or hang, and none is accepted that its key did not sign`, async () => {
  const { seeds, signed } = await readSeeds();
  expect(seeds.length).toBeGreaterThan(50);
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(mutation, async (change) => {
      const text = mutate(seeds, change);
      const start = process.cpuUsage();
      if (await readAndCheck(text, signed)) accepted++;
      const { user, system } = process.cpuUsage(start);
      expect((user + system) / 1000).toBeLessThan(mostMilliseconds);
    }),
    { numRuns: runs },
  );
  // Some changes leave a CSR as it was, or touch only what stands around it: those show that the question is really asked.
  expect(accepted).toBeGreaterThan(runs / 100);
  expect(accepted).toBeLessThan(runs / 2);
});
