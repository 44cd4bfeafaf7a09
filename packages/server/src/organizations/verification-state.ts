import { registerEnumType } from "type-graphql";

export const VerificationState = {
  SUBMITTED: "SUBMITTED",
  COLLECTED: "COLLECTED",
  VALIDATED: "VALIDATED",
  DECLINED: "DECLINED",
  CANCELED: "CANCELED",
} as const;
export type VerificationState = (typeof VerificationState)[keyof typeof VerificationState];
registerEnumType(VerificationState, {
  name: "VerificationState",
  description: "Where the verification of an organization stands.",
  valuesConfig: {
    SUBMITTED: { description: "A specialist collects evidence." },
    COLLECTED: { description: "The evidence is complete; it waits for the decision: for EV, another specialist's." },
    VALIDATED: { description: "It ended in a proof." },
    DECLINED: { description: "A specialist declined it, with a reason. It may be submitted again." },
    CANCELED: { description: "Somebody of the account canceled it, or changed the legal details meanwhile." },
  },
});

/** The states in which something is still to be done. */
export const openStates: readonly VerificationState[] = ["SUBMITTED", "COLLECTED"];
