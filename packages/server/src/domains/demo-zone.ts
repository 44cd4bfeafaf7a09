import { Ctx, Field, ObjectType, Query, Resolver } from "type-graphql";
import type { Context } from "../foundation/context.ts";

@ObjectType({
  description:
    "The demo's own piece of the internet, where what proves a domain of the demo can be published and read.",
})
export class DemoZone {
  @Field(() => String, {
    description:
      "The page to publish a record or a file. What it is to hold may be given: `?type=TXT&name=…&value=…`, with the type TXT, CNAME or FILE.",
  })
  readonly url!: string;

  @Field(() => String, {
    nullable: true,
    description: "Where all mail of the demo can be read; null when it goes to a real relay.",
  })
  readonly mailboxUrl!: string | null;
}

@Resolver()
export class DemoZoneQueries {
  @Query(() => DemoZone, {
    nullable: true,
    description: "Where the demo's records are published; null outside the demo.",
  })
  demoZone(@Ctx() { addresses }: Context): DemoZone | null {
    const { zoneUrl, mailboxUrl } = addresses;
    return zoneUrl ? { url: zoneUrl, mailboxUrl: mailboxUrl ?? null } : null;
  }
}
