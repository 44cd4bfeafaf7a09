import { type ServerPlatform, serverPlatform, serverPlatforms } from "@duplicert/shared/server-platforms";
import { badInput } from "../foundation/connection.ts";

/** The platform that somebody named; another name is a mistake that is told. */
export function knownPlatform(id: string): ServerPlatform {
  const platform = serverPlatform(id);
  if (!platform)
    throw badInput(
      `There is no server platform "${id.slice(0, 50)}". It is one of: ${serverPlatforms.map((p) => p.id).join(", ")}.`,
    );
  return platform;
}
