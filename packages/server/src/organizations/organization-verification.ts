import type { OrganizationDetails } from "@duplicert/shared/organization-details";
import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryGeneratedColumn } from "typeorm";
import { DateTime } from "../foundation/scalars.ts";
import { OrganizationProofKind } from "./organization-proof.ts";
import { VerificationState } from "./verification-state.ts";

@ObjectType({ description: "Legal details as they were submitted: what is verified, whatever changes meanwhile." })
export class VerifiedDetails implements OrganizationDetails {
  @Field(() => String, { description: "Registered name." }) legalName: string;
  @Field(() => String, { nullable: true, description: "Street address." }) streetAddress: string | null;
  @Field(() => String, { nullable: true, description: "City (L)." }) locality: string | null;
  @Field(() => String, { nullable: true, description: "State or province (ST)." }) stateOrProvince: string | null;
  @Field(() => String, { nullable: true, description: "Postal code." }) postalCode: string | null;
  @Field(() => String, { description: "Country (C), ISO 3166-1 alpha-2." }) country: string;
  @Field(() => String, { nullable: true, description: "Registration number." }) registrationNumber: string | null;
  @Field(() => String, { nullable: true, description: "Business category, for EV." }) businessCategory: string | null;
  @Field(() => String, { nullable: true, description: "Country of incorporation or registration, for EV." })
  jurisdictionCountry: string | null;
}

/** A specialists' case about an organization. What was submitted never changes; it is decided once. */
@ObjectType({
  description:
    "A case in which the CA's validation specialists verify an organization: what was submitted, the evidence, the decision. The account that submitted it sees it, and never decides.",
})
@Entity("organization_verification")
export class OrganizationVerification {
  @Field(() => ID, { description: "Opaque id." })
  @PrimaryGeneratedColumn("uuid")
  id: string;

  @Column("uuid", { name: "account_id" }) accountId: string;
  @Column("uuid", { name: "organization_id" }) organizationId: string;

  @Field(() => OrganizationProofKind, { description: "How thoroughly." })
  @Column("text")
  kind: OrganizationProofKind;

  @Field(() => VerificationState, { description: "Where it stands." })
  @Column("text")
  state: VerificationState;

  @Field(() => VerifiedDetails, { description: "The legal details as they were submitted." })
  @Column("jsonb")
  details: VerifiedDetails;

  @Column("uuid", { name: "submitted_by" }) submittedById: string;

  @Field(() => DateTime, { description: "When it was submitted." })
  @Column("timestamptz", { name: "submitted_at" })
  submittedAt: Date;

  @Column("uuid", { name: "collected_by", nullable: true }) collectedById: string | null;

  @Field(() => DateTime, { nullable: true, description: "When the collection of evidence was completed." })
  @Column("timestamptz", { name: "collected_at", nullable: true })
  collectedAt: Date | null;

  @Column("uuid", { name: "decided_by", nullable: true }) decidedById: string | null;

  @Field(() => DateTime, { nullable: true, description: "When it was validated, declined or canceled." })
  @Column("timestamptz", { name: "decided_at", nullable: true })
  decidedAt: Date | null;

  @Field(() => String, {
    nullable: true,
    description: "Why it was declined or canceled; what was noted when it was validated.",
  })
  @Column("text", { nullable: true })
  reason: string | null;

  @Column("uuid", { name: "proof_id", nullable: true }) proofId: string | null;
}
