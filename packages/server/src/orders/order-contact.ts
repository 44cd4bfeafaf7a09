import { Field, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, PrimaryGeneratedColumn } from "typeorm";
import { rowsOf } from "../foundation/loads.ts";

export const ContactKind = { CERTIFICATE: "CERTIFICATE", TECHNICAL: "TECHNICAL" } as const;
export type ContactKind = (typeof ContactKind)[keyof typeof ContactKind];
registerEnumType(ContactKind, {
  name: "ContactKind",
  description: "What a contact is for.",
  valuesConfig: {
    CERTIFICATE: { description: "Gets every issued certificate by mail." },
    TECHNICAL: { description: "Whom to ask about the servers." },
  },
});

@ObjectType("Contact", { description: "A person or list to write to about an order." })
@Entity("order_contact")
export class OrderContact {
  @PrimaryGeneratedColumn("uuid") id: string;
  @Column("uuid", { name: "account_id" }) accountId: string;
  @Column("uuid", { name: "order_id" }) orderId: string;

  @Field(() => ContactKind, { description: "What they are for; issued copies go to CERTIFICATE." })
  @Column("text")
  kind: ContactKind;

  @Field(() => String, { description: "Name." })
  @Column("text")
  name: string;

  @Field(() => String, { description: "E-mail address." })
  @Column("text")
  email: string;
}

export const contactsOfOrder = rowsOf<OrderContact>(() => OrderContact, "orderId", { kind: "ASC", email: "ASC" });
