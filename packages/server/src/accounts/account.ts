import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, PrimaryGeneratedColumn } from "typeorm";
import type { Locale } from "./locale.ts";

export const ApprovalPolicy = {
  ONE_STEP: "ONE_STEP",
  TWO_STEP: "TWO_STEP",
  SKIP_FOR_APPROVERS: "SKIP_FOR_APPROVERS",
} as const;
export type ApprovalPolicy = (typeof ApprovalPolicy)[keyof typeof ApprovalPolicy];
registerEnumType(ApprovalPolicy, {
  name: "ApprovalPolicy",
  description: "How requests of an account are decided.",
  valuesConfig: {
    ONE_STEP: { description: "One approver decides; an approver may decide their own OV request." },
    TWO_STEP: { description: "Two different approvers, neither of them the requester." },
    SKIP_FOR_APPROVERS: {
      description: "Requests of approvers are approved as they are made; all others wait for one.",
    },
  },
});

export const KeyPolicy = { REFUSE: "REFUSE", SAME_SERVER: "SAME_SERVER", WARN: "WARN" } as const;
export type KeyPolicy = (typeof KeyPolicy)[keyof typeof KeyPolicy];
registerEnumType(KeyPolicy, {
  name: "KeyPolicy",
  description: "Whether a key may be on more than one certificate of an account. A compromised key never may.",
  valuesConfig: {
    REFUSE: { description: "Never: every server has a key of its own." },
    SAME_SERVER: { description: "Only on certificates for one server, by its name, without case." },
    WARN: { description: "Yes, with a warning to whoever asks and whoever decides." },
  },
});

export const AccountKind = { CUSTOMER: "CUSTOMER", AUTHORITY: "AUTHORITY" } as const;
export type AccountKind = (typeof AccountKind)[keyof typeof AccountKind];
registerEnumType(AccountKind, {
  name: "AccountKind",
  description: "Whose account it is.",
  valuesConfig: {
    CUSTOMER: { description: "A subscriber's: it orders, and owns what it orders." },
    AUTHORITY: { description: "The CA's own, of which there is one: its members are the validation specialists." },
  },
});

/** A customer: everything that is ordered, proved and issued belongs to one. Or the CA itself, which owns nothing. */
@ObjectType({
  description: "The customer that owns orders, domains, organizations and people. Nobody reads another account's data.",
})
@Entity("account")
export class Account {
  @Field(() => ID, { description: "Opaque id." })
  @PrimaryGeneratedColumn("uuid")
  id: string;

  @Field(() => String, { description: "The account's name." })
  @Column("text")
  name: string;

  @Field(() => AccountKind, { description: "Whose it is; the database keeps it as it was made." })
  @Column("text", { default: "CUSTOMER" })
  kind: AccountKind;

  @Field(() => ApprovalPolicy, { description: "How requests are decided." })
  @Column("text")
  approval: ApprovalPolicy;

  @Field(() => KeyPolicy, { description: "Whether a key may be used again; set with `setKeyPolicy`." })
  @Column("text", { name: "key_policy" })
  keyPolicy: KeyPolicy;

  @Column("text") locale: Locale;
  @Column("timestamptz", { name: "created_at" }) createdAt: Date;
}
