import type { Locale } from "../accounts/locale.ts";
import { closing, factLines, instant, letterText } from "./letter.ts";
import { letterWords } from "./letter-words.ts";
import type { Letter } from "./message.ts";

/** What a specialist is told of a verification that waits. */
export interface VerificationWaitsFacts {
  recipientName: string;
  verificationId: string;
  kind: "OV" | "EV";
  /** COLLECT: evidence is to be collected. DECIDE: it is collected, and somebody decides. */
  step: "COLLECT" | "DECIDE";
  legalName: string;
  account: string;
  submittedAt: Date;
  /** Who completed the collection; null while it is to be collected. */
  collectedBy: string | null;
  publicUrl: string;
}

/** Mail to a validation specialist: an organization waits for them, and what for. */
export function verificationWaits(facts: VerificationWaitsFacts, locale: Locale): Letter {
  const words = texts[locale];
  const { kind, step, legalName, publicUrl } = facts;
  return {
    subject: words.subject[step](kind, legalName),
    text: letterText([
      letterWords[locale].greeting(facts.recipientName),
      words.opening[step](kind, facts.account),
      factLines(locale, [
        [letterWords[locale].organization, legalName],
        [words.account, facts.account],
        [words.submittedAt, instant(facts.submittedAt)],
        [words.collectedBy, facts.collectedBy],
      ]),
      step === "DECIDE" && kind === "EV" ? words.anotherPerson : null,
      `${words.here}\n${publicUrl}/verifications/${facts.verificationId}`,
      closing(locale, publicUrl),
    ]),
    attachments: [],
  };
}

const english = {
  subject: {
    COLLECT: (kind: string, name: string) => `To verify: ${name} (${kind})`,
    DECIDE: (kind: string, name: string) => `To decide: ${name} (${kind}), evidence collected`,
  },
  opening: {
    COLLECT: (kind: string, account: string) =>
      `The account ${account} has submitted an organization for ${kind} validation. Its evidence is to be collected.`,
    DECIDE: (kind: string, account: string) =>
      `The evidence for the ${kind} validation of an organization of the account ${account} has been collected. It waits for the decision.`,
  },
  account: "Account",
  submittedAt: "Submitted at",
  collectedBy: "Collected by",
  anotherPerson: "Whoever had a hand in the collection does not decide on extended validation (EVG 5.2.4).",
  here: "The verification:",
};

const chinese: typeof english = {
  subject: {
    COLLECT: (kind, name) => `待驗證：${name} (${kind})`,
    DECIDE: (kind, name) => `待決定：${name} (${kind})，證據已收集`,
  },
  opening: {
    COLLECT: (kind, account) => `帳戶 ${account} 已提交一個組織進行 ${kind} 驗證，證據有待收集。`,
    DECIDE: (kind, account) => `帳戶 ${account} 的組織 ${kind} 驗證證據已收集完成，等待決定。`,
  },
  account: "帳戶",
  submittedAt: "提交時間",
  collectedBy: "收集者",
  anotherPerson: "參與收集證據的人員不得決定延伸驗證 (EVG 5.2.4)。",
  here: "此項驗證：",
};

const texts: Record<Locale, typeof english> = { EN: english, ZH_HANT: chinese };
