import { mayApprove, Role } from "@duplicert/shared/roles";
import { Arg, Ctx, Field, ID, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import type { Context } from "../foundation/context.ts";
import { Account } from "./account.ts";
import { Locale } from "./locale.ts";
import { Member } from "./member.ts";

@ObjectType("Viewer", { description: "Who asks: the signed-in person, or the owner of the API key." })
export class ViewerType {
  @Field(() => ID, { description: "Opaque id: the same as of the `User` they are." }) id: string;
  @Field(() => String, { description: "Name." }) name: string;
  @Field(() => String, { description: "E-mail address." }) email: string;
  @Field(() => Role, { description: "What they may do." }) role: Role;
  @Field(() => Locale, { description: "Their language; change it with `setLocale`." }) locale: Locale;
  @Field(() => Account, { description: "The account they belong to; all they see belongs to it." }) account: Account;

  @Field(() => Boolean, {
    description: "Whether their role may approve and reject requests, and so may ask for `skipApproval`.",
  })
  mayApprove(): boolean {
    return mayApprove(this.role);
  }
}

@Resolver()
export class ViewerResolver {
  @Query(() => ViewerType, { description: "Who asks." })
  viewer(@Ctx() context: Context): Promise<ViewerType> {
    return viewerOf(context);
  }

  @Mutation(() => ViewerType, { description: "Sets the language of the viewer's pages and mails." })
  async setLocale(
    @Arg("locale", () => Locale, { description: "The language from now on." }) locale: Locale,
    @Ctx() context: Context,
  ): Promise<ViewerType> {
    await context.transact((tx) => tx.update(Member, { id: context.viewer.id }, { locale, updatedAt: context.now }));
    return viewerOf(context);
  }
}

async function viewerOf(context: Context): Promise<ViewerType> {
  const { id, accountId } = context.viewer;
  return context.look(async (db) => {
    const member = await db.findOneByOrFail(Member, { id });
    const account = await db.findOneByOrFail(Account, { id: accountId });
    return Object.assign(new ViewerType(), { ...member, account });
  });
}
