import { isWaitedFor } from "@duplicert/shared/waiting-words";
import type { IssuanceFailure } from "../certificates/issuance.ts";
import type { IssuingRequest } from "./issuing-request.ts";

const dates = ["VALIDITY_EXCEEDS_ORDER", "VALIDITY_EXCEEDS_MAXIMUM", "VALIDITY_IN_THE_PAST"];

/**
 * Whether an original or a reissue that failed is issued by itself once what was missing is there: proofs alone, or a date
 * that nobody named, and is computed anew.
 */
export function goesOnByItself({ kind, validToNamed }: IssuingRequest, failure: IssuanceFailure | null): boolean {
  if (kind === "DUPLICATE" || !failure || failure.reasons.length === 0) return false;
  return failure.reasons.every((reason) => {
    const { code } = reason as { code: string };
    return isWaitedFor({ code }) || (!validToNamed && dates.includes(code));
  });
}
