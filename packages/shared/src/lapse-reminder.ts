const dayMs = 86_400_000;

/** How many days before a proof lapses people are reminded; 0: once it has lapsed. */
export const reminderDays = [30, 7, 1, 0] as const;
export type ReminderDays = (typeof reminderDays)[number];

// who was away for longer has other things to read
const toldForDays = 7;

/**
 * The reminder that is due by `now`: the most urgent one whose day (UTC) has come; null for none. A proof that counts for a
 * short time only is not reminded of when it is hardly older.
 */
export function dueReminder(proof: { obtainedAt: Date; lapsesAt: Date }, now: Date): ReminderDays | null {
  const lapse = proof.lapsesAt.getTime();
  if (lapse <= now.getTime()) return now.getTime() - lapse <= toldForDays * dayMs ? 0 : null;
  const lasts = (lapse - proof.obtainedAt.getTime()) / dayMs;
  const days = dayOf(proof.lapsesAt) - dayOf(now);
  return reminderDays.findLast((before) => before > 0 && days <= before && lasts >= 2 * before) ?? null;
}

const dayOf = (at: Date): number => Math.floor(at.getTime() / dayMs);
