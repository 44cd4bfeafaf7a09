import {
  type ReissueRefusal as Refusal,
  ReissueRefusalCode,
  reissueRefusalWords,
} from "@duplicert/shared/reissue-request-refusal";
import { Field, ObjectType, registerEnumType } from "type-graphql";
import { Problem } from "../foundation/problem.ts";

registerEnumType(ReissueRefusalCode, {
  name: "ReissueRefusalCode",
  description: "Why an order may not be asked for a reissue, or not for that one. What is unproved is no reason.",
  valuesConfig: {
    ORDER_NOT_ISSUED: { description: "The order has not been issued, or was rejected or canceled." },
    ORDER_EXPIRED: { description: "The order is past its end: renew it." },
    ORDER_REVOKED: { description: "The order was revoked." },
    REISSUE_PENDING: { description: "A reissue of it waits already, or has failed: complete or cancel that first." },
    ISSUER_CANNOT_DUPLICATE: { description: "No CA can issue for this order here." },
    NAME_NOT_ALLOWED: { description: "Not a public DNS name, or not one for the product of this order." },
    COMMON_NAME_NOT_AMONG_NAMES: { description: "The common name is not among the names (BR 7.1.4.3)." },
    DOMAIN_METHOD_NEEDED: { description: "A DV order: every name is proved anew, all by one method." },
    DOMAIN_METHOD_ONLY_FOR_DV: { description: "Not a DV order: its domains are proved each by itself." },
    WILDCARD_BY_FILE: { description: "A file proves an exact name only (BR 3.2.2.4.18)." },
    REVOCATION_NOT_CONFIRMED: {
      description:
        "Names are left out or changed, so earlier certificates would be revoked, and `revokeEarlier` is not true.",
    },
    VALIDITY_EXCEEDS_ORDER: { description: "The expiry asked for is after the end of the order." },
    VALIDITY_EXCEEDS_MAXIMUM: {
      description: "The expiry asked for is later than a certificate may last that is issued now (BR 6.3.2).",
    },
    VALIDITY_IN_THE_PAST: { description: "The expiry asked for is not in the future." },
    SIGNATURE_HASH_NOT_ALLOWED: { description: "The order's issuing CA may not sign with that hash." },
  },
});

@ObjectType({ description: "One reason why an order is not reissued, and what to do about it." })
export class ReissueRefusal {
  @Field(() => ReissueRefusalCode, { description: "The reason, for programs." }) code: ReissueRefusalCode;
  @Field(() => String, { description: "The reason, in English, for people." }) message: string;
  @Field(() => String, { nullable: true, description: "What to do about it." }) remedy: string | null;
  @Field(() => String, {
    nullable: true,
    description: "What it is about: a name, an instant (ISO 8601), a hash, serial numbers, a request's id.",
  })
  subject: string | null;
  @Field(() => String, {
    nullable: true,
    description: "Where in the application to look: a path relative to its address.",
  })
  url: string | null;

  static of(refusal: Refusal): ReissueRefusal {
    const { code, subject, path } = refusal;
    return Object.assign(new ReissueRefusal(), { code, subject, url: path, ...reissueRefusalWords(refusal) });
  }
}

@ObjectType({
  implements: Problem,
  description: "The order may not be reissued, or not so. Every reason is listed, not the first found.",
})
export class ReissueRefused extends Problem {
  @Field(() => [ReissueRefusal], { description: "Every reason, each with what to do." })
  readonly reasons: ReissueRefusal[];

  constructor(reasons: Refusal[]) {
    super(`This order may not be reissued so: ${reasons.map((one) => reissueRefusalWords(one).message).join(" ")}`);
    this.reasons = reasons.map((reason) => ReissueRefusal.of(reason));
  }
}
