import { StartRefusal } from "./start-refusal.ts";

/** What runs, in the order it came up, and what ends it: each thing is closed after everything that stands on it. */
export class Ending {
  private controller = new AbortController();
  private closers: (() => Promise<void> | void)[] = [];
  private failure: Error | null = null;

  /** Aborted as soon as everything shall stop, asked or failed. */
  readonly signal = this.controller.signal;

  /** Everything shall stop: because somebody asked, or because of this error. The first call counts. */
  begin(failure: Error | null = null): void {
    if (this.signal.aborted) return;
    this.failure = failure;
    this.controller.abort();
  }

  /** Remembers how to close what just began to come up; it is called once. */
  closeLast(closer: () => Promise<void> | void): void {
    this.closers.push(closer);
  }

  /** Waits for the work, or for the end if that is sooner (then it throws). */
  async orEnd<T>(work: Promise<T>): Promise<T> {
    this.signal.throwIfAborted();
    const ended = Promise.withResolvers<never>();
    const abort = () => ended.reject(this.failure ?? new StartRefusal("Stopped."));
    this.signal.addEventListener("abort", abort);
    try {
      return await Promise.race([work, ended.promise]);
    } finally {
      this.signal.removeEventListener("abort", abort);
    }
  }

  /** Waits until everything shall stop. */
  begun(): Promise<void> {
    if (this.signal.aborted) return Promise.resolve();
    return new Promise((resolve) => this.signal.addEventListener("abort", () => resolve(), { once: true }));
  }

  /** Closes everything, youngest first; returns why it had to end, null when it was asked to. */
  async finish(): Promise<Error | null> {
    this.begin();
    for (let closer = this.closers.pop(); closer; closer = this.closers.pop()) {
      try {
        await closer();
      } catch (error) {
        this.failure ??= error as Error;
      }
    }
    return this.failure;
  }
}
