import type { Draft } from "./draft.ts";
import { type ExtensionName, ExtensionOid } from "./extension.ts";
import type { IssuingCaFacts, Profile } from "./profile.ts";
import type { ReadTbs } from "./read-certificate.ts";

/** What a rule looks at. `tbs` is read from the bytes that would be signed, never from the plan. */
export interface LintCase {
  draft: Draft;
  profile: Profile;
  tbs: ReadTbs;
  ca: IssuingCaFacts;
  issuing: ReadTbs;
  at: Date;
  /** When the newest proof it rests on was obtained; null where it rests on none. */
  provedAt: Date | null;
}

/** When a draft is signed, and the newest proof it rests on, where there is one. */
export interface LintLimits {
  at: Date;
  provedAt?: Date | null;
}

export interface LintRule {
  id: string;
  citation: string;
  /** From that day on the rule is asked; it says nothing of what was signed before. */
  since: `${number}-${number}-${number}`;
  /** What is wrong, in a few words; null when nothing is. Throwing counts as wrong. */
  judge(the: LintCase): string | null;
}

/** The content of an extension, or null when it is not there. */
export function extensionOf(tbs: ReadTbs, name: ExtensionName): Buffer | null {
  return tbs.extensions.find(({ oid }) => oid === ExtensionOid[name])?.value ?? null;
}

/** The same for an extension without which there is nothing to judge. */
export function required(tbs: ReadTbs, name: ExtensionName): Buffer {
  const value = extensionOf(tbs, name);
  if (value === null) throw new Error(`there is no ${name}`);
  return value;
}

export const rfc5280 = "2008-05-01";
/** Ballot SC-062, certificate profiles. */
export const brProfiles = "2023-09-15";
