interface Waiting {
  checking: boolean;
  nextCheckAt: string | null;
}

/** How long to wait, in milliseconds, before asking again what became of open challenges; null when none is open. */
export function challengePause(open: readonly Waiting[], now: number): number | null {
  if (open.length === 0) return null;
  const soon = open.some((one) => one.checking || (one.nextCheckAt && Date.parse(one.nextCheckAt) - now < 60_000));
  // somebody looks at the page and waits for the next look, or for a person who reads their mail
  return soon ? 2_000 : 15_000;
}
