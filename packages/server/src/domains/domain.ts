import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryGeneratedColumn } from "typeorm";
import { rowsById } from "../foundation/loads.ts";
import { DateTime } from "../foundation/scalars.ts";

@ObjectType({
  description:
    "A domain of the account, whose control is proved once and then relied on by orders until the proof lapses.",
})
@Entity("domain")
export class Domain {
  @Field(() => ID, { description: "Opaque id." })
  @PrimaryGeneratedColumn("uuid")
  id: string;

  @Column("uuid", { name: "account_id" }) accountId: string;

  @Field(() => String, { description: "The domain name: lower case, A-labels (RFC 5890), no trailing dot." })
  @Column("text")
  name: string;

  /** null: the product by itself, or before it was written down. */
  @Column("uuid", { name: "added_by", nullable: true }) addedById: string | null;

  @Field(() => DateTime, { nullable: true, description: "When it was added; null when that was long ago." })
  @Column("timestamptz", { name: "added_at", nullable: true })
  addedAt: Date | null;
}

export const domainsById = rowsById<Domain>(() => Domain);
