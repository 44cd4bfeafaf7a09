/** What has to be seen of an organization before the CA vouches for it. */
export const VerificationSubject = {
  LEGAL_EXISTENCE: "LEGAL_EXISTENCE",
  ADDRESS: "ADDRESS",
  OPERATIONAL_EXISTENCE: "OPERATIONAL_EXISTENCE",
  AUTHORITY: "AUTHORITY",
  VERIFIED_CONTACT: "VERIFIED_CONTACT",
} as const;
export type VerificationSubject = (typeof VerificationSubject)[keyof typeof VerificationSubject];

/** How it was seen. */
export const EvidenceKind = {
  REGISTRY: "REGISTRY",
  DOCUMENT: "DOCUMENT",
  PHONE_CALL: "PHONE_CALL",
  SITE_VISIT: "SITE_VISIT",
  ATTESTATION: "ATTESTATION",
} as const;
export type EvidenceKind = (typeof EvidenceKind)[keyof typeof EvidenceKind];

/** Each reason why evidence cannot be taken, or a verification not be brought to its end. */
export const VerificationRefusalCode = {
  SUBJECT_OUTSTANDING: "SUBJECT_OUTSTANDING",
  COLLECTION_NOT_COMPLETE: "COLLECTION_NOT_COMPLETE",
  DETAILS_CHANGED: "DETAILS_CHANGED",
  SUBJECTS_MISSING: "SUBJECTS_MISSING",
  KIND_DOES_NOT_SHOW: "KIND_DOES_NOT_SHOW",
  REFERENCE_MISSING: "REFERENCE_MISSING",
  CONTACT_MISSING: "CONTACT_MISSING",
  CONTACT_UNKNOWN: "CONTACT_UNKNOWN",
  DOCUMENT_MISSING: "DOCUMENT_MISSING",
  DOCUMENT_UNREADABLE: "DOCUMENT_UNREADABLE",
  DOCUMENT_TOO_LARGE: "DOCUMENT_TOO_LARGE",
  DOCUMENT_TYPE_NOT_ALLOWED: "DOCUMENT_TYPE_NOT_ALLOWED",
} as const;
export type VerificationRefusalCode = (typeof VerificationRefusalCode)[keyof typeof VerificationRefusalCode];

/** A reason, the subject of the verification it is about, and what was found. */
export interface VerificationRefusal {
  code: VerificationRefusalCode;
  subject: VerificationSubject | null;
  found: string | null;
}

const subjectNames: Record<VerificationSubject, string> = {
  LEGAL_EXISTENCE: "legal existence",
  ADDRESS: "address",
  OPERATIONAL_EXISTENCE: "operational existence",
  AUTHORITY: "authority of the request",
  VERIFIED_CONTACT: "verified contact",
};

const ways: Record<VerificationSubject, string> = {
  LEGAL_EXISTENCE: "Look the organization up in its government's register (BR 3.2.2.1, EVG 3.2.2.2).",
  ADDRESS: "Find the address in a register or a document, or visit it (BR 3.2.2.1, EVG 3.2.2.4).",
  OPERATIONAL_EXISTENCE:
    "Show that it does business: three years in its register, or a bank's confirmation (EVG 3.2.2.6).",
  AUTHORITY:
    "Reach the organization by a number or address that it did not give you, and have the request confirmed (BR 3.2.5).",
  VERIFIED_CONTACT: "Reach the contact by a verified number, and note whom you spoke to (EVG 3.2.2.5, 3.2.2.8).",
};

type Words = (refusal: VerificationRefusal) => { message: string; remedy: string };

const words: Record<VerificationRefusalCode, Words> = {
  SUBJECT_OUTSTANDING: ({ subject }) => ({
    message: `There is no evidence of the ${subject ? subjectNames[subject] : "organization"}.`,
    remedy: subject ? ways[subject] : "Add the evidence.",
  }),
  COLLECTION_NOT_COMPLETE: () => ({
    message: "The collection of evidence has not been completed.",
    remedy: "Whoever collects completes the collection first; then another specialist decides (EVG 5.2.4).",
  }),
  DETAILS_CHANGED: () => ({
    message: "The organization's legal details are no longer those that were submitted.",
    remedy: "Decline this verification: the organization is submitted again with its details of today.",
  }),
  SUBJECTS_MISSING: () => ({
    message: "It is not said what the evidence shows.",
    remedy: "Name at least one subject.",
  }),
  KIND_DOES_NOT_SHOW: ({ subject, found }) => ({
    message: `Evidence of the kind ${found} does not show the ${subject ? subjectNames[subject] : "subject"}.`,
    remedy: subject ? ways[subject] : "Choose another kind.",
  }),
  REFERENCE_MISSING: () => ({
    message: "It is not said where the evidence can be found again.",
    remedy: "Give the register and its entry, the number that was called and whose it is, or the document's title.",
  }),
  CONTACT_MISSING: () => ({
    message: "It is not said which contact was verified.",
    remedy: "Choose the contact of the organization that was reached.",
  }),
  CONTACT_UNKNOWN: () => ({
    message: "That is no contact of this organization.",
    remedy: "Choose one of the organization's contacts; the account's people add them.",
  }),
  DOCUMENT_MISSING: () => ({
    message: "Evidence of the kind DOCUMENT has a document.",
    remedy: "Attach it as PDF, PNG or JPEG, or choose the kind that says where it was seen.",
  }),
  DOCUMENT_UNREADABLE: () => ({
    message: "The document cannot be read: it is empty, not base64, or not what its media type says.",
    remedy: "Attach the file again, unchanged.",
  }),
  DOCUMENT_TOO_LARGE: ({ found }) => ({
    message: `The document has ${found} bytes: at most 2 MiB are kept.`,
    remedy: "Scan it with fewer dots per inch, or attach only the pages that show it.",
  }),
  DOCUMENT_TYPE_NOT_ALLOWED: ({ found }) => ({
    message: `Documents of the type “${found}” are not kept.`,
    remedy: "Attach a PDF, a PNG or a JPEG.",
  }),
};

/** A reason in English: what is wrong, and what to do about it. */
export function verificationRefusalWords(refusal: VerificationRefusal): { message: string; remedy: string } {
  return words[refusal.code](refusal);
}
