import { createHash } from "node:crypto";
import type { DataSource } from "typeorm";
import type { Viewer } from "../foundation/context.ts";
import { look, theProduct } from "../foundation/transact.ts";
import type { Auth } from "./auth.ts";

/** Answers who sent a request: the session's person or the API key's owner; null when neither is good. */
export async function whoAsks(source: DataSource, auth: Auth, headers: Headers, now: Date): Promise<Viewer | null> {
  const key = headers.get("x-api-key");
  if (key !== null) return ownerOf(source, key, now);
  if (!headers.has("cookie")) return null;
  const session = await auth.api.getSession({ headers });
  return session ? memberOf(source, session.user.id) : null;
}

const columns = `m.id, m.account_id as "accountId", m.name, m.email, m.role, m.locale`;

async function memberOf(source: DataSource, id: string): Promise<Viewer | null> {
  const [row] = await look(source, theProduct, (db) =>
    db.query(`select ${columns} from member m where m.id = $1 and m.disabled_at is null`, [id]),
  );
  return row ?? null;
}

// One look-up of our own: better-auth's verify costs one select and two updates a call.
async function ownerOf(source: DataSource, key: string, now: Date): Promise<Viewer | null> {
  const stored = createHash("sha256").update(key).digest("base64url");
  const [row] = await look(source, theProduct, (db) =>
    db.query(
      `select ${columns} from auth_api_key k join member m on m.id = k."referenceId"::uuid
     where k.key = $1 and k.enabled and (k."expiresAt" is null or k."expiresAt" > $2) and m.disabled_at is null`,
      [stored, now],
    ),
  );
  return row ?? null;
}
