import { setTimeout as pause } from "node:timers/promises";
import { StartRefusal } from "./start-refusal.ts";

const pace = 100;

/** Where to ask a `serve` that listens there whether it is ready. */
export function readyUrl({ host, port }: { host: string; port: number }): string {
  const anywhere: Record<string, string> = { "0.0.0.0": "127.0.0.1", "::": "::1" };
  const name = anywhere[host] ?? host;
  return `http://${name.includes(":") ? `[${name}]` : name}:${port}/readyz`;
}

/** Waits until this address answers 200; throws a StartRefusal after so many milliseconds, with the last answer. */
export async function untilReady(url: string, milliseconds: number, signal: AbortSignal): Promise<void> {
  let last = "no answer";
  for (let waited = 0; waited < milliseconds; waited += pace) {
    signal.throwIfAborted();
    try {
      const answer = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(5_000)]) });
      if (answer.status === 200) return void (await answer.body?.cancel());
      last = `${answer.status} ${(await answer.text()).slice(0, 300)}`;
    } catch (error) {
      last = (error as Error).message;
    }
    await pause(pace, undefined, { signal });
  }
  throw new StartRefusal(
    `Duplicert did not become ready within ${milliseconds / 1000} seconds: ${url} says ${last.trim()}`,
  );
}
