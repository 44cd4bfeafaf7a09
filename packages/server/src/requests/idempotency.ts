import { createHash } from "node:crypto";
import { ObjectType } from "type-graphql";
import type { Context } from "../foundation/context.ts";
import { Problem } from "../foundation/problem.ts";
import type { Tx } from "../foundation/transact.ts";
import { CertificateRequest } from "./certificate-request.ts";

@ObjectType({
  implements: Problem,
  description: "The idempotency key was used before, with another input. Nothing was done.",
})
export class IdempotencyKeyReused extends Problem {
  constructor() {
    super("You used this idempotencyKey before, with another input. Take a new key for a new request.");
  }
}

/** The fingerprint of a wish, however its fields were ordered; the key itself is not part of it. */
export function fingerprintOf({ idempotencyKey, ...input }: { idempotencyKey?: string | null }): string {
  const entries = Object.entries(input).filter(([, value]) => value != null);
  return createHash("sha256")
    .update(JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1))))
    .digest("hex");
}

/** What the viewer asked for under that key before, of whatever kind; two calls with one key come one after the other. */
export async function earlierRequest(
  tx: Tx,
  context: Context,
  idempotencyKey: string,
): Promise<CertificateRequest | null> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`${context.viewer.id} ${idempotencyKey}`]);
  return tx.findOneBy(CertificateRequest, { requestedById: context.viewer.id, idempotencyKey });
}
