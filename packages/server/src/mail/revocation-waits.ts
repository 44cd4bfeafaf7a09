import type { RevocationReason } from "@duplicert/shared/revocation-reason";
import type { ServerPlatform } from "@duplicert/shared/server-platforms";
import type { Locale } from "../accounts/locale.ts";
import { closing, factLines, instant, letterText, quoted, serverText } from "./letter.ts";
import { letterWords } from "./letter-words.ts";
import type { Letter } from "./message.ts";
import { revocationReasonWords } from "./revocation-words.ts";

/** What an approver is told of a request to revoke. */
export interface RevocationWaitsFacts {
  recipientName: string;
  requestId: string;
  orderNumber: number;
  commonName: string;
  dnsNames: string[];
  /** The certificate; null: the whole order. */
  certificate: { serialNumber: string; serverName: string | null; platform: ServerPlatform; validTo: Date } | null;
  /** How many certificates would be revoked. */
  count: number;
  reason: RevocationReason;
  requestedBy: { name: string; email: string };
  requestedAt: Date;
  comments: string | null;
  publicUrl: string;
}

/** Mail to one who may approve: who asks to revoke what, why, and where to decide. */
export function revocationWaits(facts: RevocationWaitsFacts, locale: Locale): Letter {
  const words = texts[locale];
  const labels = letterWords[locale];
  const { orderNumber, commonName, certificate, requestedBy, comments, publicUrl } = facts;
  const what = certificate ? words.one(orderNumber) : words.all(orderNumber, facts.count);
  return {
    subject: words.subject(commonName, orderNumber),
    text: letterText([
      labels.greeting(facts.recipientName),
      words.opening(requestedBy.name, what),
      factLines(locale, [
        [labels.order, String(orderNumber)],
        [labels.requestedBy, `${requestedBy.name} <${requestedBy.email}>`],
        [labels.requestedAt, instant(facts.requestedAt)],
        [labels.commonName, commonName],
        [labels.names, facts.dnsNames.join(", ")],
        [labels.server, certificate && serverText(certificate.serverName, certificate.platform, locale)],
        [labels.serial, certificate?.serialNumber ?? null],
        [labels.validTo, certificate && instant(certificate.validTo)],
        [words.reason, revocationReasonWords[locale][facts.reason]],
      ]),
      comments ? `${words.comments}\n${quoted(comments)}` : null,
      certificate ? words.oneHappens : words.allHappens,
      `${words.decide}\n${publicUrl}/requests/${facts.requestId}`,
      closing(locale, publicUrl),
    ]),
    attachments: [],
  };
}

const english = {
  subject: (name: string, order: number) => `Waits for approval: revocation for ${name} (order ${order})`,
  one: (order: number) => `a certificate on order ${order}`,
  all: (order: number, count: number) =>
    `the whole order ${order} (${count === 1 ? "1 certificate" : `${count} certificates`})`,
  opening: (who: string, what: string) =>
    `${who} asks to revoke ${what}. The request waits for your approval, or another approver's.`,
  reason: "Reason",
  comments: "The requester's comments:",
  oneHappens:
    "Once it is approved, the certificate is revoked at once and for good, and clients refuse it. The other certificates of the order stay valid. If you reject it, say why: the requester is told.",
  allHappens:
    "Once it is approved, every certificate on the order is revoked at once and for good, and nothing more is issued on it. If you reject it, say why: the requester is told.",
  decide: "Look at it, then approve or reject it; if a key is compromised, soon:",
};

const chinese: typeof english = {
  subject: (name, order) => `等待核准：${name} 的撤銷（訂單編號 ${order}）`,
  one: (order) => `訂單編號 ${order} 的一張憑證`,
  all: (order, count) => `整份訂單編號 ${order}（${count} 張憑證）`,
  opening: (who, what) => `${who} 要求撤銷${what}。此要求正等待您或其他核准者核准。`,
  reason: "原因",
  comments: "要求者的說明：",
  oneHappens:
    "核准後會立即撤銷此憑證且無法復原，用戶端會拒絕它；此訂單的其他憑證仍然有效。若要拒絕，請說明原因：系統會通知要求者。",
  allHappens:
    "核准後會立即撤銷此訂單的所有憑證且無法復原，也不會再發行任何憑證。若要拒絕，請說明原因：系統會通知要求者。",
  decide: "請檢視後核准或拒絕；若金鑰已洩露，請儘速處理：",
};

const texts: Record<Locale, typeof english> = { EN: english, ZH_HANT: chinese };
