import { expect, test } from "@jest/globals";
import { hostileCsrs } from "../test/hostile-csrs.ts";
import { readCsr } from "./csr.ts";

test.each(Object.entries(hostileCsrs))("64 KiB of %s is refused at once", async (_, text) => {
  expect(text.length).toBeLessThanOrEqual(65_536);
  const start = process.cpuUsage();
  const { faults } = await readCsr(text, async () => false);
  const { user, system } = process.cpuUsage(start);
  expect(faults.length).toBeGreaterThan(0);
  // Some milliseconds on a machine of its own; what this finds is work that grows faster than the input does.
  expect((user + system) / 1000).toBeLessThan(1000);
});
