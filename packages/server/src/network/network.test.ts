import { expect, test } from "@jest/globals";
import { fromEverywhere, type Network, type Perspective } from "./network.ts";
import { remotePerspectivesWanted } from "./remote-perspectives-wanted.ts";

const nobody = () => Promise.reject(new Error("not asked"));

/** What comes of findings, ours first. */
async function judged(...holds: boolean[]): Promise<boolean> {
  const places = holds.map((_, i): Perspective => ({ name: `${i}`, lookUp: nobody, fetchFile: nobody }));
  const network = { perspectives: places, caaIdentities: [] } as unknown as Network;
  const { holds: whole, findings } = await fromEverywhere(network, async ({ name }) => ({
    holds: holds[Number(name)] === true,
  }));
  expect(findings).toEqual(holds.map((one, i) => ({ holds: one, perspective: `${i}` })));
  return whole;
}

const remote = (agreeing: number, differing: number) => [
  ...Array<boolean>(agreeing).fill(true),
  ...Array<boolean>(differing).fill(false),
];

test("what we do not see ourselves does not hold, whoever else does", async () => {
  expect(await judged(true)).toBe(true);
  expect(await judged(false)).toBe(false);
  expect(await judged(false, ...remote(6, 0))).toBe(false);
});

test.each([
  [1, 0],
  [2, 1],
  [3, 1],
  [5, 1],
  [6, 2],
  [9, 2],
])("of %i remote perspectives, %i may differ (BR 3.2.2.9)", async (count, mayDiffer) => {
  expect(await judged(true, ...remote(count - mayDiffer, mayDiffer))).toBe(true);
  expect(await judged(true, ...remote(count - mayDiffer - 1, mayDiffer + 1))).toBe(false);
});

test("how many remote places a public CA looks from goes by the day (BR 3.2.2.9)", () => {
  const days = ["2025-03-14", "2025-03-15", "2026-03-15", "2026-12-14", "2026-12-15", "2030-01-01"];
  expect(days.map((day) => remotePerspectivesWanted(new Date(`${day}T23:59:59Z`)))).toEqual([0, 2, 3, 4, 5, 5]);
});
