import type { SubscriberReason } from "@duplicert/shared/revocation-reason";
import { Field, ObjectType } from "type-graphql";
import { ChildEntity, Column } from "typeorm";
import { RevocationReason } from "../certificates/revocation-reason-type.ts";
import { CertificateRequest } from "./certificate-request.ts";

/** It lives here, below the verbs of `revocations/`, because deciding on requests returns it. */
@ObjectType("RevocationRequest", {
  implements: CertificateRequest,
  description:
    "A request to revoke one certificate, or a whole order with everything on it. APPROVED means it was carried out: for good.",
})
@ChildEntity("REVOCATION")
export class RevocationRequest extends CertificateRequest {
  declare kind: "REVOCATION";

  /** null: the whole order. */
  @Column("uuid", { name: "certificate_id", nullable: true }) certificateId: string | null;

  @Field(() => RevocationReason, { description: "Why, as the CRL will say it." })
  @Column("text")
  reason: SubscriberReason;

  @Field(() => Boolean, { description: "Whether the order is to be revoked with everything on it." })
  wholeOrder(): boolean {
    return this.certificateId === null;
  }
}
