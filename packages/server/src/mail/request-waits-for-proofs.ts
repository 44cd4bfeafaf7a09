import type { DuplicateRefusal } from "@duplicert/shared/duplicate-refusal";
import type { RequestKind } from "@duplicert/shared/issuance-refusals";
import type { ServerPlatform } from "@duplicert/shared/server-platforms";
import { waitingWords } from "@duplicert/shared/waiting-words";
import type { Locale } from "../accounts/locale.ts";
import { closing, factLines, letterText, serverText } from "./letter.ts";
import { letterWords } from "./letter-words.ts";
import type { Letter } from "./message.ts";
import { waitingWordsInChinese } from "./waiting-words-in-chinese.ts";

/** What a requester is told of a request that is approved and waits for proofs. */
export interface RequestWaitsForProofsFacts {
  recipientName: string;
  requestId: string;
  kind: RequestKind;
  orderNumber: number;
  commonName: string;
  dnsNames: string[];
  serverName: string | null;
  platform: ServerPlatform;
  /** What is missing. */
  reasons: DuplicateRefusal[];
  /** Of a DV order: every name is proved for this request alone, on the order's page. */
  forItself: boolean;
  /** It was about to be issued, and a proof lapsed. */
  again: boolean;
  /** Nothing is left to prove, and something else stands against it. */
  stuck: boolean;
  publicUrl: string;
}

/** Mail to the requester: what is missing, how to prove it, and that nothing more has to be done then. */
export function requestWaitsForProofs(facts: RequestWaitsForProofsFacts, locale: Locale): Letter {
  const words = texts[locale];
  const shared = letterWords[locale];
  const { orderNumber, publicUrl, commonName, reasons, forItself } = facts;
  const kind = shared.requestKinds[facts.kind];
  return {
    subject: (facts.stuck ? words.stuckSubject : words.subject)(kind, commonName, orderNumber),
    text: letterText([
      shared.greeting(facts.recipientName),
      words[facts.stuck ? "stuck" : facts.again ? "again" : "opening"](kind, orderNumber),
      [
        facts.stuck ? words.against : words.missing,
        ...reasons.map((reason) => reasonLines(reason, facts, locale)),
      ].join("\n"),
      forItself && !facts.stuck ? `${words.forItself}\n${publicUrl}/orders/${orderNumber}` : null,
      factLines(locale, [
        [shared.order, String(orderNumber)],
        [shared.commonName, commonName],
        [shared.names, facts.dnsNames.join(", ")],
        [shared.server, serverText(facts.serverName, facts.platform, locale)],
      ]),
      facts.stuck ? null : words.byItself,
      `${words.request}\n${publicUrl}/requests/${facts.requestId}`,
      closing(locale, publicUrl),
    ]),
    attachments: [],
  };
}

function reasonLines(reason: DuplicateRefusal, facts: RequestWaitsForProofsFacts, locale: Locale): string {
  const { message, remedy } = locale === "EN" ? waitingWords(reason) : waitingWordsInChinese(reason);
  const lines = [`  - ${message}`, `    ${remedy}`];
  // a DV name is proved on the order's page, not on the domain's
  if (reason.path && !facts.forItself) lines.push(`    ${facts.publicUrl}${reason.path}`);
  return lines.join("\n");
}

const english = {
  subject: (kind: string, name: string, order: number) => `Waits for validation: ${kind} for ${name} (order ${order})`,
  opening: (kind: string, order: number) =>
    `Your request for a ${kind} on order ${order} is approved. The certificate is issued as soon as everything is proved.`,
  again: (kind: string, order: number) =>
    `Your request for a ${kind} on order ${order} was about to be issued, but a proof lapsed before. It waits again.`,
  missing: "This is missing:",
  stuckSubject: (kind: string, name: string, order: number) => `Cannot be issued: ${kind} for ${name} (order ${order})`,
  stuck: (kind: string, order: number) =>
    `Your request for a ${kind} on order ${order} is approved, and nothing is left to prove. It cannot be issued all the same.`,
  against: "This stands against it:",
  forItself:
    "On a DV order every name is proved for this certificate alone. What to publish, or whom we asked by mail, is on the order's page:",
  byItself:
    "Nothing else has to be done: what you publish is looked for by itself, and when the last proof is in, the certificate is issued and mailed.",
  request: "The request:",
};

const chinese: typeof english = {
  subject: (kind, name, order) => `等待驗證：${name} 的${kind}（訂單編號 ${order}）`,
  opening: (kind, order) => `您對訂單編號 ${order} 的${kind}要求已核准。所有項目通過驗證後，憑證就會發行。`,
  again: (kind, order) =>
    `您對訂單編號 ${order} 的${kind}要求原本即將發行，但有一項驗證在此之前失效，因此再次等待驗證。`,
  missing: "尚缺以下項目：",
  stuckSubject: (kind, name, order) => `無法發行：${name} 的${kind}（訂單編號 ${order}）`,
  stuck: (kind, order) => `您對訂單編號 ${order} 的${kind}要求已核准，也沒有待驗證的項目，但仍無法發行。`,
  against: "原因如下：",
  forItself: "DV 訂單的每個名稱都須為此憑證單獨驗證。需要發布的內容，或我們以郵件詢問的對象，請見訂單頁面：",
  byItself: "除此之外不必再做任何事：系統會自動查詢您發布的內容，最後一項通過驗證後，憑證會自動發行並寄出。",
  request: "此要求：",
};

const texts: Record<Locale, typeof english> = { EN: english, ZH_HANT: chinese };
