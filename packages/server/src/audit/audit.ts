import type { Tx } from "../foundation/transact.ts";
import { AuditEvent, AuditOutcome } from "./audit-event.ts";

/** Who acted, for whom, when. */
export interface Actor {
  accountId: string | null;
  actor: string;
  now: Date;
}

/** What was acted on. */
export interface AuditObject {
  type: string;
  id: string;
}

/** The actor of a signed-in person's operation. */
export function actorOf(context: { viewer: { id: string; accountId: string }; now: Date }): Actor {
  return { accountId: context.viewer.accountId, actor: context.viewer.id, now: context.now };
}

/** Writes one audit event, in the transaction of what it tells of. */
export async function audit(
  tx: Tx,
  actor: Actor,
  action: string,
  object: AuditObject,
  detail: object = {},
  outcome: AuditOutcome = AuditOutcome.DONE,
): Promise<void> {
  await tx.insert(AuditEvent, {
    accountId: actor.accountId,
    at: actor.now,
    actor: actor.actor,
    action,
    objectType: object.type,
    objectId: object.id,
    outcome,
    detail: storable(detail) as never,
  });
}

// PostgreSQL's jsonb has neither NUL nor half a character; what was refused may hold one
function storable(detail: object): unknown {
  return JSON.parse(JSON.stringify(detail), (_, value) =>
    typeof value === "string" ? value.replaceAll("\0", "\uFFFD").toWellFormed() : value,
  );
}
