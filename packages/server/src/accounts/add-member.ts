import type { Role } from "@duplicert/shared/roles";
import type { Tx } from "../foundation/transact.ts";
import type { Auth } from "./auth.ts";
import type { Locale } from "./locale.ts";
import { Member } from "./member.ts";

export interface NewMember {
  accountId: string;
  name: string;
  email: string;
  role: Role;
  locale: Locale;
  password: string;
}

/** Adds a person who signs in with a password. */
export async function addMember(tx: Tx, auth: Auth, member: NewMember, now: Date): Promise<Member> {
  const { password, ...details } = member;
  const email = details.email.toLowerCase();
  const row = await tx.save(
    tx.create(Member, { ...details, email, emailVerified: true, disabledAt: null, createdAt: now, updatedAt: now }),
  );
  const { password: hasher } = await auth.$context;
  await tx.query(
    `insert into auth_credential ("accountId", "providerId", "userId", password, "createdAt", "updatedAt") values ($1::text, 'credential', $1::uuid, $2, $3, $3)`,
    [row.id, await hasher.hash(password), now],
  );
  return row;
}
