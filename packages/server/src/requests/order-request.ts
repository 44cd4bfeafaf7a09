import { Field, ObjectType } from "type-graphql";
import { ChildEntity, Column } from "typeorm";
import { DomainProofMethod } from "../domains/domain-proof.ts";
import { CertificateRequest } from "./certificate-request.ts";
import { IssuingRequest } from "./issuing-request.ts";

/** It lives here, below the verbs of `placements/`, because deciding on requests returns it. */
@ObjectType("OrderRequest", {
  implements: [IssuingRequest, CertificateRequest],
  description:
    "The request that an order was placed with: for its first certificate. Approved, it waits until everything is proved, and is issued by itself.",
})
@ChildEntity("ORIGINAL")
export class OrderRequest extends IssuingRequest {
  declare kind: "ORIGINAL";

  @Field(() => DomainProofMethod, {
    nullable: true,
    description:
      "Of a DV order: the one method by which every name is proved, for this request alone. Null on OV and EV orders.",
  })
  @Column("text", { name: "domain_method", nullable: true })
  domainMethod: DomainProofMethod | null;
}
