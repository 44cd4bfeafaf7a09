import { randomBytes } from "node:crypto";
import { audit } from "../audit/audit.ts";
import type { Tx } from "../foundation/transact.ts";
import { Account } from "./account.ts";
import { addMember } from "./add-member.ts";
import type { Auth } from "./auth.ts";
import { Member } from "./member.ts";
import { oneTimeLink } from "./one-time-link.ts";

/** Makes an account and its administrator; the link at which they choose a password, or why there is none. */
export async function firstAccount(
  tx: Tx,
  auth: Auth,
  wish: { account: string; email: string },
  publicUrl: string,
  now: Date,
): Promise<{ link: string } | { refusal: string }> {
  const email = wish.email.toLowerCase();
  if (await tx.existsBy(Member, { email }))
    return { refusal: `${email} belongs to a person already: nothing was changed.` };
  const account = await tx.save(
    tx.create(Account, { name: wish.account, approval: "ONE_STEP", keyPolicy: "REFUSE", locale: "EN", createdAt: now }),
  );
  // a password that nobody knows, until the link is followed
  const password = randomBytes(24).toString("base64url");
  const name = email.split("@", 1)[0] ?? email;
  const member = await addMember(
    tx,
    auth,
    { accountId: account.id, name, email, role: "ADMINISTRATOR", locale: "EN", password },
    now,
  );
  await audit(
    tx,
    { accountId: account.id, actor: "setup", now },
    "account.create",
    { type: "account", id: account.id },
    { administrator: member.id },
  );
  return { link: await oneTimeLink(tx, member.id, publicUrl, now) };
}
