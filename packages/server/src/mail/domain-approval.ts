import type { Locale } from "../accounts/locale.ts";
import { closing, factLines, instant, letterText } from "./letter.ts";
import type { Letter } from "./message.ts";

/** What whoever speaks for a domain is told of somebody who wants to prove it. */
export interface DomainApprovalFacts {
  domain: string;
  account: string;
  /** null: nobody of the account asked; the product went on by itself. */
  person: { name: string; email: string } | null;
  recipient: string;
  askedAt: Date;
  expiresAt: Date;
  /** One order's certificate alone, or all that the account orders until the proof lapses. */
  onceOnly: boolean;
  /** Stands in the link alone, behind the "#", which no browser sends on. */
  value: string;
  publicUrl: string;
}

/** Mail to a mailbox that speaks for a domain: who wants certificates for it, what approving means, and the link to do so. */
export function domainApproval(facts: DomainApprovalFacts, locale: Locale): Letter {
  const words = texts[locale];
  const { domain, account, person, publicUrl } = facts;
  return {
    subject: words.subject(domain),
    text: letterText([
      words.greeting,
      words.opening(account, domain),
      factLines(locale, [
        [words.domain, domain],
        [words.account, account],
        [words.person, person && `${person.name} <${person.email}>`],
        [words.askedAt, instant(facts.askedAt)],
        [words.recipient, facts.recipient],
        [words.expiresAt, instant(facts.expiresAt)],
      ]),
      facts.onceOnly ? words.meansOnce(domain) : words.means(domain),
      words.check,
      `${words.decide}\n${publicUrl}/domain-approval#${facts.value}`,
      words.ignore,
      closing(locale, publicUrl),
    ]),
    attachments: [],
  };
}

const english = {
  subject: (domain: string) => `Approve certificates for ${domain}?`,
  greeting: "Hello,",
  opening: (account: string, domain: string) =>
    `"${account}" wants TLS certificates for ${domain}. You get this mail because your mailbox speaks for that domain, by the rules that all certificate authorities follow.`,
  domain: "Domain",
  account: "Account",
  person: "Asked by",
  askedAt: "Asked at",
  recipient: "Sent to",
  expiresAt: "The link ends at",
  means: (domain: string) =>
    `If you approve, this account may get certificates for ${domain}, for every name under it and for wildcards, until the approval lapses. Whoever holds such a certificate and its key can run a server that browsers take for yours.`,
  meansOnce: (domain: string) =>
    `If you approve, this account may get one certificate, for names of ${domain}. Whoever holds it and its key can run a server that browsers take for yours.`,
  check: "Approve only if you know the account and expect this. If you are not sure, ask your colleagues first.",
  decide: "Look at it, then approve or decline. The link is for you alone, do not pass it on:",
  ignore: "If you do nothing, nothing is approved.",
};

const chinese: typeof english = {
  subject: (domain) => `是否核准 ${domain} 的憑證？`,
  greeting: "您好：",
  opening: (account, domain) =>
    `「${account}」要求 ${domain} 的 TLS 憑證。依照所有憑證授權機構共同遵守的規則，您的信箱可代表此網域，因此您收到此郵件。`,
  domain: "網域",
  account: "帳戶",
  person: "要求者",
  askedAt: "要求時間",
  recipient: "收件者",
  expiresAt: "連結失效時間",
  means: (domain) =>
    `若您核准，在驗證到期前，此帳戶可取得 ${domain}、其下所有名稱及萬用字元的憑證。持有此類憑證及其金鑰的人，可以架設瀏覽器視為屬於您的伺服器。`,
  meansOnce: (domain) =>
    `若您核准，此帳戶可取得一張包含 ${domain} 名稱的憑證。持有此憑證及其金鑰的人，可以架設瀏覽器視為屬於您的伺服器。`,
  check: "只有在您認識此帳戶且知悉此事時才核准。若不確定，請先詢問同事。",
  decide: "請檢視後核准或拒絕。此連結僅供您本人使用，請勿轉寄：",
  ignore: "若您不採取任何動作，就不會核准任何事項。",
};

const texts: Record<Locale, typeof english> = { EN: english, ZH_HANT: chinese };
