import { expect, test } from "@jest/globals";
import type { OrganizationDetails } from "./organization-details.ts";
import {
  EvidenceKind,
  VerificationRefusalCode,
  VerificationSubject,
  verificationRefusalWords,
} from "./verification-refusal.ts";
import {
  collectionRefusals,
  type EvidenceFacts,
  evidenceRefusals,
  kindsThatShow,
  missingSubjects,
  needsSecondPerson,
  proofObtainedAt,
  type VerificationFacts,
  validationRefusals,
} from "./verification-refusals.ts";

const now = new Date("2026-11-20T10:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

const details: OrganizationDetails = {
  legalName: "Example Widgets Ltd",
  streetAddress: "1 Example Street",
  locality: "Taipei",
  stateOrProvince: null,
  postalCode: null,
  country: "TW",
  registrationNumber: "12345678",
  businessCategory: "Private Organization",
  jurisdictionCountry: "TW",
};

const piece = (
  subjects: VerificationSubject[],
  kind: EvidenceKind,
  more: Partial<EvidenceFacts> = {},
): EvidenceFacts => ({
  ...{ subjects, kind, by: "ruth", at: now, contact: null },
  ...more,
});
const full = [
  piece(["LEGAL_EXISTENCE", "ADDRESS", "OPERATIONAL_EXISTENCE"], "REGISTRY"),
  piece(["AUTHORITY", "VERIFIED_CONTACT"], "PHONE_CALL", { contact: { standing: true } }),
];
const facts = (kind: "OV" | "EV", more: Partial<VerificationFacts> = {}): VerificationFacts => ({
  ...{ kind, details, current: details, evidence: full, collectedBy: "ruth" },
  ...more,
});

test("OV needs three subjects, EV five, and nothing else", () => {
  expect(missingSubjects({ kind: "OV", evidence: [] }, now)).toEqual(["LEGAL_EXISTENCE", "ADDRESS", "AUTHORITY"]);
  expect(missingSubjects({ kind: "EV", evidence: [] }, now)).toEqual(Object.values(VerificationSubject));
  for (const kind of ["OV", "EV"] as const) expect(validationRefusals(facts(kind), now)).toEqual([]);
});

test("evidence shows only what its kind can: a paper of the applicant's is no register, a register no consent", () => {
  const papers = [piece(["LEGAL_EXISTENCE"], "DOCUMENT"), piece(["AUTHORITY"], "REGISTRY")];
  expect(missingSubjects({ kind: "OV", evidence: papers }, now)).toEqual(["ADDRESS", "AUTHORITY"]);
  expect(missingSubjects({ kind: "EV", evidence: papers }, now)).toContain("LEGAL_EXISTENCE");
  for (const kind of ["OV", "EV"] as const)
    for (const subject of Object.values(VerificationSubject)) expect(kindsThatShow(kind, subject)).not.toHaveLength(0);
});

test("evidence counts while a proof could rest on it, and of a contact while they are as they were", () => {
  const aged = (days: number) => full.map((one) => ({ ...one, at: daysAgo(days) }));
  expect(missingSubjects({ kind: "EV", evidence: aged(396) }, now)).toEqual([]);
  expect(missingSubjects({ kind: "EV", evidence: aged(397) }, now)).toHaveLength(5);
  const changed = full.map((one) => ({ ...one, contact: one.contact && { standing: false } }));
  expect(missingSubjects({ kind: "EV", evidence: changed }, now)).toEqual(["VERIFIED_CONTACT"]);
});

test("details that changed since, and a collection that was not completed, refuse; all reasons are listed", () => {
  const current = { ...details, legalName: "Other Ltd" };
  const codes = (kind: "OV" | "EV") =>
    validationRefusals(facts(kind, { current, evidence: [], collectedBy: null }), now).map(({ code }) => code);
  expect(codes("OV")).toEqual(["DETAILS_CHANGED", ...Array(3).fill("SUBJECT_OUTSTANDING")]);
  expect(codes("EV")).toEqual(["COLLECTION_NOT_COMPLETE", "DETAILS_CHANGED", ...Array(5).fill("SUBJECT_OUTSTANDING")]);
  expect(collectionRefusals(facts("EV", { collectedBy: null }), now)).toEqual([]);
});

test("for EV nobody decides who completed the collection or added a piece of it; for OV one person may do it all", () => {
  expect(needsSecondPerson(facts("EV"), "ruth")).toBe(true);
  expect(needsSecondPerson(facts("EV", { collectedBy: "hana" }), "ruth")).toBe(true);
  expect(needsSecondPerson(facts("EV", { evidence: [] }), "ruth")).toBe(true);
  expect(needsSecondPerson(facts("EV"), "hana")).toBe(false);
  expect(needsSecondPerson(facts("OV"), "ruth")).toBe(false);
});

test("an OV proof is obtained when it is completed, an EV proof when its oldest piece was collected that counts", () => {
  const [records, call] = full as [EvidenceFacts, EvidenceFacts];
  const evidence = [
    { ...records, at: daysAgo(30) },
    { ...call, at: daysAgo(20) },
  ];
  expect(proofObtainedAt({ kind: "OV", evidence }, now)).toEqual(now);
  expect(proofObtainedAt({ kind: "EV", evidence }, now)).toEqual(daysAgo(30));
  // what was collected anew counts from then on
  expect(proofObtainedAt({ kind: "EV", evidence: [...evidence, { ...records, at: daysAgo(1) }] }, now)).toEqual(
    daysAgo(20),
  );
});

const pdf = { mediaType: "application/pdf", bytes: new TextEncoder().encode("%PDF-1.7") };
const wish = { subjects: ["ADDRESS"] as VerificationSubject[], kind: EvidenceKind.DOCUMENT, reference: "bill" };

test.each([
  [{}, []],
  [{ document: null }, ["DOCUMENT_MISSING"]],
  [{ document: { ...pdf, bytes: null } }, ["DOCUMENT_UNREADABLE"]],
  [{ document: { ...pdf, mediaType: "image/png" } }, ["DOCUMENT_UNREADABLE"]],
  [{ document: { ...pdf, mediaType: "text/html" } }, ["DOCUMENT_TYPE_NOT_ALLOWED"]],
  [{ document: { ...pdf, mediaType: "constructor" } }, ["DOCUMENT_TYPE_NOT_ALLOWED"]],
  [{ document: { ...pdf, bytes: new Uint8Array(2 * 1024 * 1024 + 1) } }, ["DOCUMENT_TOO_LARGE"]],
  [{ subjects: [], reference: null, contact: false }, ["SUBJECTS_MISSING", "REFERENCE_MISSING", "CONTACT_UNKNOWN"]],
  [{ subjects: ["VERIFIED_CONTACT"] }, ["KIND_DOES_NOT_SHOW", "CONTACT_MISSING"]],
])("evidence with %j is told %j", (more, expected) => {
  const found = evidenceRefusals("EV", { ...wish, contact: null, document: pdf, ...more } as never);
  expect(found.map(({ code }) => code)).toEqual(expected);
});

test("every refusal has words and a remedy", () => {
  for (const code of Object.values(VerificationRefusalCode))
    for (const subject of [null, ...Object.values(VerificationSubject)]) {
      const { message, remedy } = verificationRefusalWords({ code, subject, found: "x" });
      expect([message, remedy].every((words) => /^[A-Z].*\.$/.test(words))).toBe(true);
    }
});
