import type { RequestKind } from "@duplicert/shared/issuance-refusals";
import { type RequestState, RequestStatus, requestStatus } from "@duplicert/shared/request-status";
import { Field, ID, InterfaceType, registerEnumType } from "type-graphql";
import { Column, Entity, PrimaryGeneratedColumn, TableInheritance } from "typeorm";
import type { Issuance } from "../certificates/issuance.ts";
import { rowsById } from "../foundation/loads.ts";
import { DateTime } from "../foundation/scalars.ts";

registerEnumType(RequestStatus, {
  name: "RequestStatus",
  description: "Where a request stands. ISSUED, REJECTED and CANCELED are final.",
  valuesConfig: {
    SUBMITTED: { description: "Waits for its first decision." },
    PENDING: { description: "Approved once; waits for a second approver (two-step approval only)." },
    APPROVED: {
      description:
        "Is being issued, or waits for what is unproved (`waitsFor` of an OrderRequest or a ReissueRequest). Of a request to revoke: carried out, which is final.",
    },
    ISSUED: { description: "Issued: see `certificate`." },
    REJECTED: { description: "Rejected; the reason is the decision's comment. Its key may be used again." },
    CANCELED: { description: "Withdrawn. Its key may be used again unless something may have been signed." },
    FAILED: {
      description: "Approved, and could not be issued: see `failure`. An approver may retry it, or it may be canceled.",
    },
  },
});

/** One table for requests of every kind; a request itself never changes (a trigger sees to it). */
@InterfaceType("CertificateRequest", {
  description:
    "A person's or script's wish for a certificate or for a revocation, who decided on it, and what became of it. The request itself never changes.",
})
@Entity("certificate_request")
@TableInheritance({ column: { name: "kind", type: "text" } })
export abstract class CertificateRequest {
  @Field(() => ID, {
    description: "Opaque id. Of a request to issue, it leads to exactly one certificate, for ever, once issued.",
  })
  @PrimaryGeneratedColumn("uuid")
  id: string;

  @Column("uuid", { name: "account_id" }) accountId: string;
  @Column("text") kind: RequestKind;
  @Column("uuid", { name: "order_id" }) orderId: string;

  @Field(() => String, { nullable: true, description: "What the requester wrote for the approver." })
  @Column("text", { nullable: true })
  comments: string | null;

  @Column({ type: "uuid", name: "requested_by" }) requestedById: string;

  @Field(() => DateTime, { description: "When it was submitted." })
  @Column("timestamptz", { name: "requested_at" })
  requestedAt: Date;

  @Column("text", { name: "idempotency_key", nullable: true }) idempotencyKey: string | null;
  @Column("text", { name: "input_sha256" }) inputSha256: string;
  @Column("text") state: RequestState;
  @Column("uuid", { name: "issuance_id", nullable: true }) issuanceId: string | null;
}

export const requestsById = rowsById<CertificateRequest>(() => CertificateRequest);

/** What became of a request: APPROVED, ISSUED and FAILED are read from its issuance. */
export function statusOfRequest(request: CertificateRequest, issuance: Issuance | null): RequestStatus {
  return requestStatus(request.state, issuance?.state ?? null);
}
