import { createUnionType, Field, ID, InputType } from "type-graphql";
import { SignatureHash } from "../certificates/signature-hash-type.ts";
import { CsrRejected } from "../csrs/csr-rejected.ts";
import { DomainProofMethod } from "../domains/domain-proof.ts";
import { NotPermitted, SecondPersonRequired } from "../foundation/permission-problems.ts";
import { DateTime } from "../foundation/scalars.ts";
import { ContactInput } from "../orders/contact-input.ts";
import { Order } from "../orders/order.ts";
import { OrganizationNotFound } from "../organizations/organization-problems.ts";
import { IdempotencyKeyReused } from "../requests/idempotency.ts";
import { OrderRefused } from "./order-refused.ts";

@InputType({
  description: "An order to place: for which names, for whom, for how long, with the CSR of its first certificate.",
})
export class PlaceOrderInput {
  @Field(() => ID, { description: 'Key of one of `products`, e.g. "ov_multi_domain".' }) product: string;

  @Field(() => String, {
    description:
      "PKCS#10 (RFC 2986): PEM, or base64 of the DER without armour; at most 64 KiB. A new key, made on the server it is for.",
  })
  csr: string;

  @Field(() => [String], {
    nullable: true,
    description: "The names, as `Product.nameRule` of the product allows. Default: those of the CSR.",
  })
  dnsNames?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: "One of the names. Default: the CSR's if it is among them, else the first.",
  })
  commonName?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "Id of the organization that the certificate names: on OV and EV orders. It need not be validated yet.",
  })
  organizationId?: string | null;

  @Field(() => DomainProofMethod, {
    nullable: true,
    description:
      "On DV orders, and needed there: how every name is proved, for this request alone. A record or file is published at the name itself; mail goes to the nearest domain above it that your account has, else to the registered one.",
  })
  domainMethod?: DomainProofMethod | null;

  @Field(() => [ContactInput], { description: "Whom to write to: at least one of kind CERTIFICATE, at most 20." })
  contacts: ContactInput[];

  @Field(() => DateTime, {
    nullable: true,
    description:
      "End of the order, three years from now at the latest; within it certificates are issued, reissued and duplicated. Default: one year.",
  })
  orderValidTo?: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      "Last second of the first certificate. Default: the end of the order, or as long as a certificate may last on the day it is issued (BR 6.3.2).",
  })
  validTo?: Date | null;

  @Field(() => SignatureHash, { nullable: true, description: "Default: SHA256, or what the CA signs with." })
  signatureHash?: SignatureHash | null;

  @Field(() => ID, {
    nullable: true,
    description: 'One of `serverPlatforms`, e.g. "nginx"; the order\'s default from then on. Default: "other".',
  })
  serverPlatform?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Which server it is for, in your words; at most 200 characters. Not in the certificate.",
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
      "Your name for this wish, unique for you; at most 200 characters. The same key with the same input gives the same order, however often it is sent.",
  })
  idempotencyKey?: string | null;
}

export const PlaceOrderResult = createUnionType({
  name: "PlaceOrderResult",
  description: "The order: NEEDS_APPROVAL, or where approval is skipped PENDING or PROCESSING; or why not.",
  types: () =>
    [
      Order,
      OrderRefused,
      CsrRejected,
      OrganizationNotFound,
      NotPermitted,
      SecondPersonRequired,
      IdempotencyKeyReused,
    ] as const,
});
