import type { Actor } from "../audit/audit.ts";
import type { Context } from "../foundation/context.ts";

/** A specialist who acts on a customer's verification: it belongs on that customer's record. */
export function specialistActor({ viewer, now }: Pick<Context, "viewer" | "now">, accountId: string): Actor {
  return { accountId, actor: viewer.id, now };
}
