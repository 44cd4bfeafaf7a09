import {
  type RevocationRefusal as Refusal,
  RevocationRefusalCode,
  revocationRefusalWords,
} from "@duplicert/shared/revocation-refusal";
import { Field, ObjectType, registerEnumType } from "type-graphql";
import { Problem } from "../foundation/problem.ts";

registerEnumType(RevocationRefusalCode, {
  name: "RevocationRefusalCode",
  description: "Why a certificate or an order may not be revoked, or not so.",
  valuesConfig: {
    CERTIFICATE_REVOKED: { description: "It is revoked already: since when and why is in the message." },
    CERTIFICATE_EXPIRED: { description: "It has expired: nobody relies on it, and CRLs leave it out." },
    ISSUED_ELSEWHERE: { description: "Another CA issued it: only that one revokes it." },
    ORDER_NOT_ISSUED: { description: "The order has not been issued, or was rejected or canceled." },
    ORDER_REVOKED: { description: "The order is revoked already." },
    ORDER_EXPIRED: { description: "The order is past its end, and with it every certificate on it." },
    REVOCATION_REQUESTED: { description: "The same was asked for before, and waits for an approver." },
    REASON_NOT_ALLOWED: { description: "Only the CA revokes for that reason (BR 4.9.1.1, 7.2.2)." },
  },
});

@ObjectType({ description: "One reason why something is not revoked, and what to do about it." })
export class RevocationRefusal {
  @Field(() => RevocationRefusalCode, { description: "The reason, for programs." }) code: RevocationRefusalCode;
  @Field(() => String, { description: "The reason, in English, for people." }) message: string;
  @Field(() => String, { nullable: true, description: "What to do about it." }) remedy: string | null;
  @Field(() => String, {
    nullable: true,
    description: "What it is about: an instant (ISO 8601), an order's status.",
  })
  subject: string | null;
  @Field(() => String, {
    nullable: true,
    description: "Where in the application to look: a path relative to its address.",
  })
  url: string | null;

  static of(refusal: Refusal): RevocationRefusal {
    const { code, subject, path } = refusal;
    return Object.assign(new RevocationRefusal(), { code, subject, url: path, ...revocationRefusalWords(refusal) });
  }
}

@ObjectType({
  implements: Problem,
  description: "It is not revoked, or not so. Every reason is listed, not the first found.",
})
export class RevocationRefused extends Problem {
  @Field(() => [RevocationRefusal], { description: "Every reason, each with what to do." })
  readonly refusals: RevocationRefusal[];

  constructor(refusals: Refusal[]) {
    super(`Not revoked: ${refusals.map((refusal) => revocationRefusalWords(refusal).message).join(" ")}`);
    this.refusals = refusals.map((refusal) => RevocationRefusal.of(refusal));
  }
}
