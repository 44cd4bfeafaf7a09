/** What is stored about a request. */
export const RequestState = {
  SUBMITTED: "SUBMITTED",
  PENDING: "PENDING",
  APPROVED: "APPROVED",
  REJECTED: "REJECTED",
  CANCELED: "CANCELED",
} as const;
export type RequestState = (typeof RequestState)[keyof typeof RequestState];

/** How far the issuance of an approved request has come. */
export const IssuanceState = { READY: "READY", ISSUED: "ISSUED", FAILED: "FAILED" } as const;
export type IssuanceState = (typeof IssuanceState)[keyof typeof IssuanceState];

/** What a request reads as: its state, and once approved, what became of its issuance. */
export const RequestStatus = {
  SUBMITTED: "SUBMITTED",
  PENDING: "PENDING",
  APPROVED: "APPROVED",
  ISSUED: "ISSUED",
  REJECTED: "REJECTED",
  CANCELED: "CANCELED",
  FAILED: "FAILED",
} as const;
export type RequestStatus = (typeof RequestStatus)[keyof typeof RequestStatus];

/** The status people see; an approved request is being issued until its issuance says otherwise. */
export function requestStatus(state: RequestState, issuance: IssuanceState | null): RequestStatus {
  if (state !== RequestState.APPROVED) return state;
  return issuance === null || issuance === IssuanceState.READY ? RequestStatus.APPROVED : issuance;
}

/** Which status may follow which. A failed request can be retried (APPROVED again) or canceled; three are final. */
export const mayFollow: Record<RequestStatus, readonly RequestStatus[]> = {
  SUBMITTED: ["PENDING", "APPROVED", "REJECTED", "CANCELED"],
  PENDING: ["APPROVED", "REJECTED", "CANCELED"],
  APPROVED: ["ISSUED", "FAILED"],
  FAILED: ["APPROVED", "CANCELED"],
  ISSUED: [],
  REJECTED: [],
  CANCELED: [],
};
