import { longestValidTo } from "@duplicert/shared/validity";

export const dayMs = 86_400_000;

/** Some minute of office hours (UTC), that many days before `now`; the salt tells events of one day apart. */
export function daysBefore(now: Date, days: number, salt = 0): Date {
  const midnight = Math.floor(now.getTime() / dayMs) * dayMs;
  const minutes = 8 * 60 + ((salt * 47) % 540);
  return new Date(midnight - days * dayMs + minutes * 60_000 + ((salt * 13) % 60) * 1000);
}

export const later = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000);

/** The last second of the day, that many days after. */
export function endOfDayAfter(at: Date, days: number): Date {
  return new Date((Math.floor(at.getTime() / dayMs) + days + 1) * dayMs - 1000);
}

/** An age near the wanted one, in days, at which a certificate issued then has so many days left now; 1 if there is none. */
export function liveAge(now: Date, wanted: number, daysLeft: number): number {
  const enough = now.getTime() + (daysLeft + 1) * dayMs;
  const lives = (age: number) => longestValidTo(daysBefore(now, age)).getTime() >= enough;
  if (lives(wanted)) return wanted;
  const oldest = Array.from({ length: wanted }, (_, i) => wanted - i).find(lives) ?? 1;
  // spread, so that orders older than certificates may now become do not all fall on one day
  return Array.from({ length: oldest }, (_, i) => 1 + ((wanted * 53 + i) % oldest)).find(lives) ?? 1;
}
