import { isSpecialist } from "@duplicert/shared/roles";
import {
  type VerificationRefusal as Refusal,
  VerificationRefusalCode,
  VerificationSubject,
  verificationRefusalWords,
} from "@duplicert/shared/verification-refusal";
import { Field, ObjectType, registerEnumType } from "type-graphql";
import type { Viewer } from "../foundation/context.ts";
import { NotPermitted } from "../foundation/permission-problems.ts";
import { Problem } from "../foundation/problem.ts";
import { VerificationState } from "./verification-state.ts";

registerEnumType(VerificationRefusalCode, {
  name: "VerificationRefusalCode",
  description: "Why evidence cannot be taken, or a verification not be brought to its end.",
  valuesConfig: {
    SUBJECT_OUTSTANDING: { description: "Nothing shows it yet; `subject` says what." },
    COLLECTION_NOT_COMPLETE: { description: "For EV, one specialist completes the collection and another decides." },
    DETAILS_CHANGED: { description: "The organization's legal details are no longer those submitted." },
    SUBJECTS_MISSING: { description: "It is not said what the evidence shows." },
    KIND_DOES_NOT_SHOW: { description: "Evidence of that kind does not show that subject." },
    REFERENCE_MISSING: { description: "It is not said where the evidence can be found again." },
    CONTACT_MISSING: { description: "It is not said which contact was verified." },
    CONTACT_UNKNOWN: { description: "No contact of that organization." },
    DOCUMENT_MISSING: { description: "Evidence of the kind DOCUMENT without one." },
    DOCUMENT_UNREADABLE: { description: "Not base64, empty, or not what its media type says." },
    DOCUMENT_TOO_LARGE: { description: "More than 2 MiB." },
    DOCUMENT_TYPE_NOT_ALLOWED: { description: "Neither PDF, PNG nor JPEG." },
  },
});

@ObjectType({ description: "One reason why not, and what to do about it." })
export class VerificationRefusal {
  @Field(() => VerificationRefusalCode, { description: "The reason, for programs." }) code: VerificationRefusalCode;
  @Field(() => VerificationSubject, { nullable: true, description: "What of the organization it is about." })
  subject: VerificationSubject | null;
  @Field(() => String, { description: "The reason, in English, for people." }) message: string;
  @Field(() => String, { description: "What to do about it." }) remedy: string;
}

@ObjectType({ implements: Problem, description: "Nothing was changed. Every reason is listed, not the first found." })
export class VerificationRefused extends Problem {
  @Field(() => [VerificationRefusal], { description: "Every reason, each with what to do." })
  readonly reasons: VerificationRefusal[];

  constructor(refusals: Refusal[]) {
    const reasons = refusals.map((refusal) =>
      Object.assign(new VerificationRefusal(), { ...refusal, ...verificationRefusalWords(refusal) }),
    );
    super(`Nothing was changed: ${reasons.map(({ message }) => message).join(" ")}`);
    this.reasons = reasons;
  }
}

@ObjectType({ implements: Problem, description: "There is no verification of that id that you may see." })
export class VerificationNotFound extends Problem {
  constructor() {
    super("There is no verification of that id. See verifications for those you may see.");
  }
}

@ObjectType({ implements: Problem, description: "The verification has been decided or canceled already." })
export class VerificationNotOpen extends Problem {
  @Field(() => VerificationState, { description: "Where it stands." }) readonly state: VerificationState;

  constructor(state: VerificationState) {
    super(`The verification is ${state}: this needs one that is open. Nothing was changed.`);
    this.state = state;
  }
}

/** Why this person may not do what specialists do; null when they are one. */
export function specialistProblem({ role }: Pick<Viewer, "role">): NotPermitted | null {
  return isSpecialist(role)
    ? null
    : new NotPermitted(
        "Only the certificate authority's validation specialists verify organizations, never an account's own people.",
      );
}
