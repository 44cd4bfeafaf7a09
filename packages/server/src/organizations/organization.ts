import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryGeneratedColumn } from "typeorm";
import { DateTime } from "../foundation/scalars.ts";

/** A legal entity that certificates name. A change of its details voids its proofs (a trigger sees to it). */
@ObjectType({
  description:
    "A legal entity whose name stands in OV and EV certificates. Changing its legal details cancels its validation.",
})
@Entity("organization")
export class Organization {
  @Field(() => ID, { description: "Opaque id." })
  @PrimaryGeneratedColumn("uuid")
  id: string;

  @Column("uuid", { name: "account_id" }) accountId: string;

  @Field(() => String, { description: "Registered name, as it stands in the certificate's subject (O)." })
  @Column("text", { name: "legal_name" })
  legalName: string;

  @Field(() => String, { nullable: true, description: "Street address." })
  @Column("text", { name: "street_address", nullable: true })
  streetAddress: string | null;

  @Field(() => String, { nullable: true, description: "City (L)." })
  @Column("text", { nullable: true })
  locality: string | null;

  @Field(() => String, { nullable: true, description: "State or province (ST)." })
  @Column("text", { name: "state_or_province", nullable: true })
  stateOrProvince: string | null;

  @Field(() => String, { nullable: true, description: "Postal code." })
  @Column("text", { name: "postal_code", nullable: true })
  postalCode: string | null;

  @Field(() => String, { description: "Country (C), ISO 3166-1 alpha-2." })
  @Column("text")
  country: string;

  @Field(() => String, {
    nullable: true,
    description: "Registration number; an EV certificate's serialNumber attribute (EVG 7.1.4.2.5).",
  })
  @Column("text", { name: "registration_number", nullable: true })
  registrationNumber: string | null;

  @Field(() => String, { nullable: true, description: "Business category, for EV (EVG 7.1.4.2.3)." })
  @Column("text", { name: "business_category", nullable: true })
  businessCategory: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Country of incorporation or registration, for EV (EVG 7.1.4.2.4).",
  })
  @Column("text", { name: "jurisdiction_country", nullable: true })
  jurisdictionCountry: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Main phone number; no legal detail, and nothing is proved by it.",
  })
  @Column("text", { nullable: true })
  phone: string | null;

  @Column("uuid", { name: "added_by", nullable: true }) addedBy: string | null;

  @Field(() => DateTime, { nullable: true, description: "When it was added; null where that was not kept yet." })
  @Column("timestamptz", { name: "added_at", nullable: true })
  addedAt: Date | null;

  @Field(() => DateTime, {
    description: "When its legal details were last changed, which voids what was verified before.",
  })
  @Column("timestamptz", { name: "details_changed_at" })
  detailsChangedAt: Date;
}
