import { randomBytes } from "node:crypto";
import type { DataSource } from "typeorm";
import type { Auth } from "../accounts/auth.ts";
import { Member } from "../accounts/member.ts";
import { theProduct, transact } from "../foundation/transact.ts";
import { type DemoMember, demoMembers, type MemberKey } from "./people.ts";

/** What a person signs in with and a script calls with; made anew by each run, because only their hashes are kept. */
export interface Credentials {
  passwords: Map<MemberKey, string>;
  apiKeys: Map<MemberKey, string>;
}

const withApiKey: MemberKey[] = [
  "administrator",
  "manager",
  "standard",
  "otherAdministrator",
  "validationSpecialist",
  "secondSpecialist",
];

export async function newCredentials(source: DataSource, auth: Auth, now: Date): Promise<Credentials> {
  const passwords = new Map<MemberKey, string>();
  const apiKeys = new Map<MemberKey, string>();
  for (const member of demoMembers) {
    const { id } = await transact(source, theProduct, (tx) => tx.findOneByOrFail(Member, { email: member.email }));
    passwords.set(member.key, await newPassword(source, auth, id, now));
    if (withApiKey.includes(member.key)) apiKeys.set(member.key, await newApiKey(source, auth, id, member));
  }
  return { passwords, apiKeys };
}

async function newPassword(source: DataSource, auth: Auth, memberId: string, now: Date): Promise<string> {
  const password = randomBytes(15).toString("base64url");
  const hash = await (await auth.$context).password.hash(password);
  await transact(source, theProduct, (tx) =>
    tx.query(
      `update auth_credential set password = $2, "updatedAt" = $3 where "userId" = $1 and "providerId" = 'credential'`,
      [memberId, hash, now],
    ),
  );
  return password;
}

async function newApiKey(source: DataSource, auth: Auth, memberId: string, member: DemoMember): Promise<string> {
  // of a run that was cut short: nobody was told that one
  await transact(source, theProduct, (tx) => tx.query(`delete from auth_api_key where "referenceId" = $1`, [memberId]));
  const { key } = await auth.api.createApiKey({ body: { userId: memberId, name: `Demo, ${member.name}` } });
  return key;
}
