import { type ServerPlatform, serverPlatform, serverPlatforms } from "@duplicert/shared/server-platforms";
import { Field, ID, ObjectType, Query, Resolver } from "type-graphql";

@ObjectType("ServerPlatform", {
  description: "The software a certificate is installed in; it decides the download format and the install steps.",
})
export class Platform {
  @Field(() => ID, { description: 'Stable key, e.g. "nginx".' }) id: string;
  @Field(() => String, { description: "Name as shown to people." }) name: string;
  @Field(() => ID, { description: "The download format it wants, one of the nine of `Certificate.downloads`." })
  defaultFormat: string;
}

const platforms = new Map(serverPlatforms.map((p) => [p.id, Object.assign(new Platform(), p)]));

/** The platform of a stored key. */
export function platformOf(id: string): Platform {
  const platform = platforms.get(id) ?? platforms.get("other");
  if (!platform) throw new Error("there is no server platform named other");
  return platform;
}

/** The software of a stored key, with its install steps, as mails name it. */
export function softwareOf(id: string): ServerPlatform {
  return serverPlatform(platformOf(id).id) as ServerPlatform;
}

@Resolver()
export class PlatformQueries {
  @Query(() => [Platform], { description: "Every server platform a request may name." })
  serverPlatforms(): Platform[] {
    return [...platforms.values()];
  }
}
