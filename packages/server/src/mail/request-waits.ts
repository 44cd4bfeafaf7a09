import type { RequestKind } from "@duplicert/shared/issuance-refusals";
import type { ServerPlatform } from "@duplicert/shared/server-platforms";
import type { SignatureHash } from "@duplicert/shared/signature-hash";
import type { Locale } from "../accounts/locale.ts";
import { closing, factLines, hashNames, instant, letterText, quoted, serverText } from "./letter.ts";
import { letterWords } from "./letter-words.ts";
import type { Letter } from "./message.ts";

/** What an approver is told of a request. */
export interface RequestWaitsFacts {
  recipientName: string;
  requestId: string;
  kind: RequestKind;
  /** SECOND: in two-step approval, after the first one. */
  step: "FIRST" | "SECOND";
  /** The approver asked for it themselves, and may decide on it all the same. */
  ownRequest: boolean;
  orderNumber: number;
  organization: string | null;
  commonName: string;
  dnsNames: string[];
  serverName: string | null;
  platform: ServerPlatform;
  validTo: Date;
  /** False: nobody asked for that date; it is computed again at approval. */
  validToNamed: boolean;
  signatureHash: SignatureHash;
  keyAlgorithm: string;
  requestedBy: { name: string; email: string };
  requestedAt: Date;
  comments: string | null;
  /** Of a reissue that leaves out or changes a name: it ends what was issued before. */
  revokesEarlier?: boolean;
  publicUrl: string;
}

/** Mail to one who may approve: who asks for what, and where to decide. */
export function requestWaits(facts: RequestWaitsFacts, locale: Locale): Letter {
  const words = texts[locale];
  const shared = letterWords[locale];
  const { orderNumber, comments, publicUrl, requestedBy } = facts;
  const kind = shared.requestKinds[facts.kind];
  return {
    subject: words.subject(kind, facts.commonName, orderNumber),
    text: letterText([
      shared.greeting(facts.recipientName),
      facts.ownRequest ? words.ownOpening(kind, orderNumber) : words.opening(requestedBy.name, kind, orderNumber),
      facts.step === "SECOND" ? words.second : null,
      factsOf(facts, locale),
      comments ? `${words.comments}\n${quoted(comments)}` : null,
      facts.kind === "DUPLICATE" ? words.whatHappens : words.mayWait,
      facts.revokesEarlier ? words.revokesEarlier : null,
      `${words.decide}\n${publicUrl}/requests/${facts.requestId}`,
      closing(locale, publicUrl),
    ]),
    attachments: [],
  };
}

function factsOf(facts: RequestWaitsFacts, locale: Locale): string {
  const labels = letterWords[locale];
  const { byDefault } = texts[locale];
  const { name, email } = facts.requestedBy;
  return factLines(locale, [
    [labels.order, String(facts.orderNumber)],
    [labels.organization, facts.organization],
    [labels.requestedBy, `${name} <${email}>`],
    [labels.requestedAt, instant(facts.requestedAt)],
    [labels.commonName, facts.commonName],
    [labels.names, facts.dnsNames.join(", ")],
    [labels.server, serverText(facts.serverName, facts.platform, locale)],
    [labels.validTo, `${instant(facts.validTo)}${facts.validToNamed ? "" : byDefault}`],
    [labels.hash, hashNames[facts.signatureHash]],
    [labels.key, facts.keyAlgorithm],
  ]);
}

const english = {
  subject: (kind: string, name: string, order: number) => `Waits for approval: ${kind} for ${name} (order ${order})`,
  opening: (who: string, kind: string, order: number) =>
    `${who} asks for a ${kind} on order ${order}. The request waits for your approval, or another approver's.`,
  ownOpening: (kind: string, order: number) =>
    `Your request for a ${kind} on order ${order} waits for approval. You may decide on it yourself, or leave it to another approver.`,
  second: "It has been approved once; your account asks for a second approval, by somebody else.",
  byDefault: " (the default; computed again at approval)",
  comments: "The requester's comments:",
  whatHappens:
    "Once it is approved, the certificate is issued at once. The other certificates of the order stay as they are. If you reject it, say why: the requester is told.",
  mayWait:
    "Once it is approved, the certificate is issued by itself as soon as its names and its organization are proved. If you reject it, say why: the requester is told.",
  revokesEarlier:
    "It leaves out or changes a name: 72 hours after it is issued, everything that was issued on the order before is revoked, on whichever servers it is.",
  decide: "Look at it, then approve or reject it:",
};

const chinese: typeof english = {
  subject: (kind, name, order) => `等待核准：${name} 的${kind}（訂單編號 ${order}）`,
  opening: (who, kind, order) => `${who} 要求訂單編號 ${order} 的${kind}。此要求正等待您或其他核准者核准。`,
  ownOpening: (kind, order) =>
    `您對訂單編號 ${order} 的${kind}要求正等待核准。您可以自行決定，也可以交由其他核准者決定。`,
  second: "此要求已核准一次；您的帳戶需要由另一人進行第二個核准步驟。",
  byDefault: "（預設值，核准時重新計算）",
  comments: "要求者的說明：",
  whatHappens: "核准後會立即發行憑證，此訂單的其他憑證維持不變。若要拒絕，請說明原因：系統會通知要求者。",
  mayWait: "核准後，待名稱與組織通過驗證，憑證會自動發行。若要拒絕，請說明原因：系統會通知要求者。",
  revokesEarlier:
    "此要求移除或變更了名稱：新憑證發行 72 小時後，此訂單先前發行的所有憑證都會撤銷，無論安裝在哪一台伺服器。",
  decide: "請檢視後核准或拒絕：",
};

const texts: Record<Locale, typeof english> = { EN: english, ZH_HANT: chinese };
