import type { ChainPart, DownloadPlan } from "@duplicert/shared/download-formats";
import { installStepsFor, type ServerPlatform } from "@duplicert/shared/server-platforms";
import type { Locale } from "../accounts/locale.ts";
import { closing, factLines, instant, letterText, platformName, serverText, stepLines } from "./letter.ts";
import { letterWords } from "./letter-words.ts";
import type { Attachment, Letter } from "./message.ts";

/** What a contact is told of an issued certificate. */
export interface CertificateIssuedFacts {
  recipientName: string;
  certificateId: string;
  orderNumber: number;
  kind: "ORIGINAL" | "REISSUE" | "DUPLICATE" | "IMPORTED";
  commonName: string;
  dnsNames: string[];
  organization: string | null;
  serverName: string | null;
  platform: ServerPlatform;
  validFrom: Date;
  validTo: Date;
  serialNumber: string;
  sha256Fingerprint: string;
  /** Revoked before it was mailed, as when its order was revoked during signing: not to be installed, so not attached. */
  revoked: boolean;
  /** The download in the platform's own format, and what is in it. */
  attachment: Attachment;
  plan: DownloadPlan;
  publicUrl: string;
}

/** Mail to a certificate contact: the certificate, ready for its server, and how to install it. */
export function certificateIssued(facts: CertificateIssuedFacts, locale: Locale): Letter {
  const words = texts[locale];
  const shared = letterWords[locale];
  const { commonName, orderNumber, platform, plan, publicUrl, revoked } = facts;
  const kind = words.kinds[facts.kind];
  const installation = stepLines(installStepsFor(platform, locale === "EN" ? "en" : "zhHant", commonName));
  return {
    subject: (revoked ? words.revokedSubject : words.subject)(kind, commonName, orderNumber),
    text: letterText([
      shared.greeting(facts.recipientName),
      (revoked ? words.revokedOpening : words.opening)(kind, orderNumber),
      factsOf(facts, locale),
      revoked ? null : `${words.attached(contentsOf(plan, locale))}\n${words.noKey}`,
      revoked ? null : `${words.install(platformName(platform, locale))}\n${installation}`,
      revoked || facts.kind !== "DUPLICATE" ? null : words.othersStay,
      revoked
        ? `${words.orderPage}\n${publicUrl}/orders/${orderNumber}`
        : `${words.everyFormat}\n${publicUrl}/certificates/${facts.certificateId}`,
      closing(locale, publicUrl),
    ]),
    attachments: revoked ? [] : [facts.attachment],
  };
}

function factsOf(facts: CertificateIssuedFacts, locale: Locale): string {
  const labels = letterWords[locale];
  return factLines(locale, [
    [labels.order, String(facts.orderNumber)],
    [labels.organization, facts.organization],
    [labels.commonName, facts.commonName],
    [labels.names, facts.dnsNames.join(", ")],
    [labels.server, serverText(facts.serverName, facts.platform, locale)],
    [labels.validFrom, instant(facts.validFrom)],
    [labels.validTo, instant(facts.validTo)],
    [labels.serial, facts.serialNumber],
    [labels.fingerprint, facts.sha256Fingerprint],
  ]);
}

function contentsOf({ fileName, files, zip }: DownloadPlan, locale: Locale): string {
  const { parts, and, with: holding } = texts[locale];
  const held = (holds: ChainPart[]) => holds.map((part) => parts[part]).join(and);
  if (!zip) return holding(fileName, held(files.flatMap((file) => file.holds)));
  return holding(fileName, files.map((file) => `${file.name} (${held(file.holds)})`).join(and));
}

const english = {
  kinds: {
    ORIGINAL: "certificate",
    REISSUE: "reissued certificate",
    DUPLICATE: "duplicate certificate",
    IMPORTED: "certificate",
  } as Record<CertificateIssuedFacts["kind"], string>,
  subject: (kind: string, name: string, order: number) => `Issued: ${kind} for ${name} (order ${order})`,
  opening: (kind: string, order: number) =>
    `The ${kind} on order ${order} has been issued and is attached to this mail.`,
  revokedSubject: (kind: string, name: string, order: number) => `Revoked: ${kind} for ${name} (order ${order})`,
  revokedOpening: (kind: string, order: number) =>
    `The ${kind} below on order ${order} was issued and has been revoked since. Do not install it; it is not attached.\nIf a certificate is still needed, see on the order's page what can be requested.`,
  parts: { leaf: "the certificate", intermediate: "the intermediate", root: "the root" },
  and: ", ",
  with: (file: string, contents: string) => `${file}: ${contents}`,
  attached: (contents: string) => `Attached: ${contents}.`,
  noKey: "There is no private key in it: that has never left the machine that made the CSR.",
  install: (platform: string) => `To install it (${platform}):`,
  othersStay: "The other certificates of this order stay valid: a duplicate never revokes anything.",
  everyFormat: "Every other format, the root and these steps are on the certificate's page:",
  orderPage: "The order:",
};

const chinese: typeof english = {
  kinds: { ORIGINAL: "憑證", REISSUE: "重新發行的憑證", DUPLICATE: "重複憑證", IMPORTED: "憑證" },
  subject: (kind, name, order) => `已發行：${name} 的${kind}（訂單編號 ${order}）`,
  opening: (kind, order) => `訂單編號 ${order} 的${kind}已發行，並附加於此郵件。`,
  revokedSubject: (kind, name, order) => `已撤銷：${name} 的${kind}（訂單編號 ${order}）`,
  revokedOpening: (kind, order) =>
    `訂單編號 ${order} 的下列${kind}發行後已被撤銷。請勿安裝；此郵件未附加憑證。\n若仍需要憑證，請在訂單頁面查看可以要求的項目。`,
  parts: { leaf: "憑證", intermediate: "中繼憑證", root: "根憑證" },
  and: "、",
  with: (file, contents) => `${file}：${contents}`,
  attached: (contents) => `附件 ${contents}。`,
  noKey: "其中不含私密金鑰：它從未離開建立 CSR 的機器。",
  install: (platform) => `安裝步驟（${platform}）：`,
  othersStay: "此訂單的其他憑證仍然有效：重複憑證不會撤銷任何憑證。",
  everyFormat: "其他格式、根憑證與安裝步驟，請見憑證頁面：",
  orderPage: "訂單頁面：",
};

const texts: Record<Locale, typeof english> = { EN: english, ZH_HANT: chinese };
