import type { VerificationFacts } from "@duplicert/shared/verification-refusals";
import { type EntityManager, In } from "typeorm";
import type { Batch } from "../foundation/context.ts";
import type { Organization } from "./organization.ts";
import { OrganizationContact } from "./organization-contact.ts";
import type { OrganizationVerification } from "./organization-verification.ts";
import { VerificationEvidence } from "./verification-evidence.ts";
import { evidenceOfVerification } from "./visible-verifications.ts";

/** What the rules are told of evidence: of a contact, whether they are still there and as they were. */
function evidenceFacts(pieces: readonly VerificationEvidence[], contacts: readonly OrganizationContact[]) {
  const byId = new Map(contacts.map((contact) => [contact.id, contact]));
  return pieces.map((piece) => {
    const contact = byId.get(piece.contactId ?? "");
    const standing = contact !== undefined && contact.removedAt === null && contact.changedAt <= piece.at;
    return { ...piece, contact: piece.contactId === null ? null : { standing } };
  });
}

async function contactsIn(db: EntityManager, pieces: readonly VerificationEvidence[]): Promise<OrganizationContact[]> {
  const ids = pieces.flatMap(({ contactId }) => contactId ?? []);
  return ids.length > 0 ? db.findBy(OrganizationContact, { id: In(ids) }) : [];
}

/** The facts of a verification whose rows are locked, and its evidence, oldest first. */
export async function factsOfVerification(
  db: EntityManager,
  { verification, organization }: { verification: OrganizationVerification; organization: Organization },
): Promise<{ facts: VerificationFacts; pieces: VerificationEvidence[] }> {
  const pieces = await db.find(VerificationEvidence, {
    where: { verificationId: verification.id },
    order: { at: "ASC", id: "ASC" },
  });
  const { kind, details, collectedById: collectedBy } = verification;
  const evidence = evidenceFacts(pieces, await contactsIn(db, pieces));
  return { facts: { kind, details, current: organization, evidence, collectedBy }, pieces };
}

/** Batched load of the evidence of visible verifications, as the rules see it. */
export const evidenceFactsOf: Batch<string, VerificationFacts["evidence"]> = async (db, ids, asker) => {
  const pieces = await evidenceOfVerification(db, ids, asker);
  const contacts = await contactsIn(db, [...pieces.values()].flat());
  return new Map([...pieces].map(([id, ofOne]) => [id, evidenceFacts(ofOne, contacts)]));
};
