import { randomBytes } from "node:crypto";
import { audit } from "../audit/audit.ts";
import type { Tx } from "../foundation/transact.ts";
import { addMember } from "./add-member.ts";
import type { Auth } from "./auth.ts";
import { authorityAccount } from "./authority-account.ts";
import { Member } from "./member.ts";
import { oneTimeLink } from "./one-time-link.ts";

/** Adds a validation specialist to the CA's own account; the link at which they choose a password, or why there is none. */
export async function addSpecialist(
  tx: Tx,
  auth: Auth,
  wish: { name: string; email: string },
  publicUrl: string,
  now: Date,
): Promise<{ link: string } | { refusal: string }> {
  const email = wish.email.toLowerCase();
  const somebody = await tx.findOneBy(Member, { email });
  if (somebody)
    return {
      refusal:
        somebody.role === "VALIDATION_SPECIALIST"
          ? `${email} belongs to a validation specialist already: nothing was changed.`
          : `${email} belongs to a person of a customer's account, who cannot verify organizations as well: nothing was changed. Give another address.`,
    };
  const account = await authorityAccount(tx, now);
  // a password that nobody knows, until the link is followed
  const password = randomBytes(24).toString("base64url");
  const member = await addMember(
    tx,
    auth,
    { accountId: account.id, name: wish.name, email, role: "VALIDATION_SPECIALIST", locale: "EN", password },
    now,
  );
  const object = { type: "member", id: member.id };
  await audit(tx, { accountId: account.id, actor: "setup", now }, "specialist.add", object, { name: wish.name, email });
  return { link: await oneTimeLink(tx, member.id, publicUrl, now) };
}
