import { normalizeDnsName } from "./dns-name.ts";

/** How long the certificates that a reissue left a name of out stay valid beside it. */
export const hoursToReplace = 72;

/** What a reissue does to the names there are. */
export interface ReissueEffect {
  added: string[];
  removed: string[];
  unchanged: string[];
  /** Something is left out or changed, so all that was issued on the order before is revoked 72 hours after. */
  revokesEarlier: boolean;
}

/** Compares the primary certificate's names with those of its reissue. Which is the common name, and in which order they stand, is no difference. */
export function reissueEffect(earlier: readonly string[], names: readonly string[]): ReissueEffect {
  const before = new Set(earlier.map(comparable));
  const after = new Set(names.map(comparable));
  const removed = [...before].filter((name) => !after.has(name));
  return {
    added: [...after].filter((name) => !before.has(name)),
    removed,
    unchanged: [...before].filter((name) => after.has(name)),
    revokesEarlier: removed.length > 0,
  };
}

const comparable = (name: string): string => normalizeDnsName(name) ?? name;
