import { DomainCheckCode, domainCheckWords } from "@duplicert/shared/domain-check";
import { Field, ObjectType, registerEnumType } from "type-graphql";
import { DateTime, JSONObject } from "../foundation/scalars.ts";

registerEnumType(DomainCheckCode, {
  name: "DomainCheckCode",
  description: "What was found when it was looked whether a challenge is met.",
  valuesConfig: {
    VALUE_FOUND: { description: "The value is there." },
    CONTACT_FOUND: { description: "A TXT record with an e-mail address to ask (BR A.2.1); in `findings` alone." },
    RECORD_MISSING: { description: "No such record." },
    VALUE_WRONG: { description: "Something is there, and it is not the value." },
    VALUE_STALE: { description: "The value of an earlier challenge of this domain." },
    TARGET_WRONG: { description: "The CNAME record points elsewhere." },
    DNS_FAILED: { description: "The name servers gave no usable answer." },
    DNS_TIMEOUT: { description: "The name servers gave no answer in time." },
    DNSSEC_BOGUS: { description: "The answer's DNSSEC signatures are wrong." },
    CHAIN_TOO_LONG: { description: "Too many aliases one after another, or a circle." },
    NO_ADDRESS: { description: "The name has no address, so no web server." },
    ADDRESS_FORBIDDEN: { description: "The address is not of the public internet." },
    CONNECTION_FAILED: { description: "No connection to the web server." },
    HTTP_TIMEOUT: { description: "The web server did not answer in time." },
    HTTP_STATUS: { description: "The web server answered with another status than 200." },
    REDIRECT_REFUSED: { description: "A redirect that is not followed." },
    TOO_LARGE: { description: "The file is much larger than the value." },
    NOT_CORROBORATED: { description: "Seen by us, but not from other places on the network (BR 3.2.2.9)." },
    NO_MAIL_EXCHANGER: { description: "The domain takes no mail." },
    NO_CONTACT_ADDRESS: { description: "No TXT record with an e-mail address (BR A.2.1)." },
    MAIL_LIMIT: { description: "Too many mails about this domain in 24 hours." },
    MAIL_NOT_SENT: { description: "The mail server took no mail." },
    MAIL_SENT: { description: "Mail was sent and waits for an answer." },
    MAIL_APPROVED: { description: "The domain's contact approved." },
    MAIL_DECLINED: { description: "The domain's contact declined." },
    VALUE_EXPIRED: { description: "The value is older than 30 days." },
  },
});

/** What one place on the network saw; `evidence` is plain JSON. */
export interface Finding {
  perspective: string;
  code: DomainCheckCode;
  seen: string | null;
  evidence: object;
}

/** The result of a look, as the row of a challenge keeps it. */
export interface CheckResult {
  code: DomainCheckCode;
  /** The name, address or domain that was looked at. */
  where: string;
  seen: string | null;
  /** ISO 8601. */
  at: string;
  findings: Finding[];
}

@ObjectType({ description: "What one place on the network saw." })
export class DomainFinding {
  @Field(() => String, { description: "From where it was looked." }) perspective: string;
  @Field(() => DomainCheckCode, { description: "What was found, for programs." }) code: DomainCheckCode;
  @Field(() => String, { description: "What was found, in English." }) message: string;
  @Field(() => JSONObject, {
    description: "What was seen: the resolver and its answer with aliases and DNSSEC, or addresses, status and bytes.",
  })
  evidence: object;
}

@ObjectType({ description: "What the last look at a challenge found." })
export class DomainCheck {
  @Field(() => DomainCheckCode, { description: "What was found, for programs." }) code: DomainCheckCode;
  @Field(() => String, { description: "What was found, in English, for people." }) message: string;
  @Field(() => String, { nullable: true, description: "What to do about it; null when nothing." })
  remedy: string | null;
  @Field(() => String, { description: "Where it was looked: a name, an address, a domain." }) where: string;
  @Field(() => String, {
    nullable: true,
    description:
      "What was seen, in short: the value or another, a status, an address, mailboxes; null when nothing was.",
  })
  seen: string | null;
  @Field(() => DateTime, { description: "When it was looked." }) at: Date;
  @Field(() => [DomainFinding], { description: "What each place on the network saw, ours first." })
  findings: DomainFinding[];

  static of({ code, where, seen, at, findings }: CheckResult): DomainCheck {
    return Object.assign(new DomainCheck(), {
      ...{ code, where, seen, at: new Date(at) },
      ...domainCheckWords({ code, where, seen }),
      findings: findings.map((one) =>
        Object.assign(new DomainFinding(), { ...one, message: domainCheckWords({ ...one, where }).message }),
      ),
    });
  }
}
