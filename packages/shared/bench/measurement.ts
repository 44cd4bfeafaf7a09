/** A row of a table: what was measured, and whether a goal that was set for it is held; null where none was. */
export interface Measurement {
  name: string;
  passed: boolean | null;
  [column: string]: string | number | boolean | null;
}

/** CPU time of this process in milliseconds, whichever of its threads has spent it. */
export async function cpuMilliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** The middle one. */
export function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

/**
 * How many MiB work took from a heap swept clean, buffers outside it included. The space for new objects is so large here
 * (see the command) that none of it is swept meanwhile: at no moment can work have held more.
 */
export async function mebibytesTaken(work: () => Promise<unknown>): Promise<number> {
  globalThis.gc!();
  const before = process.memoryUsage();
  await work();
  const after = process.memoryUsage();
  return (after.heapUsed + after.external - before.heapUsed - before.external) / 2 ** 20;
}

/** To a thousandth, for a table. */
export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
