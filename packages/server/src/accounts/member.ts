import { Role } from "@duplicert/shared/roles";
import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, PrimaryGeneratedColumn } from "typeorm";
import { rowsById } from "../foundation/loads.ts";
import type { Locale } from "./locale.ts";

registerEnumType(Role, {
  name: "Role",
  description: "What a person may do in their account.",
  valuesConfig: {
    ADMINISTRATOR: { description: "Everything, approving included." },
    MANAGER: { description: "Requests, approves, manages orders and domains." },
    FINANCE_MANAGER: { description: "Requests and manages orders; may not approve." },
    STANDARD_USER: { description: "Requests on every order of the account; may not approve." },
    LIMITED_USER: { description: "Sees and requests on the orders they placed themselves; may not approve." },
    VALIDATION_SPECIALIST: {
      description:
        "Of the certificate authority, not of an account: verifies the organizations of all accounts (EVG 5.2.4), and sees nothing else of them.",
    },
  },
});

/** A person of an account; also the row that sign-in knows as its user. */
@ObjectType("User", { description: "A person of the account." })
@Entity("member")
export class Member {
  @Field(() => ID, { description: "Opaque id." })
  @PrimaryGeneratedColumn("uuid")
  id: string;

  @Column("uuid", { name: "account_id" }) accountId: string;

  @Field(() => String, { description: "The person's name." })
  @Column("text")
  name: string;

  @Field(() => String, { description: "Where they sign in and get mail; lower case." })
  @Column("text")
  email: string;

  @Column("boolean", { name: "email_verified" }) emailVerified: boolean;

  @Field(() => Role, { description: "What they may do." })
  @Column("text")
  role: Role;

  @Column("text") locale: Locale;
  @Column("timestamptz", { name: "disabled_at", nullable: true }) disabledAt: Date | null;
  @Column("timestamptz", { name: "created_at" }) createdAt: Date;
  @Column("timestamptz", { name: "updated_at" }) updatedAt: Date;
}

export const membersById = rowsById<Member>(() => Member);
