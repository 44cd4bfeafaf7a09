import { duplicateRefusals } from "./duplicate-refusals.ts";
import { originalRefusals } from "./original-refusals.ts";

/** What a request asks for. */
export const RequestKind = { DUPLICATE: "DUPLICATE", REISSUE: "REISSUE", REVOCATION: "REVOCATION" } as const;
export type RequestKind = (typeof RequestKind)[keyof typeof RequestKind];

/** What can be issued today. */
export type IssuanceKind = "ORIGINAL" | "DUPLICATE";

/** The rule that is asked at request, at approval and before signing, by kind. */
export const issuanceRefusals: Record<IssuanceKind, typeof duplicateRefusals> = {
  ORIGINAL: originalRefusals,
  DUPLICATE: duplicateRefusals,
};
