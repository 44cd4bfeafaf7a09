import { Field, ObjectType } from "type-graphql";
import { ChildEntity, Column } from "typeorm";
import { DomainProofMethod } from "../domains/domain-proof.ts";
import { CertificateRequest } from "./certificate-request.ts";
import { IssuingRequest } from "./issuing-request.ts";

/** It lives here, below the verbs of `reissues/`, because deciding on requests returns it. */
@ObjectType("ReissueRequest", {
  implements: [IssuingRequest, CertificateRequest],
  description:
    "A request for a certificate that takes the place of the order's primary one: another key, or other names. Approved, it waits until everything is proved, and is issued by itself.",
})
@ChildEntity("REISSUE")
export class ReissueRequest extends IssuingRequest {
  declare kind: "REISSUE";

  @Field(() => DomainProofMethod, {
    nullable: true,
    description:
      "Of a DV order: the one method by which every name is proved anew, for this request alone. Null on OV and EV orders.",
  })
  @Column("text", { name: "domain_method", nullable: true })
  domainMethod: DomainProofMethod | null;

  @Field(() => Boolean, {
    description:
      "Whether it leaves out or changes a name of the certificates there are: then all of them are revoked 72 hours after it is issued.",
  })
  @Column("boolean", { name: "revokes_earlier" })
  revokesEarlier: boolean;
}
