import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryGeneratedColumn } from "typeorm";
import { DateTime } from "../foundation/scalars.ts";

/** A person who speaks for an organization. A change of who or where takes the verification off (a trigger sees to it). */
@ObjectType({ description: "A person who speaks for an organization, and whether the CA has verified them." })
@Entity("organization_contact")
export class OrganizationContact {
  @Field(() => ID, { description: "Opaque id." })
  @PrimaryGeneratedColumn("uuid")
  id: string;

  @Column("uuid", { name: "account_id" }) accountId: string;
  @Column("uuid", { name: "organization_id" }) organizationId: string;

  @Field(() => String, { description: "Name." })
  @Column("text")
  name: string;

  @Field(() => String, { description: "E-mail address." })
  @Column("text")
  email: string;

  @Field(() => String, { nullable: true, description: "Phone number, with + and the country's code." })
  @Column("text", { nullable: true })
  phone: string | null;

  @Field(() => String, { nullable: true, description: "Title or office, such as “Head of IT”." })
  @Column("text", { nullable: true })
  title: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: "When the CA verified them (EVG 3.2.2.5, 3.2.2.8); null: not, or they were changed since.",
  })
  @Column("timestamptz", { name: "verified_at", nullable: true })
  verifiedAt: Date | null;

  @Column("uuid", { name: "verified_by", nullable: true }) verifiedBy: string | null;
  @Column("uuid", { name: "verification_id", nullable: true }) verificationId: string | null;
  @Column("timestamptz", { name: "changed_at" }) changedAt: Date;
  @Column("timestamptz", { name: "removed_at", nullable: true }) removedAt: Date | null;
}
