import { setTimeout as pause } from "node:timers/promises";

/** Asks again and again until there is something, for what happens in other processes; throws after so many seconds. */
export async function until<T>(
  what: string,
  ask: () => T | Promise<T>,
  seconds = 30,
): Promise<NonNullable<Awaited<T>>> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const found = await ask();
    if (found) return found;
    if (performance.now() > end) throw new Error(`There was no ${what} within ${seconds} seconds.`);
    await pause(50);
  }
}
