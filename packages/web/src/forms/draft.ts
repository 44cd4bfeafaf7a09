import type { Attempt } from "./use-attempt.ts";

/** What is filled in, and the attempt that was not answered. */
export interface Draft<Values, Input> {
  values: Values;
  attempt: Attempt<Input> | null;
}

/** Keeps a draft for this tab, across a reload or a new sign-in. `name` tells the form, the viewer, and what it is about. */
export function keepDraft<Values, Input>(name: string, draft: Draft<Values, Input>): void {
  sessionStorage.setItem(draftKey(name), JSON.stringify(draft));
}

/** What was kept; null when there is nothing, or what is there was kept by another version of this application. */
export function keptDraft<Values extends object, Input>(name: string, empty: Values): Draft<Values, Input> | null {
  try {
    const draft = JSON.parse(sessionStorage.getItem(draftKey(name)) ?? "null");
    if (draft === null || Object.keys(empty).some((key) => !(key in draft.values))) return null;
    return draft;
  } catch {
    return null;
  }
}

/** Forgets what was kept. */
export function dropDraft(name: string): void {
  sessionStorage.removeItem(draftKey(name));
}

const draftKey = (name: string) => `duplicert.${name}`;
