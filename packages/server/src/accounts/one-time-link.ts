import { randomBytes } from "node:crypto";
import type { Tx } from "../foundation/transact.ts";

const lifetime = 24 * 3_600_000;

/** An address at which a new person chooses their password: good once, for a day. */
export async function oneTimeLink(tx: Tx, memberId: string, publicUrl: string, now: Date): Promise<string> {
  const token = randomBytes(24).toString("base64url");
  // the row that better-auth's /reset-password looks for
  await tx.query(
    `insert into auth_verification (identifier, value, "expiresAt", "createdAt", "updatedAt") values ($1, $2, $3, $4, $4)`,
    [`reset-password:${token}`, memberId, new Date(now.getTime() + lifetime), now],
  );
  return `${publicUrl}/choose-password#${token}`;
}
