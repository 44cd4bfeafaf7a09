import type { Locale } from "../accounts/locale.ts";
import { closing, factLines, instant, letterText, quoted } from "./letter.ts";
import { letterWords } from "./letter-words.ts";
import type { Letter } from "./message.ts";

/** What an account is told of the end of a verification. */
export interface VerificationDecidedFacts {
  recipientName: string;
  organizationId: string;
  kind: "OV" | "EV";
  legalName: string;
  submittedAt: Date;
  decidedAt: Date;
  /** Until when the proof may be relied on; null when it was declined. */
  validUntil: Date | null;
  /** Why it was declined, or what was noted. */
  reason: string | null;
  publicUrl: string;
}

/** Mail to who submitted an organization, and to the administrators: validated until when, or declined and why. */
export function verificationDecided(facts: VerificationDecidedFacts, locale: Locale): Letter {
  const outcome = facts.validUntil ? "validated" : "declined";
  const words = texts[locale][outcome];
  const shared = texts[locale];
  const { kind, legalName, reason, validUntil, publicUrl } = facts;
  return {
    subject: words.subject(kind, legalName),
    text: letterText([
      letterWords[locale].greeting(facts.recipientName),
      words.opening(kind, legalName),
      reason && `${words.reason}\n${quoted(reason)}`,
      factLines(locale, [
        [letterWords[locale].organization, legalName],
        [shared.submittedAt, instant(facts.submittedAt)],
        [shared.decidedAt, instant(facts.decidedAt)],
        [shared.validUntil, validUntil && instant(validUntil)],
      ]),
      words.whatNow,
      `${shared.here}\n${publicUrl}/organizations/${facts.organizationId}`,
      closing(locale, publicUrl),
    ]),
    attachments: [],
  };
}

const english = {
  validated: {
    subject: (kind: string, name: string) => `Validated: ${name} (${kind})`,
    opening: (kind: string, name: string) => `${name} has passed ${kind} validation.`,
    reason: "The validation specialist notes:",
    whatNow:
      "Orders that waited for this go on by themselves. A change of the organization's legal details would void the validation.",
  },
  declined: {
    subject: (kind: string, name: string) => `Declined: ${kind} validation of ${name}`,
    opening: (kind: string, name: string) => `${name} could not be validated (${kind}).`,
    reason: "The reason:",
    whatNow:
      "What was validated before stands until it lapses. Once the reason is dealt with, submit the organization again.",
  },
  submittedAt: "Submitted at",
  decidedAt: "Decided at",
  validUntil: "Validated until",
  here: "The organization:",
};

const chinese: typeof english = {
  validated: {
    subject: (kind, name) => `已通過驗證：${name} (${kind})`,
    opening: (kind, name) => `${name} 已通過 ${kind} 驗證。`,
    reason: "驗證專員的備註：",
    whatNow: "等待此驗證的訂單會自動繼續處理。若變更組織的法定資料，此驗證即失效。",
  },
  declined: {
    subject: (kind, name) => `已拒絕：${name} 的 ${kind} 驗證`,
    opening: (kind, name) => `${name} 未能通過 ${kind} 驗證。`,
    reason: "原因：",
    whatNow: "先前的驗證在到期之前仍然有效。處理上述原因後，請再次提交此組織。",
  },
  submittedAt: "提交時間",
  decidedAt: "決定時間",
  validUntil: "驗證有效至",
  here: "此組織：",
};

const texts: Record<Locale, typeof english> = { EN: english, ZH_HANT: chinese };
