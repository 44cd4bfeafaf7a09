import { randomBytes } from "node:crypto";
import { Role } from "@duplicert/shared/roles";
import { audit } from "../audit/audit.ts";
import type { Tx } from "../foundation/transact.ts";
import { Account } from "./account.ts";
import { addMember } from "./add-member.ts";
import type { Auth } from "./auth.ts";
import { Member } from "./member.ts";
import { oneTimeLink } from "./one-time-link.ts";

/** Somebody of an account: one that is there already, or is made with them as its administrator. */
export interface AccountWish {
  account: string;
  email: string;
  role: Role;
}

/** Makes an account and its administrator, or adds a person to it; the link at which they choose a password, or why there is none. */
export async function firstAccount(
  tx: Tx,
  auth: Auth,
  wish: AccountWish,
  publicUrl: string,
  now: Date,
): Promise<{ link: string } | { refusal: string }> {
  const email = wish.email.toLowerCase();
  if (await tx.existsBy(Member, { email }))
    return { refusal: `${email} belongs to a person already: nothing was changed.` };
  const [there, another] = await tx.find(Account, { where: { name: wish.account, kind: "CUSTOMER" }, take: 2 });
  if (another) return { refusal: `There are several accounts named ${wish.account}: nothing was changed.` };
  if (!there && wish.role !== Role.ADMINISTRATOR)
    return { refusal: `There is no account named ${wish.account}; its first person is its administrator.` };
  const account =
    there ??
    (await tx.save(
      tx.create(Account, {
        name: wish.account,
        approval: "ONE_STEP",
        keyPolicy: "REFUSE",
        locale: "EN",
        createdAt: now,
      }),
    ));
  // a password that nobody knows, until the link is followed
  const password = randomBytes(24).toString("base64url");
  const name = email.split("@", 1)[0] ?? email;
  const member = await addMember(
    tx,
    auth,
    { accountId: account.id, name, email, role: wish.role, locale: "EN", password },
    now,
  );
  await audit(
    tx,
    { accountId: account.id, actor: "setup", now },
    there ? "member.add" : "account.create",
    { type: "account", id: account.id },
    there ? { member: member.id, role: wish.role } : { administrator: member.id },
  );
  return { link: await oneTimeLink(tx, member.id, publicUrl, now) };
}
