import {
  DomainNameRefusalCode,
  domainNameRefusalWords,
  type DomainNameRefusal as NameRefusal,
} from "@duplicert/shared/domain-name-refusals";
import {
  DomainValidationRefusalCode,
  domainValidationRefusalWords,
  type DomainValidationRefusal as ValidationRefusal,
} from "@duplicert/shared/domain-validation-refusals";
import { isSpecialist } from "@duplicert/shared/roles";
import { Field, ObjectType, registerEnumType } from "type-graphql";
import type { Viewer } from "../foundation/context.ts";
import { NotPermitted } from "../foundation/permission-problems.ts";
import { Problem } from "../foundation/problem.ts";
import { DomainChallengeState } from "./domain-challenge.ts";

registerEnumType(DomainNameRefusalCode, {
  name: "DomainNameRefusalCode",
  description: "Why something is no domain that could be proved.",
  valuesConfig: {
    NOT_A_DNS_NAME: { description: "It is no DNS name." },
    WILDCARD: { description: "It is a wildcard: add the domain below the asterisk." },
    NAME_TOO_LONG: { description: "No record to prove it has room in front of it." },
    RESERVED_NAME: { description: "It is no name of the public internet (BR 4.2.2, RFC 6761)." },
    UNKNOWN_TOP_LEVEL_DOMAIN: { description: "There is no such top-level domain." },
    PUBLIC_SUFFIX: { description: "Everybody registers names under it." },
  },
});

registerEnumType(DomainValidationRefusalCode, {
  name: "DomainValidationRefusalCode",
  description: "Why a domain may not be validated so.",
  valuesConfig: {
    WILDCARD_BY_FILE: { description: "A file never proves a wildcard (BR 3.2.2.4.18)." },
    NAME_BEYOND_FILE: { description: "A file proves the exact name only (BR 3.2.2.4.18)." },
    NAME_NOT_COVERED: { description: "The domain is not above that name." },
    RECIPIENT_NOT_ALLOWED: { description: "That mailbox does not speak for a domain (BR 3.2.2.4.4)." },
    NO_RECIPIENT: { description: "No mailbox was chosen." },
    TOO_MANY_MAILS: { description: "So many mails were sent in the last 24 hours that no more are." },
  },
});

@ObjectType({ implements: Problem, description: "That is no domain that could be proved." })
export class DomainNameRefused extends Problem {
  @Field(() => DomainNameRefusalCode, { description: "The reason, for programs." })
  readonly code: DomainNameRefusalCode;
  @Field(() => String, { description: "What to do about it." }) readonly remedy: string;

  constructor(refusal: NameRefusal) {
    const { message, remedy } = domainNameRefusalWords(refusal);
    super(message);
    this.code = refusal.code;
    this.remedy = remedy;
  }
}

@ObjectType({ description: "One reason why a domain may not be validated so, and what to do about it." })
export class DomainValidationRefusal {
  @Field(() => DomainValidationRefusalCode, { description: "The reason, for programs." })
  code: DomainValidationRefusalCode;
  @Field(() => String, { description: "The reason, in English, for people." }) message: string;
  @Field(() => String, { description: "What to do about it." }) remedy: string;
  @Field(() => String, { nullable: true, description: "What it is about: a name, a mailbox, how many mails." })
  subject: string | null;
}

@ObjectType({ implements: Problem, description: "The domain may not be validated so. Every reason is listed." })
export class DomainValidationRefused extends Problem {
  @Field(() => [DomainValidationRefusal], { description: "Every reason, each with what to do." })
  readonly reasons: DomainValidationRefusal[];

  constructor(refusals: ValidationRefusal[]) {
    const reasons = refusals.map((refusal) =>
      Object.assign(new DomainValidationRefusal(), {
        ...{ code: refusal.code, subject: refusal.subject },
        ...domainValidationRefusalWords(refusal),
      }),
    );
    super(`Not started: ${reasons.map((reason) => reason.message).join(" ")}`);
    this.reasons = reasons;
  }
}

@ObjectType({ implements: Problem, description: "Your account has no domain of that id." })
export class DomainNotFound extends Problem {
  constructor() {
    super("Your account has no domain of that id. Look it up in `domains`, or add it with `addDomain`.");
  }
}

@ObjectType({ implements: Problem, description: "Your account has no challenge of that id." })
export class ChallengeNotFound extends Problem {
  constructor() {
    super("Your account has no challenge of that id. Look it up in the `challenges` of its domain.");
  }
}

@ObjectType({ implements: Problem, description: "The challenge has ended." })
export class ChallengeNotOpen extends Problem {
  @Field(() => DomainChallengeState, { description: "What became of it." }) readonly state: DomainChallengeState;

  constructor(state: DomainChallengeState) {
    super(`${ends[state]} Start the validation of the domain anew if it is needed.`);
    this.state = state;
  }
}

const ends: Record<DomainChallengeState, string> = {
  OPEN: "The challenge is open.",
  PROVED: "The challenge has been met already: control is proved.",
  REPLACED: "The challenge has been replaced by a later one, and its value counts no more.",
  EXPIRED: "The challenge's value is older than 30 days and counts no more.",
  CANCELED: "The challenge was canceled, or declined by the domain's contact.",
};

/** Whoever checks for the CA has no domains to prove. */
export function customersOnly(viewer: Viewer): NotPermitted | null {
  if (!isSpecialist(viewer.role)) return null;
  return new NotPermitted(
    "Domains are proved by the people of a customer's account; a validation specialist has none.",
  );
}
