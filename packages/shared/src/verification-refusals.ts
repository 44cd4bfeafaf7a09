import { type OrganizationDetails, sameDetails } from "./organization-details.ts";
import { proofValidUntil } from "./validity.ts";
import { EvidenceKind, type VerificationRefusal, type VerificationSubject } from "./verification-refusal.ts";

/** A piece of evidence, as the rules see it. */
export interface EvidenceFacts {
  subjects: readonly VerificationSubject[];
  kind: EvidenceKind;
  /** The specialist who collected it. */
  by: string;
  at: Date;
  /** null: it speaks of no contact; `standing`: that contact is still there, and as it was. */
  contact: { standing: boolean } | null;
}

/** A verification, as the rules see it. */
export interface VerificationFacts {
  kind: "OV" | "EV";
  /** What was submitted, and what the organization says of itself now. */
  details: OrganizationDetails;
  current: OrganizationDetails;
  evidence: readonly EvidenceFacts[];
  collectedBy: string | null;
}

// BR 3.2.2.1 and 3.2.5; EVG 3.2.2.2 to 3.2.2.8
const needed: Record<"OV" | "EV", readonly VerificationSubject[]> = {
  OV: ["LEGAL_EXISTENCE", "ADDRESS", "AUTHORITY"],
  EV: ["LEGAL_EXISTENCE", "ADDRESS", "OPERATIONAL_EXISTENCE", "AUTHORITY", "VERIFIED_CONTACT"],
};

const everyWay: readonly EvidenceKind[] = Object.values(EvidenceKind);
const reaching: readonly EvidenceKind[] = ["PHONE_CALL", "SITE_VISIT", "ATTESTATION"];
const records = everyWay.filter((kind) => kind !== "PHONE_CALL");

const shownBy: Record<"OV" | "EV", Record<VerificationSubject, readonly EvidenceKind[]>> = {
  OV: {
    LEGAL_EXISTENCE: records,
    ADDRESS: records,
    OPERATIONAL_EXISTENCE: records,
    AUTHORITY: reaching,
    VERIFIED_CONTACT: reaching,
  },
  EV: {
    // EVG 3.2.2.2.2: with the registration agency itself, or a verified letter (3.2.2.11); no paper of the applicant's
    LEGAL_EXISTENCE: ["REGISTRY", "ATTESTATION"],
    ADDRESS: records,
    OPERATIONAL_EXISTENCE: ["REGISTRY", "DOCUMENT", "ATTESTATION"],
    AUTHORITY: reaching,
    VERIFIED_CONTACT: reaching,
  },
};

/** What has to be shown for that kind of verification. */
export function subjectsNeeded(kind: "OV" | "EV"): readonly VerificationSubject[] {
  return needed[kind];
}

/** Which kinds of evidence show a subject. */
export function kindsThatShow(kind: "OV" | "EV", subject: VerificationSubject): readonly EvidenceKind[] {
  return shownBy[kind][subject];
}

/** What evidence counts for: each piece that is recent enough, and what it shows. */
function shown({ kind, evidence }: Pick<VerificationFacts, "kind" | "evidence">, now: Date) {
  return evidence.flatMap((piece) =>
    proofValidUntil(`ORGANIZATION_${kind}`, piece.at) <= now
      ? []
      : piece.subjects
          .filter((subject) => kindsThatShow(kind, subject).includes(piece.kind))
          .filter((subject) => subject !== "VERIFIED_CONTACT" || piece.contact?.standing)
          .map((subject) => ({ subject, at: piece.at })),
  );
}

/** What has to be shown yet, at `now`; empty when nothing is missing. */
export function missingSubjects(facts: Pick<VerificationFacts, "kind" | "evidence">, now: Date): VerificationSubject[] {
  const there = new Set(shown(facts, now).map(({ subject }) => subject));
  return needed[facts.kind].filter((subject) => !there.has(subject));
}

/** Every reason why the collection is not complete; an empty list means it is. */
export function collectionRefusals(facts: VerificationFacts, now: Date): VerificationRefusal[] {
  const changed = !sameDetails(facts.details, facts.current);
  return [
    ...(changed ? [refusal("DETAILS_CHANGED")] : []),
    ...missingSubjects(facts, now).map((subject) => refusal("SUBJECT_OUTSTANDING", subject)),
  ];
}

