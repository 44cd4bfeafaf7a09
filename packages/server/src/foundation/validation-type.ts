import { ValidationStatus } from "@duplicert/shared/validation";
import { Field, ObjectType, registerEnumType } from "type-graphql";
import { DateTime } from "./scalars.ts";

registerEnumType(ValidationStatus, {
  name: "ValidationStatus",
  description: "Whether proof stands, as of now. Derived from proofs, never typed in.",
  valuesConfig: {
    VALIDATED: { description: "A proof stands and may be relied on." },
    PENDING: { description: "There is no proof that counts: none was completed, or what there was has been voided." },
    EXPIRED: { description: "The latest proof is older than it may be relied on." },
  },
});

@ObjectType("Validation", {
  description:
    "The state of a domain's or an organization's validation now. The rule for duplicates reads the same value.",
})
export class ValidationType {
  @Field(() => ValidationStatus, { description: "Whether proof stands." }) status: ValidationStatus;
  @Field(() => DateTime, { nullable: true, description: "When the proof it rests on was completed; null without one." })
  validFrom: Date | null;
  @Field(() => DateTime, {
    nullable: true,
    description:
      "Until when that proof may be relied on, or since when it may no more (exclusive; BR 4.2.1, one day inside the limit, by the day of use).",
  })
  validUntil: Date | null;
}
