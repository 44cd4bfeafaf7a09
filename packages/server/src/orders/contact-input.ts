import { Field, InputType } from "type-graphql";
import { ContactKind } from "./order-contact.ts";

@InputType({ description: "A person or list to write to about an order." })
export class ContactInput {
  @Field(() => ContactKind, { description: "What they are for; issued copies go to CERTIFICATE." }) kind: ContactKind;
  @Field(() => String, { description: "Name; at most 200 characters." }) name: string;
  @Field(() => String, { description: "E-mail address." }) email: string;
}
