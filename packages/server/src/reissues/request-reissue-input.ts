import { createUnionType, Field, ID, InputType, Int } from "type-graphql";
import { SignatureHash } from "../certificates/signature-hash-type.ts";
import { CsrRejected } from "../csrs/csr-rejected.ts";
import { DomainProofMethod } from "../domains/domain-proof.ts";
import { NotPermitted, SecondPersonRequired } from "../foundation/permission-problems.ts";
import { DateTime } from "../foundation/scalars.ts";
import { OrderNotFound } from "../orders/order-not-found.ts";
import { IdempotencyKeyReused } from "../requests/idempotency.ts";
import { ReissueRequest } from "../requests/reissue-request.ts";
import { ReissueRefused } from "./reissue-refused.ts";

@InputType({
  description:
    "A reissue to ask for. Only orderNumber and csr are needed, on DV orders domainMethod too: everything else has the present certificate's value.",
})
export class RequestReissueInput {
  @Field(() => Int, { description: "Number of the order." }) orderNumber: number;

  @Field(() => String, {
    description:
      "PKCS#10 (RFC 2986): PEM, or base64 of the DER without armour; at most 64 KiB. A new key, made on the server it is for. Names in it are not taken: name them in `dnsNames`.",
  })
  csr: string;

  @Field(() => [String], {
    nullable: true,
    description:
      "All names of the new certificate; they may differ from the present one's. Default: those of the primary certificate. See `previewReissue` for what leaving one out does.",
  })
  dnsNames?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: "One of the names. Default: the present common name if it is among them, else the first.",
  })
  commonName?: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      "Last second of validity. Default: `reissueEligibility.maxValidTo`, computed again when it is issued. A named one that no longer fits is refused, never shortened.",
  })
  validTo?: Date | null;

  @Field(() => SignatureHash, {
    nullable: true,
    description: "One of `reissueEligibility.signatureHashes`. Default: the present certificate's.",
  })
  signatureHash?: SignatureHash | null;

  @Field(() => ID, { nullable: true, description: 'One of `serverPlatforms`, e.g. "nginx". Default: the order\'s.' })
  serverPlatform?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Which server it is for, in your words; at most 200 characters. Not in the certificate.",
  })
  serverName?: string | null;

  @Field(() => DomainProofMethod, {
    nullable: true,
    description:
      "Of DV orders, and needed there: the one method by which every name is proved anew, for this certificate alone. Not for OV and EV orders, which rely on their domains' proofs.",
  })
  domainMethod?: DomainProofMethod | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description:
      "Must be true when a name is left out or changed: everything issued on the order before is then revoked 72 hours after the new certificate is issued.",
  })
  revokeEarlier?: boolean | null;

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
}

export const RequestReissueResult = createUnionType({
  name: "RequestReissueResult",
  description: "The request (approved at once where approval is skipped), or why not.",
  types: () =>
    [
      ReissueRequest,
      OrderNotFound,
      CsrRejected,
      ReissueRefused,
      NotPermitted,
      SecondPersonRequired,
      IdempotencyKeyReused,
    ] as const,
});
