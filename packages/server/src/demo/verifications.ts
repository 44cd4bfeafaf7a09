import type { EvidenceKind, VerificationSubject } from "@duplicert/shared/verification-refusal";
import { theProduct, transact } from "../foundation/transact.ts";
import { AddVerificationEvidence } from "../organizations/add-verification-evidence.ts";
import { ChangeOrganization } from "../organizations/change-organization.ts";
import { CompleteCollection } from "../organizations/complete-collection.ts";
import { Organization } from "../organizations/organization.ts";
import { OrganizationContact } from "../organizations/organization-contact.ts";
import { OrganizationVerification } from "../organizations/organization-verification.ts";
import { SubmitOrganization } from "../organizations/submit-organization.ts";
import { VerificationEvidence } from "../organizations/verification-evidence.ts";
import { daysBefore, later } from "./demo-time.ts";
import { must } from "./must.ts";
import { organizationOf } from "./organization-of.ts";
import { changedDetails, type OrganizationKey } from "./organizations.ts";
import { asMember } from "./past-context.ts";
import type { MemberKey } from "./people.ts";
import type { DemoParts } from "./tell-story.ts";

interface VerificationPlan {
  organization: OrganizationKey;
  kind: "OV" | "EV";
  submittedBy: MemberKey;
  submittedAt: Date;
  collectedBy: MemberKey;
  evidence: { at: Date; kind: EvidenceKind; subjects: VerificationSubject[]; reference: string; note: string | null }[];
  /** Null while something is missing. */
  collectedAt: Date | null;
}

/** What waits for the specialists: one with evidence to be had yet, one for another person's decision, one untouched. */
function verificationPlans(now: Date): VerificationPlan[] {
  // 08:00 of the day before, and so many minutes
  const at = (minutes: number) => later(daysBefore(now, changedDetails.daysAgo), minutes);
  const by = { submittedBy: "administrator", collectedBy: "validationSpecialist" } as const;
  return [
    {
      ...{ ...by, organization: "bakery", kind: "OV", submittedAt: at(75), collectedAt: null },
      evidence: [
        {
          ...{ at: at(190), kind: "REGISTRY", subjects: ["LEGAL_EXISTENCE", "ADDRESS"] },
          reference: "Registre du commerce, Lyon: entry 000 000 707, extract of this morning",
          note: "The new address is entered. The number to call stands in the extract: +33 4 65 71 07 07.",
        },
      ],
    },
    {
      ...{ ...by, organization: "observatory", kind: "EV", submittedAt: at(40), collectedAt: at(330) },
      evidence: [
        {
          ...{ at: at(120), kind: "REGISTRY", subjects: ["LEGAL_EXISTENCE", "ADDRESS", "OPERATIONAL_EXISTENCE"] },
          reference: "National companies register of Australia: 000 000 606, registered for eleven years",
          note: null,
        },
        {
          ...{ at: at(300), kind: "PHONE_CALL", subjects: ["AUTHORITY", "VERIFIED_CONTACT"] },
          reference: "+61 3 7010 6060, as listed in the register: Nia Example, director, knows of the order",
          note: "Answered by the front desk, put through to her.",
        },
      ],
    },
    { ...{ ...by, organization: "orchard", kind: "OV", submittedAt: at(260), collectedAt: null }, evidence: [] },
  ];
}

/** An organization's details changed, which voided its proofs; and what has been done since to verify it, and others, anew. */
export async function tellVerifications(parts: DemoParts, startedAt: Date): Promise<void> {
  const { source, addresses } = parts;
  const { organization, daysAgo, details } = changedDetails;
  const { id } = await organizationOf(source, organization);
  const administrator = await asMember(source, "administrator", daysBefore(startedAt, daysAgo), addresses);
  must(await new ChangeOrganization().changeOrganization({ id, ...details }, administrator), Organization);
  for (const plan of verificationPlans(startedAt)) await tellVerification(parts, plan);
}

async function tellVerification({ source, addresses }: DemoParts, plan: VerificationPlan): Promise<void> {
  const organization = await organizationOf(source, plan.organization);
  const { kind, collectedBy, collectedAt } = plan;
  const customer = await asMember(source, plan.submittedBy, plan.submittedAt, addresses);
  // one that waits already is found again
  const input = { organizationId: organization.id, kind };
  const { id } = must(await new SubmitOrganization().submitOrganization(input, customer), OrganizationVerification);
  const { contact, written, state } = await transact(source, theProduct, async (tx) => ({
    contact: await tx.findOneByOrFail(OrganizationContact, { organizationId: organization.id }),
    written: await tx.countBy(VerificationEvidence, { verificationId: id }),
    state: (await tx.findOneByOrFail(OrganizationVerification, { id })).state,
  }));
  for (const { at, ...piece } of plan.evidence.slice(written)) {
    const contactId = piece.subjects.includes("VERIFIED_CONTACT") ? contact.id : null;
    const specialist = await asMember(source, collectedBy, at, addresses);
    const told = { ...piece, verificationId: id, contactId };
    must(await new AddVerificationEvidence().addVerificationEvidence(told, specialist), OrganizationVerification);
  }
  if (!collectedAt || state !== "SUBMITTED") return;
  const specialist = await asMember(source, collectedBy, collectedAt, addresses);
  must(await new CompleteCollection().completeCollection({ id }, specialist), OrganizationVerification);
}
