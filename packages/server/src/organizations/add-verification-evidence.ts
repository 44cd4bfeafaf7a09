import { createHash } from "node:crypto";
import { EvidenceKind, VerificationSubject } from "@duplicert/shared/verification-refusal";
import { type DocumentFacts, evidenceRefusals } from "@duplicert/shared/verification-refusals";
import { Arg, Ctx, createUnionType, Field, ID, InputType, Mutation, Resolver } from "type-graphql";
import { audit } from "../audit/audit.ts";
import { auditRefusal } from "../audit/audit-refusal.ts";
import type { Context } from "../foundation/context.ts";
import { NotPermitted } from "../foundation/permission-problems.ts";
import { plainText } from "../foundation/plain-text.ts";
import type { Tx } from "../foundation/transact.ts";
import { isUuid } from "../foundation/uuid.ts";
import { OrganizationContact } from "./organization-contact.ts";
import { OrganizationVerification } from "./organization-verification.ts";
import { specialistActor } from "./specialist-actor.ts";
import { VerificationEvidence } from "./verification-evidence.ts";
import {
  specialistProblem,
  VerificationNotFound,
  VerificationNotOpen,
  VerificationRefused,
} from "./verification-problems.ts";
import { openStates } from "./verification-state.ts";
import { lockVerification } from "./visible-verifications.ts";

@InputType({ description: "A document that was seen: a PDF, a PNG or a JPEG of at most 2 MiB." })
export class EvidenceDocumentInput {
  @Field(() => String, { description: "Its file name." }) name: string;
  @Field(() => String, { description: "application/pdf, image/png or image/jpeg." }) mediaType: string;
  @Field(() => String, { description: "Its bytes, base64." }) base64: string;
}

@InputType({ description: "One thing that a specialist saw, and what it shows." })
export class AddVerificationEvidenceInput {
  @Field(() => ID, { description: "Id of the verification." }) verificationId: string;
  @Field(() => [VerificationSubject], { description: "What it shows, at least one." }) subjects: VerificationSubject[];
  @Field(() => EvidenceKind, { description: "How it was seen." }) kind: EvidenceKind;
  @Field(() => String, {
    description:
      "Where it can be found again: register and entry, number called and whose it is, document; the account sees it.",
  })
  reference: string;
  @Field(() => String, { nullable: true, description: "Anything else; specialists alone read it." })
  note?: string | null;
  @Field(() => ID, { nullable: true, description: "The organization's contact it speaks of." })
  contactId?: string | null;
  @Field(() => EvidenceDocumentInput, { nullable: true, description: "The document; the kind DOCUMENT needs one." })
  document?: EvidenceDocumentInput | null;
}

const AddVerificationEvidenceResult = createUnionType({
  name: "AddVerificationEvidenceResult",
  description: "The verification with its new evidence, or why not.",
  types: () =>
    [OrganizationVerification, VerificationNotFound, VerificationNotOpen, VerificationRefused, NotPermitted] as const,
});
type Result = typeof AddVerificationEvidenceResult;

@Resolver()
export class AddVerificationEvidence {
  @Mutation(() => AddVerificationEvidenceResult, {
    description:
      "For specialists: writes down what was seen. Evidence is never changed or deleted. After the collection was completed it opens it again.",
  })
  addVerificationEvidence(
    @Arg("input", () => AddVerificationEvidenceInput) input: AddVerificationEvidenceInput,
    @Ctx() context: Context,
  ): Promise<Result> {
    const object = { type: "verification", id: input.verificationId };
    return context.transact(async (tx) =>
      auditRefusal(context, "verification.evidence", object, await addEvidence(tx, context, input)),
    );
  }
}

async function addEvidence(tx: Tx, context: Context, input: AddVerificationEvidenceInput): Promise<Result> {
  const { viewer, now } = context;
  const notPermitted = specialistProblem(viewer);
  if (notPermitted) return notPermitted;
  const locked = await lockVerification(tx, context, input.verificationId);
  if (!locked) return new VerificationNotFound();
  const { verification } = locked;
  const { id, accountId, organizationId, kind } = verification;
  if (!openStates.includes(verification.state)) return new VerificationNotOpen(verification.state);

  const { contactId } = input;
  const contact = contactId ? await contactOf(tx, organizationId, contactId) : null;
  const document = documentOf(input.document);
  const reference = plainText("reference", input.reference, 500);
  const note = plainText("note", input.note, 4000, { lines: true });
  const wish = { subjects: input.subjects, kind: input.kind, reference, document };
  const refusals = evidenceRefusals(kind, { ...wish, contact: contactId ? contact !== null : null });
  if (refusals.length > 0 || reference === null) return new VerificationRefused(refusals);

  if (verification.state === "COLLECTED")
    await tx.update(OrganizationVerification, { id }, { state: "SUBMITTED", collectedById: null, collectedAt: null });
  const piece = await tx.save(
    tx.create(VerificationEvidence, {
      ...{ accountId, verificationId: id, kind: input.kind, reference, note, by: viewer.id, at: now },
      subjects: [...new Set(input.subjects)],
      contactId: contact?.id ?? null,
      ...(document ? storedDocument(document) : {}),
    }),
  );
  const { subjects, documentSha256 } = piece;
  const object = { type: "verification", id };
  const told = { evidence: piece.id, kind: piece.kind, subjects, reference, documentSha256 };
  await audit(tx, specialistActor(context, accountId), "verification.evidence", object, told);
  return tx.findOneByOrFail(OrganizationVerification, { id });
}

async function contactOf(tx: Tx, organizationId: string, id: string): Promise<OrganizationContact | null> {
  if (!isUuid(id)) return null;
  const contact = await tx.findOneBy(OrganizationContact, { id, organizationId });
  return contact?.removedAt === null ? contact : null;
}

type NamedDocument = DocumentFacts & { name: string };

function documentOf(input: EvidenceDocumentInput | null | undefined): NamedDocument | null {
  if (!input) return null;
  const name = plainText("document.name", input.name.replace(/^.*[\\/]/, ""), 200) ?? "document";
  const text = input.base64.trim();
  // Buffer.from leaves out what is not base64; what is decoded has to be what was sent
  const bytes = Buffer.from(text, "base64");
  const same = bytes.length > 0 && bytes.toString("base64").replace(/=+$/, "") === text.replace(/=+$/, "");
  return { name, mediaType: input.mediaType.trim().toLowerCase(), bytes: same ? bytes : null };
}

function storedDocument({ name, mediaType, bytes }: NamedDocument) {
  if (!bytes) throw new Error("a document without bytes was let through");
  return {
    documentName: name,
    documentMediaType: mediaType,
    documentSize: bytes.length,
    documentSha256: createHash("sha256").update(bytes).digest("hex"),
    document: Buffer.from(bytes),
  };
}
