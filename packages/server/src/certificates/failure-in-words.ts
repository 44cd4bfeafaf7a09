import type { DuplicateRefusal } from "@duplicert/shared/duplicate-refusal";
import type { IssuanceKind } from "@duplicert/shared/issuance-refusals";
import { refusalWordsOf } from "@duplicert/shared/waiting-words";
import type { IssuanceFailure } from "./issuance.ts";

/** Rules that no longer allow it, as the failure of an issuance. */
export function failureInWords(reasons: DuplicateRefusal[], kind: IssuanceKind): IssuanceFailure {
  const words = reasons.map((reason) => ({ ...reason, ...refusalWordsOf(kind)(reason) }));
  return { message: words.map((w) => w.message).join(" "), reasons: words };
}
