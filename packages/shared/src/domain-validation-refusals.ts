import { covers, normalizeDnsName } from "./dns-name.ts";

/** How control of a domain can be shown. */
export type DomainMethod = "DNS_TXT" | "DNS_CNAME" | "HTTP_FILE" | "EMAIL_CONSTRUCTED" | "EMAIL_TXT_CONTACT";

/** BR 3.2.2.4.4: the mailboxes that speak for a domain, in front of the "@". */
export const constructedMailboxes = ["admin", "administrator", "hostmaster", "postmaster", "webmaster"] as const;

/** How many mails may ask for approval of one domain in 24 hours. */
export const mostMailsADay = 10;

/** Each reason why a domain may not be validated in a wished way. */
export const DomainValidationRefusalCode = {
  WILDCARD_BY_FILE: "WILDCARD_BY_FILE",
  NAME_BEYOND_FILE: "NAME_BEYOND_FILE",
  NAME_NOT_COVERED: "NAME_NOT_COVERED",
  RECIPIENT_NOT_ALLOWED: "RECIPIENT_NOT_ALLOWED",
  NO_RECIPIENT: "NO_RECIPIENT",
  TOO_MANY_MAILS: "TOO_MANY_MAILS",
} as const;
export type DomainValidationRefusalCode =
  (typeof DomainValidationRefusalCode)[keyof typeof DomainValidationRefusalCode];

/** A reason, the domain, and what it is about: a name, a mailbox, or since when so many mails were sent. */
export interface DomainValidationRefusal {
  code: DomainValidationRefusalCode;
  domain: string;
  subject: string | null;
}

export interface DomainValidationFacts {
  domain: string;
  /** How many mails asked for approval of it in the last 24 hours. */
  mailsOfADay: number;
}

export interface DomainValidationWish {
  method: DomainMethod;
  /** Mailboxes in front of the "@"; null: all that are allowed. Of other methods than constructed mail: not looked at. */
  recipients: readonly string[] | null;
  /** Names it is to serve; may be wildcards. */
  names: readonly string[];
}

/** Why a domain may not be validated so. */
export function domainValidationRefusals(
  facts: DomainValidationFacts,
  wish: DomainValidationWish,
): DomainValidationRefusal[] {
  return [...wish.names.flatMap((name) => nameRefusals(facts.domain, wish.method, name)), ...mailRefusals(facts, wish)];
}

// BR 3.2.2.4.18: a file speaks for that one name only; never for a wildcard (since 2021-12-01).
function nameRefusals(domain: string, method: DomainMethod, text: string): DomainValidationRefusal[] {
  const name = normalizeDnsName(text);
  const subject = (name ?? text).slice(0, 253);
  if (name === null || !covers(domain, name)) return [{ code: "NAME_NOT_COVERED", domain, subject }];
  if (method !== "HTTP_FILE") return [];
  if (name.startsWith("*.")) return [{ code: "WILDCARD_BY_FILE", domain, subject }];
  return name === normalizeDnsName(domain) ? [] : [{ code: "NAME_BEYOND_FILE", domain, subject }];
}

function mailRefusals(
  { domain, mailsOfADay }: DomainValidationFacts,
  { method, recipients }: DomainValidationWish,
): DomainValidationRefusal[] {
  if (method !== "EMAIL_CONSTRUCTED" && method !== "EMAIL_TXT_CONTACT") return [];
  const chosen = method === "EMAIL_CONSTRUCTED" ? (recipients ?? constructedMailboxes) : null;
  const wrong = (chosen ?? []).filter((one) => !(constructedMailboxes as readonly string[]).includes(one));
  const mails = mailsOfADay + (chosen?.length ?? 1);
  return [
    ...wrong.map((one) => ({ code: "RECIPIENT_NOT_ALLOWED" as const, domain, subject: one.slice(0, 64) })),
    ...(chosen?.length === 0 ? [{ code: "NO_RECIPIENT" as const, domain, subject: null }] : []),
    ...(mails > mostMailsADay ? [{ code: "TOO_MANY_MAILS" as const, domain, subject: String(mailsOfADay) }] : []),
  ];
}

const mailboxes = `${constructedMailboxes.slice(0, -1).join(", ")} and ${constructedMailboxes.at(-1)}`;

type Words = (domain: string, subject: string | null) => { message: string; remedy: string };

const words: Record<DomainValidationRefusalCode, Words> = {
  WILDCARD_BY_FILE: (domain, name) => ({
    message: `A file cannot prove ${name}: it speaks for the exact name ${domain} only (BR 3.2.2.4.18).`,
    remedy: "Prove the domain by a TXT or CNAME record, or by e-mail: these cover wildcards.",
  }),
  NAME_BEYOND_FILE: (domain, name) => ({
    message: `A file at ${domain} does not prove ${name}: it speaks for the exact name only (BR 3.2.2.4.18).`,
    remedy: `Prove ${domain} by a TXT or CNAME record, or by e-mail: these cover every name under it. Or add ${name} as a domain of its own and put the file there.`,
  }),
  NAME_NOT_COVERED: (domain, name) => ({
    message: `Control of ${domain} does not reach ${name}.`,
    remedy: "Choose the domain that is above the name, or add it.",
  }),
  RECIPIENT_NOT_ALLOWED: (domain, mailbox) => ({
    message: `${mailbox}@${domain} is not a mailbox that speaks for a domain (BR 3.2.2.4.4).`,
    remedy: `Choose among ${mailboxes}. To have it asked at another address, publish that in a TXT record at _validation-contactemail.${domain} and choose that method.`,
  }),
  NO_RECIPIENT: () => ({
    message: "There is nobody to ask: no mailbox was chosen.",
    remedy: `Choose at least one of ${mailboxes}, or leave the list out for all of them.`,
  }),
  TOO_MANY_MAILS: (domain, sent) => ({
    message: `${sent} mails have asked for approval of ${domain} in the last 24 hours; at most ${mostMailsADay} do.`,
    remedy:
      "Look whether one of them has arrived, choose fewer mailboxes, wait a day, or prove the domain by a record.",
  }),
};

/** A reason in English: what is wrong, and what to do about it. */
export function domainValidationRefusalWords(refusal: DomainValidationRefusal): { message: string; remedy: string } {
  return words[refusal.code](refusal.domain, refusal.subject);
}
