const secondMs = 1000;
const firstPause = 10 * secondMs;
const longestPause = 3600 * secondMs;

/** For how many days it is looked by itself. */
export const pollingDays = 7;

/** The pause after so many looks: 10 seconds, then ever longer by half, up to an hour. */
export function pauseAfter(checks: number): number {
  return Math.min(longestPause, Math.round(firstPause * 1.5 ** (Math.max(1, checks) - 1)));
}

/** When it is looked next by itself after so many looks; null: not before somebody asks. */
export function nextCheck(checks: number, now: Date, pollsUntil: Date): Date | null {
  const next = new Date(now.getTime() + pauseAfter(checks));
  return next <= pollsUntil ? next : null;
}
