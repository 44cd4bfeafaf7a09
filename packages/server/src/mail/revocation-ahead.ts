import { hoursToReplace } from "@duplicert/shared/reissue-effect";
import type { ServerPlatform } from "@duplicert/shared/server-platforms";
import type { Locale } from "../accounts/locale.ts";
import { closing, factLines, instant, letterText, serverText } from "./letter.ts";
import { letterWords } from "./letter-words.ts";
import type { Letter } from "./message.ts";

/** A certificate that a reissue ends. */
export interface EndingCertificate {
  serialNumber: string;
  commonName: string;
  serverName: string | null;
  platform: ServerPlatform;
  validTo: Date;
}

/** What people are told of certificates that a reissue ends: when it is asked for, when it is issued, and a day before the end. */
export interface RevocationAheadFacts {
  recipientName: string;
  occasion: "REQUESTED" | "ISSUED" | "SOON";
  requestId: string | null;
  orderNumber: number;
  /** Of the reissue. */
  commonName: string;
  dnsNames: string[];
  certificates: EndingCertificate[];
  /** null: the reissue has not been issued. */
  dueAt: Date | null;
  publicUrl: string;
}

const mostListed = 25;

/** Mail before certificates are revoked because of a reissue: which, on which servers, when, and what to do until then. */
export function revocationAhead(facts: RevocationAheadFacts, locale: Locale): Letter {
  const words = texts[locale];
  const labels = letterWords[locale];
  const { occasion, orderNumber, commonName, certificates, publicUrl, requestId } = facts;
  const due = facts.dueAt ? instant(facts.dueAt) : "";
  const listed = certificates.slice(0, mostListed).map((one) =>
    factLines(locale, [
      [labels.serial, one.serialNumber],
      [labels.commonName, one.commonName],
      [labels.server, serverText(one.serverName, one.platform, locale)],
      [labels.validTo, instant(one.validTo)],
    ]),
  );
  const more = certificates.length - listed.length;
  return {
    subject: words.subject[occasion](commonName, orderNumber, due),
    text: letterText([
      labels.greeting(facts.recipientName),
      words.opening[occasion](orderNumber, due),
      factLines(locale, [
        [labels.order, String(orderNumber)],
        [labels.commonName, commonName],
        [words.newNames, facts.dnsNames.join(", ")],
        [words.dueAt, due || null],
      ]),
      words.these(certificates.length),
      ...listed,
      more > 0 ? words.more(more) : null,
      words.whatToDo[occasion],
      occasion === "REQUESTED" && requestId ? `${words.request}\n${publicUrl}/requests/${requestId}` : null,
      `${words.order}\n${publicUrl}/orders/${orderNumber}`,
      closing(locale, publicUrl),
    ]),
    attachments: [],
  };
}

const english = {
  subject: {
    REQUESTED: (_: string, order: number) =>
      `Reissue request will revoke previously issued certificates for order ${order} within ${hoursToReplace} hours`,
    ISSUED: (name: string, order: number, due: string) =>
      `To be revoked on ${due}: earlier certificates for ${name} (order ${order})`,
    SOON: (name: string, order: number, due: string) =>
      `Reminder, to be revoked on ${due}: earlier certificates for ${name} (order ${order})`,
  },
  opening: {
    REQUESTED: (order: number) =>
      `You requested a reissue on order ${order} that leaves out or changes a name. ${hoursToReplace} hours after it is issued, everything issued on the order before is revoked.`,
    ISSUED: (order: number, due: string) =>
      `The certificate of order ${order} was reissued, and a name was left out or changed. So everything issued on the order before will be revoked on ${due}.`,
    SOON: (order: number, due: string) =>
      `In less than 24 hours, on ${due}, the certificates below on order ${order} will be revoked, because a reissue left out or changed a name.`,
  },
  newNames: "Names of the reissue",
  dueAt: "Revoked on",
  these: (count: number) => (count === 1 ? "This certificate ends:" : `These ${count} certificates end:`),
  more: (count: number) => `  … and ${count} more: see the order.`,
  whatToDo: {
    REQUESTED:
      "Until the reissue is issued nothing changes, and canceling the request keeps everything as it is. Once it is issued, put the new certificate, or duplicates of it, on these servers.",
    ISSUED:
      "Until then they stay valid. Put the new certificate on each of these servers; a server with a key of its own gets a duplicate of the new certificate, which you may request at once.",
    SOON: "Clients will then refuse servers that still use them. Put the new certificate, or a duplicate of it, on each of these servers now. If all of them have it already, there is nothing to do.",
  },
  request: "The request:",
  order: "The order, its certificates, and duplicates of the new one:",
};

const chinese: typeof english = {
  subject: {
    REQUESTED: (_, order) => `重新發行要求將在 ${hoursToReplace} 小時內撤銷訂單編號 ${order} 先前發行的憑證`,
    ISSUED: (name, order, due) => `將於 ${due} 撤銷：${name} 先前的憑證（訂單編號 ${order}）`,
    SOON: (name, order, due) => `提醒，將於 ${due} 撤銷：${name} 先前的憑證（訂單編號 ${order}）`,
  },
  opening: {
    REQUESTED: (order) =>
      `您對訂單編號 ${order} 提出的重新發行要求移除或變更了名稱。新憑證發行 ${hoursToReplace} 小時後，此訂單先前發行的所有憑證將撤銷。`,
    ISSUED: (order, due) =>
      `訂單編號 ${order} 的憑證已重新發行，並移除或變更了名稱。因此，此訂單先前發行的所有憑證將於 ${due} 撤銷。`,
    SOON: (order, due) => `訂單編號 ${order} 的下列憑證將在 24 小時內（${due}）撤銷，因為重新發行時移除或變更了名稱。`,
  },
  newNames: "重新發行的名稱",
  dueAt: "撤銷時間",
  these: (count) => `下列 ${count} 張憑證將失效：`,
  more: (count) => `  … 以及另外 ${count} 張：請參閱訂單。`,
  whatToDo: {
    REQUESTED:
      "在新憑證發行之前，一切維持不變；若取消要求，現有憑證也都會保留。新憑證發行後，請將它或其重複憑證安裝到這些伺服器。",
    ISSUED:
      "在此之前，它們仍然有效。請將新憑證安裝到每一台伺服器；使用自己金鑰的伺服器，可以立即要求新憑證的重複憑證。",
    SOON: "屆時用戶端會拒絕仍使用這些憑證的伺服器。請立即將新憑證或其重複憑證安裝到每一台伺服器。若已全部更換，則無須處理。",
  },
  request: "此要求：",
  order: "訂單、其憑證，以及新憑證的重複憑證：",
};

const texts: Record<Locale, typeof english> = { EN: english, ZH_HANT: chinese };
