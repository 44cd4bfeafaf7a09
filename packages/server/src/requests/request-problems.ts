import { DuplicateRefusalCode, type DuplicateRefusal as Refusal } from "@duplicert/shared/duplicate-refusals";
import type { IssuanceKind } from "@duplicert/shared/issuance-refusals";
import { RequestStatus } from "@duplicert/shared/request-status";
import { refusalWordsOf } from "@duplicert/shared/waiting-words";
import { Field, ObjectType, registerEnumType } from "type-graphql";
import { CertificateContent } from "../certificates/certificate-content.ts";
import { NotPermitted } from "../foundation/permission-problems.ts";
import { Problem } from "../foundation/problem.ts";

registerEnumType(DuplicateRefusalCode, {
  name: "DuplicateRefusalCode",
  description: "Why an order may not have a duplicate or another certificate, or not that one.",
  valuesConfig: {
    DUPLICATES_NOT_ALLOWED: { description: "A DV order: its validation serves one certificate only. Reissue instead." },
    ORDER_NOT_ISSUED: { description: "The order has not been issued, or was rejected or canceled." },
    ORDER_EXPIRED: { description: "The order is past its end: renew it." },
    ORDER_REVOKED: { description: "The order was revoked." },
    DOMAIN_VALIDATION_INCOMPLETE: { description: "A domain on the order has no proof that counts." },
    DOMAIN_VALIDATION_EXPIRED: { description: "A domain's proof is older than it may be relied on (BR 4.2.1)." },
    ORGANIZATION_VALIDATION_INCOMPLETE: { description: "The organization has no proof that counts." },
    ORGANIZATION_VALIDATION_EXPIRED: {
      description: "The organization's proof is older than it may be relied on (BR 4.2.1).",
    },
    NAME_NOT_ALLOWED: { description: "A name that is not on the primary certificate: reissue with it first." },
    VALIDITY_EXCEEDS_ORDER: { description: "The expiry asked for is after the end of the order." },
    VALIDITY_EXCEEDS_MAXIMUM: {
      description: "The expiry asked for is later than a certificate may last that is issued now (BR 6.3.2).",
    },
    VALIDITY_IN_THE_PAST: { description: "The expiry asked for is not in the future." },
    SIGNATURE_HASH_NOT_ALLOWED: { description: "The order's issuing CA may not sign with that hash." },
    CERTIFICATE_EXPIRED: { description: "The certificate to be duplicated has expired: reissue it." },
    CERTIFICATE_REVOKED: { description: "The certificate to be duplicated is revoked." },
    ISSUER_CANNOT_DUPLICATE: { description: "The CA that issued the certificate cannot issue another here." },
    KEY_COMPROMISED: {
      description: "The key of a waiting request became known as compromised or weak (BR 6.1.1.3).",
    },
    CAA_FORBIDS: {
      description:
        "Before signing: a CAA record of the domain does not let this CA issue (RFC 8659). The subject is the name, the record, and the record that would permit it, with | between.",
    },
  },
});

@ObjectType({ description: "One reason why not, and what to do about it." })
export class DuplicateRefusal {
  @Field(() => DuplicateRefusalCode, { description: "The reason, for programs." }) code: DuplicateRefusalCode;
  @Field(() => String, { description: "The reason, in English, for people." }) message: string;
  @Field(() => String, { nullable: true, description: "What to do about it." }) remedy: string | null;
  @Field(() => String, {
    nullable: true,
    description: "What it is about: a name, the organization, an instant (ISO 8601), a hash.",
  })
  subject: string | null;
  @Field(() => String, {
    nullable: true,
    description: "Where in the application it is completed: a path relative to its address.",
  })
  url: string | null;

  static of(refusal: Refusal, kind: IssuanceKind = "DUPLICATE"): DuplicateRefusal {
    const { code, subject, path } = refusal;
    return Object.assign(new DuplicateRefusal(), { code, subject, url: path, ...refusalWordsOf(kind)(refusal) });
  }
}

@ObjectType({
  implements: Problem,
  description: "The order may not have that certificate now. Every reason is listed, not the first found.",
})
export class DuplicateRefused extends Problem {
  @Field(() => [DuplicateRefusal], { description: "Every reason, each with what to do." })
  readonly reasons: DuplicateRefusal[];

  constructor(refusals: Refusal[], kind: IssuanceKind = "DUPLICATE") {
    const reasons = refusals.map((refusal) => DuplicateRefusal.of(refusal, kind));
    const what = kind === "DUPLICATE" ? "duplicate" : "certificate";
    super(`This order may not have that ${what}: ${reasons.map(({ message }) => message).join(" ")}`);
    this.reasons = reasons;
  }
}

@ObjectType({
  implements: Problem,
  description:
    "The content is not the one you were shown: the order, its organization, its CA or the latest expiry changed meanwhile. Nothing was done. Look at `content`, and send its `sha256` if that is right too.",
})
export class ContentChanged extends Problem {
  @Field(() => CertificateContent, { description: "What would be issued now." }) readonly content: CertificateContent;

  constructor(content: CertificateContent) {
    super(
      "What would be issued is not what you were shown: something changed meanwhile. Look at the content as it is now, and send its sha256 if that is right too.",
    );
    this.content = content;
  }
}

@ObjectType({ implements: Problem, description: "There is no request of that id in your account." })
export class RequestNotFound extends Problem {
  constructor() {
    super("There is no request of that id. See certificateRequests for yours.");
  }
}

@ObjectType({
  implements: Problem,
  description: "The request has been decided already, or is in another state than this needs.",
})
export class RequestNotOpen extends Problem {
  @Field(() => RequestStatus, { description: "Where the request stands." }) readonly status: RequestStatus;

  constructor(status: RequestStatus, needed: string) {
    super(`The request is ${status}; this needs one that is ${needed}. Nothing was changed.`);
    this.status = status;
  }
}

export function notAnApprover(): NotPermitted {
  return new NotPermitted("Only administrators and managers decide on requests. Ask one of them.");
}
