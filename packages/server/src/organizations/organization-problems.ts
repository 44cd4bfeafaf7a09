import {
  OrganizationRefusalCode,
  organizationRefusalWords,
  type OrganizationRefusal as Refusal,
} from "@duplicert/shared/organization-refusal";
import { Field, ObjectType, registerEnumType } from "type-graphql";
import { NotPermitted } from "../foundation/permission-problems.ts";
import { Problem } from "../foundation/problem.ts";

registerEnumType(OrganizationRefusalCode, {
  name: "OrganizationRefusalCode",
  description: "Why details of an organization cannot be kept so, or cannot be verified yet.",
  valuesConfig: {
    FIELD_MISSING: { description: "The field is empty, and is needed." },
    FIELD_TOO_LONG: { description: "Longer than a certificate holds (RFC 5280 appendix A.1)." },
    CHARACTER_NOT_ALLOWED: { description: "A character that a certificate cannot hold there." },
    COUNTRY_UNKNOWN: { description: "No code of ISO 3166-1 alpha-2." },
    BUSINESS_CATEGORY_UNKNOWN: { description: "None of the four of EVG 7.1.4.2.3." },
    EMAIL_MALFORMED: { description: "No e-mail address." },
    PHONE_MALFORMED: { description: "No phone number with + and the country's code." },
    PLACE_MISSING: { description: "Neither city nor state or province (BR 7.1.2.7.4)." },
    CONTACT_MISSING: { description: "No contact with a phone number, which EV needs." },
  },
});

@ObjectType({ description: "One reason why not, and what to do about it." })
export class OrganizationRefusal {
  @Field(() => OrganizationRefusalCode, { description: "The reason, for programs." }) code: OrganizationRefusalCode;
  @Field(() => String, { description: "The field it is about, as the input names it; `contacts` for the contacts." })
  field: string;
  @Field(() => String, { nullable: true, description: "What was found there, or how long it may be." })
  subject: string | null;
  @Field(() => String, { description: "The reason, in English, for people." }) message: string;
  @Field(() => String, { description: "What to do about it." }) remedy: string;

  static of(refusal: Refusal): OrganizationRefusal {
    return Object.assign(new OrganizationRefusal(), { ...refusal, ...organizationRefusalWords(refusal) });
  }
}

@ObjectType({
  implements: Problem,
  description: "Nothing was changed. Every reason is listed, not the first found.",
})
export class OrganizationRefused extends Problem {
  @Field(() => [OrganizationRefusal], { description: "Every reason, each with what to do." })
  readonly reasons: OrganizationRefusal[];

  constructor(refusals: Refusal[]) {
    const reasons = refusals.map((refusal) => OrganizationRefusal.of(refusal));
    super(`Nothing was changed: ${reasons.map(({ message }) => message).join(" ")}`);
    this.reasons = reasons;
  }
}

@ObjectType({ implements: Problem, description: "There is no organization of that id that you may see." })
export class OrganizationNotFound extends Problem {
  constructor() {
    super("There is no organization of that id in your account. See organizations for yours.");
  }
}

@ObjectType({ implements: Problem, description: "There is no contact of that id in your account." })
export class OrganizationContactNotFound extends Problem {
  constructor() {
    super("There is no contact of that id in your account. See the organization for those there are.");
  }
}

/** What the CA's own people are told where an account's people act. */
export function notOfAnAccount(): NotPermitted {
  return new NotPermitted(
    "Validation specialists verify organizations; the people of an account add, change and submit them.",
  );
}
