import type { RequestKind } from "@duplicert/shared/issuance-refusals";
import type { ServerPlatform } from "@duplicert/shared/server-platforms";
import type { Locale } from "../accounts/locale.ts";
import { closing, factLines, instant, letterText, quoted, serverText } from "./letter.ts";
import { letterWords } from "./letter-words.ts";
import type { Letter } from "./message.ts";

/** What a requester is told of a rejection. */
export interface RequestRejectedFacts {
  recipientName: string;
  requestId: string;
  kind: RequestKind;
  orderNumber: number;
  commonName: string;
  dnsNames: string[];
  serverName: string | null;
  /** null: about no server in particular, as a whole order's revocation. */
  platform: ServerPlatform | null;
  requestedAt: Date;
  rejectedBy: string;
  rejectedAt: Date;
  reason: string;
  publicUrl: string;
}

/** Mail to the requester: who rejected the request, why, and how to ask again. */
export function requestRejected(facts: RequestRejectedFacts, locale: Locale): Letter {
  const words = texts[locale];
  const shared = letterWords[locale];
  const { orderNumber, publicUrl } = facts;
  const kind = shared.requestKinds[facts.kind];
  return {
    subject: words.subject(kind, facts.commonName, orderNumber),
    text: letterText([
      shared.greeting(facts.recipientName),
      words.opening(facts.rejectedBy, kind, orderNumber),
      `${words.reason}\n${quoted(facts.reason)}`,
      factLines(locale, [
        [shared.order, String(orderNumber)],
        [shared.commonName, facts.commonName],
        [shared.names, facts.dnsNames.join(", ")],
        [shared.server, facts.platform && serverText(facts.serverName, facts.platform, locale)],
        [shared.requestedAt, instant(facts.requestedAt)],
        [shared.rejectedAt, instant(facts.rejectedAt)],
      ]),
      facts.kind === "REVOCATION" ? words.stillValid : words.whatToDo,
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
  subject: (kind: string, name: string, order: number) => `Rejected: ${kind} for ${name} (order ${order})`,
  opening: (who: string, kind: string, order: number) =>
    `${who} rejected your request for a ${kind} on order ${order}.`,
  reason: "The reason:",
  whatToDo:
    "Nothing was issued and nothing else changed. Once the reason is dealt with, you can ask again, with the same CSR if you like: its key was not used.",
  stillValid:
    "Nothing was revoked and nothing else changed. Once the reason is dealt with, you can ask again. If a private key is compromised, report the key: that needs nobody's approval.",
  request: "The request:",
  again: "The order, to ask again:",
  anew: "The order has ended with it. To place a new one:",
};

const chinese: typeof english = {
  subject: (kind, name, order) => `已拒絕：${name} 的${kind}（訂單編號 ${order}）`,
  opening: (who, kind, order) => `${who} 拒絕了您對訂單編號 ${order} 的${kind}要求。`,
  reason: "原因：",
  whatToDo:
    "沒有發行任何憑證，其他一切維持不變。處理上述原因後，您可以再次提出要求，也可以使用同一份 CSR：其金鑰尚未使用。",
  stillValid:
    "沒有撤銷任何憑證，其他一切維持不變。處理上述原因後，您可以再次提出要求。若私密金鑰已洩露，請回報該金鑰：這不需要任何人核准。",
  request: "此要求：",
  again: "若要再次提出要求，請開啟訂單：",
  anew: "此訂單也已結束。若要建立新訂單：",
};

const texts: Record<Locale, typeof english> = { EN: english, ZH_HANT: chinese };
