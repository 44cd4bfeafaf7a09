import { proofValidUntil } from "@duplicert/shared/validity";
import { type DataSource, type EntityManager, IsNull } from "typeorm";
import { Member } from "../accounts/member.ts";
import type { Addresses } from "../foundation/context.ts";
import type { Jobs } from "../foundation/queue.ts";
import { look, theProduct } from "../foundation/transact.ts";
import { MailKind } from "../mail/mail.ts";
import { messageIdOf } from "../mail/message-id.ts";
import { type Outgoing, sendAll } from "../mail/send-once.ts";
import type { Post } from "../mail/transport.ts";
import { verificationDecided } from "../mail/verification-decided.ts";
import { OrganizationProof } from "./organization-proof.ts";
import { OrganizationVerification } from "./organization-verification.ts";

/** Job: tells who submitted an organization, and the administrators, how its verification ended. Safe to repeat. */
export async function mailVerificationDecided(
  source: DataSource,
  post: Post,
  told: Jobs["mailVerificationDecided"],
  { addresses, now }: { addresses: Addresses; now: Date },
): Promise<void> {
  const known = await look(source, theProduct, (db) => decidedFacts(db, told.verificationId));
  if (!known) return;

  const { verification, recipients, facts } = known;
  const { publicUrl } = addresses;
  const messages = recipients.map(
    ({ name, email, locale }): Outgoing => ({
      ...verificationDecided({ ...facts, recipientName: name, publicUrl }, locale),
      kind: MailKind.VERIFICATION_DECIDED,
      aboutId: verification.id,
      accountId: verification.accountId,
      to: { name, address: email },
      messageId: messageIdOf(MailKind.VERIFICATION_DECIDED, verification.id, email, publicUrl),
    }),
  );
  await sendAll(source, post, messages, now);
}

async function decidedFacts(db: EntityManager, id: string) {
  const verification = await db.findOneBy(OrganizationVerification, { id });
  if (!verification || (verification.state !== "VALIDATED" && verification.state !== "DECLINED")) return null;
  const { accountId, organizationId, kind, details, submittedAt, submittedById, decidedAt, reason, proofId } =
    verification;
  if (!decidedAt) throw new Error(`verification ${id} was decided at no time`);
  const proof = proofId ? await db.findOneByOrFail(OrganizationProof, { id: proofId }) : null;
  const members = await db.findBy(Member, { accountId, disabledAt: IsNull() });
  return {
    verification,
    recipients: members.filter((one) => one.id === submittedById || one.role === "ADMINISTRATOR"),
    facts: {
      ...{ organizationId, kind, legalName: details.legalName, submittedAt, decidedAt, reason },
      validUntil: proof && proofValidUntil(`ORGANIZATION_${proof.kind}`, proof.obtainedAt),
    },
  };
}
