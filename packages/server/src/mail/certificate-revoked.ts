import type { RevocationReason } from "@duplicert/shared/revocation-reason";
import type { ServerPlatform } from "@duplicert/shared/server-platforms";
import type { Locale } from "../accounts/locale.ts";
import { closing, factLines, instant, letterText, serverText } from "./letter.ts";
import { letterWords } from "./letter-words.ts";
import type { Letter } from "./message.ts";
import { revocationReasonWords } from "./revocation-words.ts";

/** What a contact is told of a revocation. */
export interface CertificateRevokedFacts {
  recipientName: string;
  certificateId: string;
  orderNumber: number;
  kind: "ORIGINAL" | "REISSUE" | "DUPLICATE" | "IMPORTED";
  commonName: string;
  dnsNames: string[];
  serverName: string | null;
  platform: ServerPlatform;
  serialNumber: string;
  revokedAt: Date;
  reason: RevocationReason;
  /** Whether the whole order was revoked: then there is no other certificate to go on with. */
  orderRevoked: boolean;
  publicUrl: string;
}

/** Mail to a certificate contact, and to who asked for it: which certificate is revoked, since when, why, and what to do now. */
export function certificateRevoked(facts: CertificateRevokedFacts, locale: Locale): Letter {
  const words = texts[locale];
  const labels = letterWords[locale];
  const { commonName, orderNumber, publicUrl, reason } = facts;
  const kind = words.kinds[facts.kind];
  return {
    subject: words.subject(kind, commonName, orderNumber),
    text: letterText([
      labels.greeting(facts.recipientName),
      words.opening(kind, orderNumber),
      factLines(locale, [
        [labels.order, String(orderNumber)],
        [labels.commonName, commonName],
        [labels.names, facts.dnsNames.join(", ")],
        [labels.server, serverText(facts.serverName, facts.platform, locale)],
        [labels.serial, facts.serialNumber],
        [words.revokedAt, instant(facts.revokedAt)],
        [words.reason, revocationReasonWords[locale][reason]],
      ]),
      words.remove,
      reason === "KEY_COMPROMISE" ? words.newKey : null,
      facts.orderRevoked ? words.wholeOrder : words.othersStay,
      `${words.certificatePage}\n${publicUrl}/certificates/${facts.certificateId}`,
      facts.orderRevoked ? null : `${words.orderPage}\n${publicUrl}/orders/${orderNumber}`,
      closing(locale, publicUrl),
    ]),
    attachments: [],
  };
}

const english = {
  kinds: {
    ORIGINAL: "certificate",
    REISSUE: "reissued certificate",
    DUPLICATE: "duplicate certificate",
    IMPORTED: "certificate",
  } as Record<CertificateRevokedFacts["kind"], string>,
  subject: (kind: string, name: string, order: number) => `Revoked: ${kind} for ${name} (order ${order})`,
  opening: (kind: string, order: number) =>
    `The ${kind} below on order ${order} has been revoked. This is for good: a revocation cannot be undone.`,
  revokedAt: "Revoked at",
  reason: "Reason",
  remove:
    "Clients learn of it from the CRL and from OCSP, and then refuse the server that still uses it. Remove it from the server.",
  newKey: "Make a new key for that server before you ask for another certificate: this one is not accepted again.",
  othersStay: "The other certificates of this order stay valid.",
  wholeOrder: "The whole order was revoked: nothing more is issued on it. For another certificate, place a new order.",
  certificatePage: "The certificate:",
  orderPage: "The order, and what can be requested on it:",
};

const chinese: typeof english = {
  kinds: { ORIGINAL: "憑證", REISSUE: "重新發行的憑證", DUPLICATE: "重複憑證", IMPORTED: "憑證" },
  subject: (kind, name, order) => `已撤銷：${name} 的${kind}（訂單編號 ${order}）`,
  opening: (kind, order) => `訂單編號 ${order} 的下列${kind}已撤銷。撤銷無法復原。`,
  revokedAt: "撤銷時間",
  reason: "原因",
  remove: "用戶端會由 CRL 與 OCSP 得知撤銷，並拒絕仍使用此憑證的伺服器。請將它從伺服器移除。",
  newKey: "提出新的憑證要求之前，請先為該伺服器建立新的金鑰：此金鑰不會再被接受。",
  othersStay: "此訂單的其他憑證仍然有效。",
  wholeOrder: "整份訂單已撤銷，不會再發行任何憑證。若需要其他憑證，請建立新訂單。",
  certificatePage: "憑證頁面：",
  orderPage: "訂單頁面，以及可以要求的項目：",
};

const texts: Record<Locale, typeof english> = { EN: english, ZH_HANT: chinese };
