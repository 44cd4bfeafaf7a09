import { createUnionType, Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { SignatureHash } from "../certificates/signature-hash-type.ts";
import { Problem } from "../foundation/problem.ts";
import { DateTime } from "../foundation/scalars.ts";
import { DuplicateRequest } from "../requests/duplicate-request.ts";
import { DuplicateRefused, NotPermitted, SecondPersonRequired } from "../requests/request-problems.ts";
import { CsrRejected } from "./csr-rejected.ts";

@InputType({
  description:
    "A duplicate to ask for. Only orderNumber and csr are needed: everything else has the primary certificate's value, the server platform the order's.",
})
export class RequestDuplicateInput {
  @Field(() => Int, { description: "Number of the order." }) orderNumber: number;

  @Field(() => String, {
    description:
      "PKCS#10 (RFC 2986): PEM, or base64 of the DER without armour; at most 64 KiB. A new key, made on the server it is for. Names in it never widen the order's.",
  })
  csr: string;

  @Field(() => DateTime, {
    nullable: true,
    description:
      "Last second of validity. Default: the primary certificate's, or `duplicateEligibility.maxValidTo` if that is sooner, computed again at approval. A named one that no longer fits is refused, never shortened.",
  })
  validTo?: Date | null;

  @Field(() => SignatureHash, {
    nullable: true,
    description: "One of `duplicateEligibility.signatureHashes`. Default: the primary certificate's.",
  })
  signatureHash?: SignatureHash | null;

  @Field(() => ID, { nullable: true, description: 'One of `serverPlatforms`, e.g. "nginx". Default: the order\'s.' })
  serverPlatform?: string | null;

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
    description: "Which server it is for, in your words; at most 200 characters.",
  })
  serverName?: string | null;
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

@ObjectType({ implements: Problem, description: "There is no order of that number that you may see." })
export class OrderNotFound extends Problem {
  constructor(number: number) {
    super(`There is no order ${number} in your account. See the list of orders for yours.`);
  }
}

@ObjectType({
  implements: Problem,
  description: "The idempotency key was used before, with another input. Nothing was done.",
})
export class IdempotencyKeyReused extends Problem {
  constructor() {
    super("You used this idempotencyKey before, with another input. Take a new key for a new request.");
  }
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
    ] as const,
});
