import type { RequestKind } from "@duplicert/shared/issuance-refusals";
import type { ServerPlatform } from "@duplicert/shared/server-platforms";
import type { Locale } from "../accounts/locale.ts";
import { closing, factLines, instant, letterText, serverText } from "./letter.ts";
import { letterWords } from "./letter-words.ts";
import type { Letter } from "./message.ts";

/** What a requester is told of a request that nobody decided on. */
export interface RequestLapsedFacts {
  recipientName: string;
  requestId: string;
  kind: RequestKind;
  orderNumber: number;
  commonName: string;
  dnsNames: string[];
  serverName: string | null;
  platform: ServerPlatform;
  requestedAt: Date;
  lapsedAt: Date;
  publicUrl: string;
}

/** Mail to the requester: nobody decided in 30 days, the request is canceled, and how to ask again. */
export function requestLapsed(facts: RequestLapsedFacts, locale: Locale): Letter {
  const words = texts[locale];
  const shared = letterWords[locale];
  const { orderNumber, publicUrl } = facts;
  const kind = shared.requestKinds[facts.kind];
  return {
    subject: words.subject(kind, facts.commonName, orderNumber),
    text: letterText([
      shared.greeting(facts.recipientName),
      words.opening(kind, orderNumber),
      factLines(locale, [
        [shared.order, String(orderNumber)],
        [shared.commonName, facts.commonName],
        [shared.names, facts.dnsNames.join(", ")],
        [shared.server, serverText(facts.serverName, facts.platform, locale)],
        [shared.requestedAt, instant(facts.requestedAt)],
        [words.lapsedAt, instant(facts.lapsedAt)],
      ]),
      words.whatToDo,
      `${words.request}\n${publicUrl}/requests/${facts.requestId}`,
      facts.kind === "ORIGINAL"
        ? `${words.anew}\n${publicUrl}/orders`
        : `${words.again}\n${publicUrl}/orders/${orderNumber}`,
      closing(locale, publicUrl),
    ]),
    attachments: [],
  };
}

const english = {
  subject: (kind: string, name: string, order: number) => `Canceled: ${kind} for ${name} (order ${order})`,
  opening: (kind: string, order: number) =>
    `Nobody decided within 30 days on your request for a ${kind} on order ${order}, so it has been canceled.`,
  lapsedAt: "Canceled at",
  whatToDo:
    "Nothing was issued and nothing else changed. If you still need it, ask an administrator or manager of your account whether they will approve it, and ask again, with the same CSR if you like.",
  request: "The request:",
  again: "The order, to ask again:",
  anew: "The order has ended with it. To place a new one:",
};

const chinese: typeof english = {
  subject: (kind, name, order) => `已取消：${name} 的${kind}（訂單編號 ${order}）`,
  opening: (kind, order) => `您對訂單編號 ${order} 的${kind}要求在 30 天內無人決定，因此已取消。`,
  lapsedAt: "取消時間",
  whatToDo:
    "沒有發行任何憑證，其他一切維持不變。若仍有需要，請詢問帳戶的系統管理員或經理是否會核准，然後再次提出要求，也可以使用同一份 CSR。",
  request: "此要求：",
  again: "若要再次提出要求，請開啟訂單：",
  anew: "此訂單也已結束。若要建立新訂單：",
};

const texts: Record<Locale, typeof english> = { EN: english, ZH_HANT: chinese };
