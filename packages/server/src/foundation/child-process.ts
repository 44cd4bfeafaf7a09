/** What a child tells `start`: it is ready (and where), or it cannot be, in one line. */
export type ChildMessage = { ready: true; detail: Record<string, unknown> } | { failed: string };
/** What `start` tells a child. */
export interface ParentMessage {
  stop: true;
}

const patience = 9_000;

/** Tells `start` that this process does its work now; without a parent it does nothing. */
export function reportReady(detail: Record<string, unknown> = {}): void {
  if (process.connected) process.send?.({ ready: true, detail } satisfies ChildMessage, undefined, undefined, () => {});
}

/** Says in one clear line why this process cannot go on, to `start` or on stderr, and exits with code 1. */
export function reportFailure(message: string): Promise<never> {
  const line = message.replace(/\s*\n\s*/g, " ");
  return new Promise(() => {
    const leave = () => process.exit(1);
    if (process.connected && process.send) {
      process.send({ failed: line } satisfies ChildMessage, undefined, undefined, leave);
      return;
    }
    process.stderr.write(`${line}\n`, leave);
  });
}

/**
 * Runs the callback once when this process shall stop (`start` says so or is gone, SIGTERM, SIGINT, SIGHUP), then exits:
 * 0 when it finished, 1 when it threw or took over nine seconds. Call it first of all.
 */
export function onStop(callback: () => Promise<void> | void): void {
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), patience).unref();
    try {
      await callback();
      process.exit(0);
    } catch (error) {
      console.error(error);
      process.exit(1);
    }
  };
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, stop);
  // A reader of our output that went away must not end the work half-way: the channel tells us when to stop.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  if (!process.send) return;
  process.on("message", (message) => {
    if ((message as ParentMessage | null)?.stop) void stop();
  });
  process.on("disconnect", stop);
  if (!process.connected) void stop();
}
