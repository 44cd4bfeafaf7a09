import { Field, ID, ObjectType } from "type-graphql";
import { In } from "typeorm";
import { Member } from "../accounts/member.ts";
import type { Batch } from "../foundation/context.ts";

export type Person = Pick<Member, "id" | "name">;

@ObjectType({
  description: "Somebody who took part in a verification: of the account, or of the CA. No more of them is told.",
})
export class VerificationPerson implements Person {
  @Field(() => ID, { description: "Opaque id: the same as of the `Viewer` they are." }) id: string;
  @Field(() => String, { description: "Name." }) name: string;
}

/** Batched load of names, across accounts: those who act in a verification are of two. Ask it for ids of visible rows only. */
export const personsById: Batch<string, Person> = async (db, ids) => {
  const rows = await db.find(Member, { select: { id: true, name: true }, where: { id: In([...ids]) } });
  return new Map(rows.map((row) => [row.id, row]));
};
