import type { ServerPlatform } from "@duplicert/shared/server-platforms";
import type { Locale } from "../accounts/locale.ts";
import { closing, factLines, instant, letterText, serverText, stepLines } from "./letter.ts";
import { letterWords } from "./letter-words.ts";
import type { Letter } from "./message.ts";

/** What the owner of a certificate is told when its key has become known. */
export interface KeyCompromisedFacts {
  recipientName: string;
  certificateId: string;
  orderNumber: number;
  commonName: string;
  dnsNames: string[];
  serverName: string | null;
  platform: ServerPlatform;
  serialNumber: string;
  spkiSha256: string;
  revokedAt: Date;
  publicUrl: string;
}

/** Mail to the owner: somebody else has the private key, the certificate is revoked, and what to do at once. */
export function keyCompromised(facts: KeyCompromisedFacts, locale: Locale): Letter {
  const words = texts[locale];
  const shared = letterWords[locale];
  const { commonName, orderNumber, publicUrl } = facts;
  return {
    subject: words.subject(commonName, orderNumber),
    text: letterText([
      shared.greeting(facts.recipientName),
      words.opening(commonName, orderNumber),
      factLines(locale, [
        [shared.order, String(orderNumber)],
        [shared.commonName, commonName],
        [shared.names, facts.dnsNames.join(", ")],
        [shared.server, serverText(facts.serverName, facts.platform, locale)],
        [shared.serial, facts.serialNumber],
        [words.spki, facts.spkiSha256],
        [words.revokedAt, instant(facts.revokedAt)],
      ]),
      `${words.whatToDo}\n${stepLines(words.steps)}`,
      words.why,
      `${words.certificate}\n${publicUrl}/certificates/${facts.certificateId}`,
      `${words.order}\n${publicUrl}/orders/${orderNumber}`,
      closing(locale, publicUrl),
    ]),
    attachments: [],
  };
}

const english = {
  subject: (name: string, order: number) => `Private key compromised, certificate revoked: ${name} (order ${order})`,
  opening: (name: string, order: number) =>
    `The private key of your certificate for ${name} on order ${order} is known to somebody else than its server: we were given the key or a proof of it, it is on a list of compromised keys, or your account revoked another certificate on it for that reason. Whoever has it can pass for your server. So the certificate has been revoked.`,
  spki: "Key (SHA-256)",
  revokedAt: "Revoked at",
  whatToDo: "What to do now:",
  steps: [
    "On the server, make a new private key and a CSR from it. Do not use the old key anywhere again: it will not be accepted.",
    "Request a duplicate on the order with the new CSR, and install it in place of the revoked certificate.",
    "Delete the old key wherever it is, and find out how it got out: a key copied between machines, a backup, a repository, a mail.",
  ],
  why: "Certification authorities have to revoke within 24 hours when they learn of a compromised key (CA/Browser Forum Baseline Requirements 4.9.1.1). Your other certificates, with keys of their own, stay valid.",
  certificate: "The certificate:",
  order: "The order, to request a duplicate:",
};

const chinese: typeof english = {
  subject: (name, order) => `私密金鑰遭洩露，憑證已撤銷：${name}（訂單編號 ${order}）`,
  opening: (name, order) =>
    `訂單編號 ${order} 中 ${name} 的憑證，其私密金鑰已為伺服器以外的人所知：我們收到了該金鑰或其證明，它在已洩露金鑰的清單上，或者您的帳戶已因此撤銷了使用同一金鑰的另一張憑證。持有該金鑰的人可以冒充您的伺服器，因此該憑證已撤銷。`,
  spki: "金鑰 (SHA-256)",
  revokedAt: "撤銷時間",
  whatToDo: "現在該怎麼做：",
  steps: [
    "在伺服器上建立新的私密金鑰與 CSR。請勿在任何地方再使用舊金鑰：我們不會再接受它。",
    "在訂單上以新的 CSR 要求重複憑證，並安裝以取代已撤銷的憑證。",
    "刪除各處的舊金鑰，並查明它如何外洩：例如在機器之間複製、備份、程式碼儲存庫或郵件。",
  ],
  why: "憑證授權單位得知金鑰遭洩露後，必須在 24 小時內撤銷憑證（CA/Browser Forum Baseline Requirements 4.9.1.1）。您其他使用各自金鑰的憑證仍然有效。",
  certificate: "憑證：",
  order: "若要要求重複憑證，請開啟訂單：",
};

const texts: Record<Locale, typeof english> = { EN: english, ZH_HANT: chinese };
