import { duplicateRefusals } from "./duplicate-refusals.ts";
import { originalRefusals } from "./original-refusals.ts";
import { reissueRefusals } from "./reissue-refusals.ts";

/** What a request asks for: an order's first certificate, one in its place, one beside it, or that some be revoked. */
export const RequestKind = {
  ORIGINAL: "ORIGINAL",
  REISSUE: "REISSUE",
  DUPLICATE: "DUPLICATE",
  REVOCATION: "REVOCATION",
} as const;
export type RequestKind = (typeof RequestKind)[keyof typeof RequestKind];

/** What can be issued. */
export type IssuanceKind = Exclude<RequestKind, "REVOCATION">;

/** The rule that is asked at request, at approval and before signing, by kind. */
export const issuanceRefusals: Record<IssuanceKind, typeof duplicateRefusals> = {
  ORIGINAL: originalRefusals,
  REISSUE: reissueRefusals,
  DUPLICATE: duplicateRefusals,
};
