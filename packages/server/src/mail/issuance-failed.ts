import type { DuplicateRefusal } from "@duplicert/shared/duplicate-refusal";
import type { RequestKind } from "@duplicert/shared/issuance-refusals";
import type { ServerPlatform } from "@duplicert/shared/server-platforms";
import { refusalWordsOf } from "@duplicert/shared/waiting-words";
import type { Locale } from "../accounts/locale.ts";
import { closing, factLines, letterText, serverText } from "./letter.ts";
import { letterWords } from "./letter-words.ts";
import type { Letter } from "./message.ts";
import { refusalWordsInChineseOf } from "./waiting-words-in-chinese.ts";

/** What a requester is told of a request that was approved and could not be issued. */
export interface IssuanceFailedFacts {
  recipientName: string;
  requestId: string;
  kind: RequestKind;
  orderNumber: number;
  commonName: string;
  dnsNames: string[];
  serverName: string | null;
  platform: ServerPlatform;
  /** What is on record as the failure, in English. */
  message: string;
  /** The rules that no longer allow it; empty when it failed for another reason. */
  refusals: DuplicateRefusal[];
  publicUrl: string;
}

/** Mail to the requester: what went wrong, what to do about it, and who can have it tried again. */
export function issuanceFailed(facts: IssuanceFailedFacts, locale: Locale): Letter {
  const words = texts[locale];
  const shared = letterWords[locale];
  const { orderNumber, publicUrl, refusals } = facts;
  const kind = shared.requestKinds[facts.kind];
  return {
    subject: words.subject(kind, facts.commonName, orderNumber),
    text: letterText([
      shared.greeting(facts.recipientName),
      words.opening(kind, orderNumber),
      refusals.length > 0
        ? [words.refused, ...refusals.map((refusal) => refusalLines(refusal, facts, locale))].join("\n")
        : words.broke(facts.message),
      factLines(locale, [
        [shared.order, String(orderNumber)],
        [shared.commonName, facts.commonName],
        [shared.names, facts.dnsNames.join(", ")],
        [shared.server, serverText(facts.serverName, facts.platform, locale)],
      ]),
      refusals.length > 0 ? words.afterRefusal : words.afterBreak,
      `${words.request}\n${publicUrl}/requests/${facts.requestId}`,
      closing(locale, publicUrl),
    ]),
    attachments: [],
  };
}

function refusalLines(refusal: DuplicateRefusal, { kind, publicUrl }: IssuanceFailedFacts, locale: Locale): string {
  const { message, remedy } = (locale === "EN" ? refusalWordsOf : refusalWordsInChineseOf)(kind)(refusal);
  const lines = [`  - ${message}`, `    ${remedy}`];
  if (refusal.path) lines.push(`    ${publicUrl}${refusal.path}`);
  return lines.join("\n");
}

const english = {
  subject: (kind: string, name: string, order: number) => `Not issued: ${kind} for ${name} (order ${order})`,
  opening: (kind: string, order: number) =>
    `Your request for a ${kind} on order ${order} was approved, but the certificate could not be issued. Nothing was revoked or changed.`,
  refused: "Since the approval, this has come to stand against it:",
  broke: (message: string) => `What went wrong: ${message}`,
  afterRefusal:
    "When that is settled, an administrator or manager can retry the request on its page; the CSR need not be sent again. If it is no longer wanted, cancel it there.",
  afterBreak:
    "An administrator or manager can retry the request on its page; the CSR need not be sent again. If it fails again, pass the message above on to whoever runs this service. If the certificate is no longer wanted, cancel the request there.",
  request: "The request:",
};

const chinese: typeof english = {
  subject: (kind, name, order) => `未能發行：${name} 的${kind}（訂單編號 ${order}）`,
  opening: (kind, order) => `您對訂單編號 ${order} 的${kind}要求已核准，但憑證未能發行。沒有撤銷或變更任何憑證。`,
  refused: "核准之後，出現以下原因而無法發行：",
  broke: (message) => `發行時發生問題。系統記錄的訊息（英文）：${message}`,
  afterRefusal:
    "處理完成後，系統管理員或經理可以在要求頁面重試，不必再次提交 CSR。若不再需要此憑證，請在該頁面取消要求。",
  afterBreak:
    "系統管理員或經理可以在要求頁面重試，不必再次提交 CSR。若再次失敗，請將上述訊息轉告負責此服務的人員。若不再需要此憑證，請在該頁面取消要求。",
  request: "此要求：",
};

const texts: Record<Locale, typeof english> = { EN: english, ZH_HANT: chinese };
