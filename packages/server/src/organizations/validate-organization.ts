import { needsSecondPerson, proofObtainedAt, validationRefusals } from "@duplicert/shared/verification-refusals";
import { Arg, Ctx, createUnionType, Field, ID, InputType, Mutation, Resolver } from "type-graphql";
import { In } from "typeorm";
import { audit } from "../audit/audit.ts";
import { auditRefusal } from "../audit/audit-refusal.ts";
import type { Context } from "../foundation/context.ts";
import { NotPermitted, SecondPersonRequired } from "../foundation/permission-problems.ts";
import { plainText } from "../foundation/plain-text.ts";
import { enqueue } from "../foundation/queue.ts";
import type { Tx } from "../foundation/transact.ts";
import { OrganizationContact } from "./organization-contact.ts";
import { OrganizationProof } from "./organization-proof.ts";
import { OrganizationVerification } from "./organization-verification.ts";
import { specialistActor } from "./specialist-actor.ts";
import type { VerificationEvidence } from "./verification-evidence.ts";
import { factsOfVerification } from "./verification-facts.ts";
import {
  specialistProblem,
  VerificationNotFound,
  VerificationNotOpen,
  VerificationRefused,
} from "./verification-problems.ts";
import { openStates } from "./verification-state.ts";
import { lockVerification } from "./visible-verifications.ts";

@InputType({ description: "Which verification to end in a proof." })
export class ValidateOrganizationInput {
  @Field(() => ID, { description: "Id of the verification." }) id: string;
  @Field(() => String, { nullable: true, description: "A note for the account; at most 2,000 characters." })
  comments?: string | null;
}

const ValidateOrganizationResult = createUnionType({
  name: "ValidateOrganizationResult",
  description: "The verification, validated, or why not.",
  types: () =>
    [
      OrganizationVerification,
      VerificationNotFound,
      VerificationNotOpen,
      VerificationRefused,
      SecondPersonRequired,
      NotPermitted,
    ] as const,
});
type Result = typeof ValidateOrganizationResult;

@Resolver()
export class ValidateOrganization {
  @Mutation(() => ValidateOrganizationResult, {
    description:
      "For specialists: vouches for the organization. Every subject is shown, and its legal details are still those that were submitted. For EV whoever had a hand in the collection may not, whatever any setting says (EVG 5.2.4); for OV one specialist does it all. Orders that wait for it go on.",
  })
  validateOrganization(
    @Arg("input", () => ValidateOrganizationInput) input: ValidateOrganizationInput,
    @Ctx() context: Context,
  ): Promise<Result> {
    const object = { type: "verification", id: input.id };
    return context.transact(async (tx) =>
      auditRefusal(context, "verification.validate", object, await validateOrganization(tx, context, input)),
    );
  }
}

async function validateOrganization(tx: Tx, context: Context, input: ValidateOrganizationInput): Promise<Result> {
  const { viewer, now } = context;
  const notPermitted = specialistProblem(viewer);
  if (notPermitted) return notPermitted;
  const comments = plainText("comments", input.comments, 2000, { lines: true });
  const locked = await lockVerification(tx, context, input.id);
  if (!locked) return new VerificationNotFound();
  const { verification } = locked;
  const { id, accountId, organizationId, kind, collectedById, collectedAt } = verification;
  if (!openStates.includes(verification.state)) return new VerificationNotOpen(verification.state);

  const { facts, pieces } = await factsOfVerification(tx, locked);
  if (needsSecondPerson(facts, viewer.id))
    return new SecondPersonRequired(
      "You had a hand in collecting the evidence: another specialist decides on extended validation (EVG 5.2.4).",
    );
  const refusals = validationRefusals(facts, now);
  if (refusals.length > 0) return new VerificationRefused(refusals);

  const proof = await tx.save(
    tx.create(OrganizationProof, {
      ...{ accountId, organizationId, kind, voidedAt: null },
      obtainedAt: proofObtainedAt(facts, now),
      collectedBy: collectedById ?? viewer.id,
      checkedBy: viewer.id,
      evidence: { verificationId: id, details: verification.details, seen: pieces.map(seenIn) },
    }),
  );
  const collected = { collectedById: collectedById ?? viewer.id, collectedAt: collectedAt ?? now };
  const decided = { decidedById: viewer.id, decidedAt: now, reason: comments };
  await tx.update(
    OrganizationVerification,
    { id },
    { state: "VALIDATED", ...collected, ...decided, proofId: proof.id },
  );
  const contacts = facts.evidence.flatMap(({ contact, subjects }, at) =>
    contact?.standing && subjects.includes("VERIFIED_CONTACT") ? (pieces[at]?.contactId ?? []) : [],
  );
  const verified = { verifiedAt: now, verifiedBy: viewer.id, verificationId: id };
  if (contacts.length > 0) await tx.update(OrganizationContact, { id: In(contacts) }, verified);
  const told = { proof: proof.id, kind, organizationId, contacts, comments };
  await audit(tx, specialistActor(context, accountId), "verification.validate", { type: "verification", id }, told);
  await enqueue(tx, "proofObtained", { accountId });
  await enqueue(tx, "mailVerificationDecided", { verificationId: id });
  return tx.findOneByOrFail(OrganizationVerification, { id });
}

/** A piece of evidence as the proof keeps it: enough to find it again, and to know a document by. */
function seenIn(piece: VerificationEvidence): object {
  const { id, subjects, kind, reference, by, at, contactId, documentName, documentSha256 } = piece;
  const document = documentName ? { document: { name: documentName, sha256: documentSha256 } } : {};
  return { id, subjects, kind, reference, by, at: at.toISOString(), contactId, ...document };
}
