import { ImportRefusalCode, importRefusalWords, type ImportRefusal as Refusal } from "@duplicert/shared/import-refusal";
import { createUnionType, Field, ID, InputType, ObjectType, registerEnumType } from "type-graphql";
import { NotPermitted } from "../foundation/permission-problems.ts";
import { Problem } from "../foundation/problem.ts";
import { ContactInput } from "../orders/contact-input.ts";
import { Order } from "../orders/order.ts";

registerEnumType(ImportRefusalCode, {
  name: "ImportRefusalCode",
  description: "Why a certificate of another CA is not imported.",
  valuesConfig: {
    UNREADABLE: { description: "No certificate can be read in it." },
    NOT_A_CERTIFICATE: { description: "It is something else: a CSR, a public key, a CRL." },
    PRIVATE_KEY: { description: "There is a private key in it, which is banned at once." },
    TOO_LARGE: { description: "More than 64 KiB of text, 20 certificates or 250 names." },
    NO_LEAF: { description: "CA certificates only." },
    SEVERAL_LEAVES: { description: "Several certificates of servers." },
    CHAIN_BROKEN: { description: "A certificate that was given is not of the chain." },
    NOT_FOR_SERVERS: { description: "Its extended key usage lacks serverAuth." },
    NO_NAMES: { description: "It has no DNS names in its subjectAltName." },
    NAME_NOT_ALLOWED: { description: "A name that is no DNS name of the public internet." },
    SIGNATURE_NOT_ACCEPTED: { description: "Signed by an algorithm that no client accepts, such as SHA-1." },
    EXPIRED: { description: "It is past its end." },
    ALREADY_KNOWN: { description: "It is on an order of the account." },
    ISSUED_HERE: { description: "A CA of ours issued it." },
    KEY_ALREADY_USED: { description: "Another certificate or request of the account has its key (see `keyPolicy`)." },
    KEY_COMPROMISED: { description: "Its key is known to be compromised or weak." },
    CONTACT_NOT_AN_ADDRESS: { description: "A contact's e-mail address is none." },
    TOO_MANY_CONTACTS: { description: "More contacts than an order keeps." },
  },
});

@InputType({ description: "A certificate of another CA, to be watched and downloaded here." })
export class ImportOrderInput {
  @Field(() => String, {
    description:
      "The server's certificate, PEM (or base64 of its DER); certificates of its chain may stand in the same text, in any order, and PKCS#7 (.p7b) as PEM is read too. At most 64 KiB.",
  })
  certificatePem: string;

  @Field(() => String, {
    nullable: true,
    description:
      "The CA certificates above it, with the root or without, in any order; at most 64 KiB. Default: those in `certificatePem`, or none.",
  })
  chainPem?: string | null;

  @Field(() => [ContactInput], {
    nullable: true,
    description: "Whom to write to about it; at most 20. Default: nobody.",
  })
  contacts?: ContactInput[] | null;

  @Field(() => ID, {
    nullable: true,
    description: 'One of `serverPlatforms`, e.g. "nginx"; the order\'s default from then on. Default: "other".',
  })
  serverPlatform?: string | null;
}

@ObjectType({ description: "One reason why a certificate is not imported, and what to do about it." })
export class ImportRefusal {
  @Field(() => ImportRefusalCode, { description: "The reason, for programs." }) code: ImportRefusalCode;
  @Field(() => String, { description: "The reason, in English, for people." }) message: string;
  @Field(() => String, { description: "What to do about it." }) remedy: string;
  @Field(() => String, {
    nullable: true,
    description: "What it is about: a name, a certificate, an instant, an order.",
  })
  subject: string | null;
  @Field(() => String, { nullable: true, description: "What was found, or wanted, instead." })
  found: string | null;
  @Field(() => String, {
    nullable: true,
    description: "Where in the application it leads to: a path relative to its address.",
  })
  url: string | null;

  static of(refusal: Refusal): ImportRefusal {
    const { path, ...reason } = refusal;
    return Object.assign(new ImportRefusal(), { ...reason, url: path, ...importRefusalWords(refusal) });
  }
}

@ObjectType({
  implements: Problem,
  description: "The certificate was not imported. Every reason is listed, not the first found.",
})
export class ImportRefused extends Problem {
  @Field(() => [ImportRefusal], { description: "Every reason, each with what to do." })
  readonly reasons: ImportRefusal[];

  constructor(refusals: Refusal[]) {
    const reasons = refusals.map((refusal) => ImportRefusal.of(refusal));
    super(`The certificate was not imported: ${reasons.map(({ message }) => message).join(" ")}`);
    this.reasons = reasons;
  }
}

export const ImportOrderResult = createUnionType({
  name: "ImportOrderResult",
  description: "The order with the certificate on it, or why not.",
  types: () => [Order, ImportRefused, NotPermitted] as const,
});
