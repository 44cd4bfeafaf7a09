import { organizationValidation, type ProofFacts, type Validation } from "@duplicert/shared/validation";
import { proofValidUntil } from "@duplicert/shared/validity";
import { Field, FieldResolver, ID, ObjectType, Resolver, Root, registerEnumType } from "type-graphql";
import { Column, Entity, PrimaryGeneratedColumn } from "typeorm";
import { DateTime, JSONObject } from "../foundation/scalars.ts";
import { rowsOfOrganization } from "./visible-organizations.ts";

export const OrganizationProofKind = { OV: "OV", EV: "EV" } as const;
export type OrganizationProofKind = (typeof OrganizationProofKind)[keyof typeof OrganizationProofKind];
registerEnumType(OrganizationProofKind, {
  name: "OrganizationProofKind",
  description: "How thoroughly an organization was verified.",
  valuesConfig: {
    OV: { description: "Organization validation (BR 3.2.2.1)." },
    EV: { description: "Extended validation (EVG 3.2.2): one person collects, another checks. Serves OV orders too." },
  },
});

/** What was verified of an organization, when and on what evidence. Status and date are derived from these rows. */
@ObjectType({
  description:
    "One completed verification of an organization, with its evidence. Never edited; voided when legal details change.",
})
@Entity("organization_proof")
export class OrganizationProof {
  @Field(() => ID, { description: "Opaque id; an issuance records the ids of the proofs it relied on." })
  @PrimaryGeneratedColumn("uuid")
  id: string;

  @Column("uuid", { name: "account_id" }) accountId: string;
  @Column("uuid", { name: "organization_id" }) organizationId: string;

  @Field(() => OrganizationProofKind, { description: "OV or EV." })
  @Column("text")
  kind: OrganizationProofKind;

  @Field(() => DateTime, {
    description:
      "When the verification was completed; of EV when the oldest evidence it needs was collected (EVG 3.2.2.14.3).",
  })
  @Column("timestamptz", { name: "obtained_at" })
  obtainedAt: Date;

  @Column("text", { name: "collected_by" }) collectedBy: string;
  @Column("text", { name: "checked_by", nullable: true }) checkedBy: string | null;

  @Field(() => JSONObject, { description: "What was seen: registry reference, call, documents." })
  @Column("jsonb")
  evidence: object;

  @Field(() => DateTime, {
    nullable: true,
    description: "Since when it counts no more because legal details changed; null while it stands.",
  })
  @Column("timestamptz", { name: "voided_at", nullable: true })
  voidedAt: Date | null;
}

export const proofsOfOrganization = rowsOfOrganization<OrganizationProof>(() => OrganizationProof, {
  obtainedAt: "DESC",
  id: "ASC",
});

function organizationProofFacts(proof: OrganizationProof): ProofFacts {
  return {
    id: proof.id,
    kind: `ORGANIZATION_${proof.kind}`,
    scope: null,
    obtainedAt: proof.obtainedAt,
    voidedAt: proof.voidedAt,
  };
}

/** The organization's validation at `now`, derived from its proofs. */
export function validationOfOrganization(
  kind: OrganizationProofKind,
  proofs: OrganizationProof[],
  now: Date,
): Validation {
  return organizationValidation(kind, proofs.map(organizationProofFacts), now);
}

@Resolver(() => OrganizationProof)
export class OrganizationProofResolver {
  @FieldResolver(() => DateTime, {
    description:
      "Until when it may be relied on (exclusive): 397 days, one inside the limit of BR 4.2.1 and EVG 3.2.2.14.3.",
  })
  validUntil(@Root() proof: OrganizationProof): Date {
    return proofValidUntil(`ORGANIZATION_${proof.kind}`, proof.obtainedAt);
  }
}