/** Every reason why a verification cannot end in a proof; an empty list means it can. */
export function validationRefusals(facts: VerificationFacts, now: Date): VerificationRefusal[] {
  const open = facts.kind === "EV" && facts.collectedBy === null;
  return [...(open ? [refusal("COLLECTION_NOT_COMPLETE")] : []), ...collectionRefusals(facts, now)];
}

/**
 * EVG 5.2.4: whether somebody else has to decide, because this person had a hand in the collection. For EV alone, and
 * whatever any setting says.
 */
export function needsSecondPerson(
  { kind, evidence, collectedBy }: Pick<VerificationFacts, "kind" | "evidence" | "collectedBy">,
  who: string,
): boolean {
  return kind === "EV" && (collectedBy === who || evidence.some(({ by }) => by === who));
}

/** When a proof that is made now counts as obtained. */
export function proofObtainedAt(facts: Pick<VerificationFacts, "kind" | "evidence">, now: Date): Date {
  // BR 4.2.1 counts from when the validation was completed
  if (facts.kind === "OV") return now;
  // EVG 3.2.2.14.3 counts from when the information was collected: of each subject the latest, of all the earliest
  const latest = new Map<VerificationSubject, number>();
  for (const { subject, at } of shown(facts, now))
    latest.set(subject, Math.max(at.getTime(), latest.get(subject) ?? Number.NEGATIVE_INFINITY));
  return new Date(Math.min(now.getTime(), ...needed.EV.map((subject) => latest.get(subject) ?? now.getTime())));
}

/** Evidence as a specialist offers it. */
export interface EvidenceWish {
  subjects: readonly VerificationSubject[];
  kind: EvidenceKind;
  reference: string | null;
  /** null: none is named; false: it is none of the organization's. */
  contact: boolean | null;
  document: DocumentFacts | null;
}

/** A document as it arrived; `bytes` is null when it could not be decoded. */
export interface DocumentFacts {
  mediaType: string;
  bytes: Uint8Array | null;
}

const largestDocument = 2 * 1024 * 1024;

const beginnings: Record<string, readonly number[]> = {
  "application/pdf": [0x25, 0x50, 0x44, 0x46, 0x2d],
  "image/png": [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  "image/jpeg": [0xff, 0xd8, 0xff],
};

/** The media types of documents that are kept. */
export const documentTypes: readonly string[] = Object.keys(beginnings);

/** Every reason why this evidence cannot be taken; an empty list means it can. */
export function evidenceRefusals(kind: "OV" | "EV", wish: EvidenceWish): VerificationRefusal[] {
  const found: VerificationRefusal[] = [];
  if (wish.subjects.length === 0) found.push(refusal("SUBJECTS_MISSING"));
  for (const subject of new Set(wish.subjects))
    if (!kindsThatShow(kind, subject).includes(wish.kind))
      found.push(refusal("KIND_DOES_NOT_SHOW", subject, wish.kind));
  if (!wish.reference) found.push(refusal("REFERENCE_MISSING"));
  if (wish.contact === false) found.push(refusal("CONTACT_UNKNOWN"));
  if (wish.contact === null && wish.subjects.includes("VERIFIED_CONTACT"))
    found.push(refusal("CONTACT_MISSING", "VERIFIED_CONTACT"));
  if (wish.kind === "DOCUMENT" && !wish.document) found.push(refusal("DOCUMENT_MISSING"));
  return [...found, ...(wish.document ? documentRefusals(wish.document) : [])];
}

function documentRefusals({ mediaType, bytes }: DocumentFacts): VerificationRefusal[] {
  const begins = Object.hasOwn(beginnings, mediaType) ? beginnings[mediaType] : undefined;
  if (!begins) return [refusal("DOCUMENT_TYPE_NOT_ALLOWED", null, mediaType.slice(0, 100))];
  if (bytes && bytes.length > largestDocument)
    return [refusal("DOCUMENT_TOO_LARGE", null, bytes.length.toLocaleString("en"))];
  return bytes && begins.every((byte, at) => bytes[at] === byte) ? [] : [refusal("DOCUMENT_UNREADABLE")];
}

const refusal = (
  code: VerificationRefusal["code"],
  subject: VerificationSubject | null = null,
  found: string | null = null,
): VerificationRefusal => ({ code, subject, found });
