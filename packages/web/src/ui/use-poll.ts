import { useEffect, useRef } from "react";

/**
 * Calls `ask` every `milliseconds` while that is not null and the page is being looked at; a slow answer is waited for.
 * Ask by `client.query({ …, fetchPolicy: "network-only" })`: the page follows the cache, and a failure shows nothing.
 */
export function usePoll(ask: () => Promise<unknown>, milliseconds: number | null): void {
  const latest = useRef(ask);
  useEffect(() => {
    latest.current = ask;
  });
  useEffect(() => {
    if (milliseconds === null) return;
    let waiting = false;
    const poll = async () => {
      if (waiting || document.hidden) return;
      waiting = true;
      await latest.current().catch(() => null); // the next one asks again
      waiting = false;
    };
    const timer = setInterval(poll, milliseconds);
    document.addEventListener("visibilitychange", poll);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", poll);
    };
  }, [milliseconds]);
}
