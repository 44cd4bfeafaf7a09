import { createUnionType, Field, ID, InputType, Int } from "type-graphql";
import { SignatureHash } from "../certificates/signature-hash-type.ts";
import { CsrRejected } from "../csrs/csr-rejected.ts";
import { NotPermitted, SecondPersonRequired } from "../foundation/permission-problems.ts";
import { DateTime } from "../foundation/scalars.ts";
import { OrderNotFound } from "../orders/order-not-found.ts";
import { DuplicateRequest } from "../requests/duplicate-request.ts";
import { IdempotencyKeyReused } from "../requests/idempotency.ts";
import { ContentChanged, DuplicateRefused } from "../requests/request-problems.ts";

/** The part of a wish that decides what is in the certificate: looked at beforehand and asked for in the same words. */
@InputType({ description: "What decides on the content of a duplicate." })
export abstract class DuplicateContentInput {
  @Field(() => Int, { description: "Number of the order." }) orderNumber: number;

  @Field(() => String, {
    description:
      "PKCS#10 (RFC 2986): PEM, or base64 of the DER without armour; at most 64 KiB. A new key, made on the server it is for. Names in it never widen the order's.",
  })
  csr: string;

  @Field(() => DateTime, {
    nullable: true,
    description:
      "Last second of validity. Default: the primary certificate's, or `duplicateEligibility.maxValidTo` if that is sooner, computed again at approval; that sooner one moves with every second, so name it where `contentSha256` has to stay. A named one that no longer fits is refused, never shortened.",
  })
  validTo?: Date | null;

  @Field(() => SignatureHash, {
    nullable: true,
    description: "One of `duplicateEligibility.signatureHashes`. Default: the primary certificate's.",
  })
  signatureHash?: SignatureHash | null;

  @Field(() => String, {
    nullable: true,
    description: "One of the names. Default: the primary's common name if it is among them, else the first.",
  })
  commonName?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: "A non-empty subset of the primary certificate's names. Default: all of them.",
  })
  dnsNames?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Which server it is for, in your words; at most 200 characters. Not in the certificate; where the account's key policy is SAME_SERVER it decides whether a key may be used again.",
  })
  serverName?: string | null;
}

@InputType({
  description:
    "A duplicate to ask for. Only orderNumber and csr are needed: everything else has the primary certificate's value, the server platform the order's.",
})
export class RequestDuplicateInput extends DuplicateContentInput {
  @Field(() => ID, { nullable: true, description: 'One of `serverPlatforms`, e.g. "nginx". Default: the order\'s.' })
  serverPlatform?: string | null;

  @Field(() => String, { nullable: true, description: "A remark for the approver; at most 2,000 characters." })
  comments?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description:
      "Approve it at once; only for a role that may approve, and never on EV orders or with two-step approval, which take a second person.",
  })
  skipApproval?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Your name for this wish, unique for you; at most 200 characters. The same key with the same input gives the same request, however often it is sent.",
  })
  idempotencyKey?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "`CertificateContent.sha256` as `previewDuplicate` answered it: if what would be issued is another content by now, nothing is requested, and ContentChanged says what it is.",
  })
  contentSha256?: string | null;
}

export const RequestDuplicateResult = createUnionType({
  name: "RequestDuplicateResult",
  description: "The request (approved at once where approval is skipped), or why not.",
  types: () =>
    [
      DuplicateRequest,
      OrderNotFound,
      CsrRejected,
      DuplicateRefused,
      NotPermitted,
      SecondPersonRequired,
      IdempotencyKeyReused,
      ContentChanged,
    ] as const,
});
