import type { Context } from "../foundation/context.ts";
import { Problem } from "../foundation/problem.ts";
import { type AuditObject, actorOf, audit } from "./audit.ts";

/** Sees to it that a refusal is on record after its transaction was rolled back: who was refused, what and why. Anything else passes. */
export function auditRefusal<R>(context: Context, action: string, object: AuditObject, result: R): R {
  if (!(result instanceof Problem) || result.after) return result;
  const { message, ...detail } = result;
  // an id from outside may be anything; PostgreSQL keeps no NUL and no half of a surrogate pair
  const known = { type: object.type, id: object.id.replace(/[^ -~]/g, "?").slice(0, 100) };
  result.after = (tx) =>
    audit(
      tx,
      actorOf(context),
      action,
      known,
      { problem: result.constructor.name, message: message.slice(0, 1000), ...detail },
      "REFUSED",
    );
  return result;
}
