/** What was found when it was looked whether a domain's challenge is met. */
export const DomainCheckCode = {
  VALUE_FOUND: "VALUE_FOUND",
  CONTACT_FOUND: "CONTACT_FOUND",
  RECORD_MISSING: "RECORD_MISSING",
  VALUE_WRONG: "VALUE_WRONG",
  VALUE_STALE: "VALUE_STALE",
  TARGET_WRONG: "TARGET_WRONG",
  DNS_FAILED: "DNS_FAILED",
  DNS_TIMEOUT: "DNS_TIMEOUT",
  DNSSEC_BOGUS: "DNSSEC_BOGUS",
  CHAIN_TOO_LONG: "CHAIN_TOO_LONG",
  NO_ADDRESS: "NO_ADDRESS",
  ADDRESS_FORBIDDEN: "ADDRESS_FORBIDDEN",
  CONNECTION_FAILED: "CONNECTION_FAILED",
  HTTP_TIMEOUT: "HTTP_TIMEOUT",
  HTTP_STATUS: "HTTP_STATUS",
  REDIRECT_REFUSED: "REDIRECT_REFUSED",
  TOO_LARGE: "TOO_LARGE",
  NOT_CORROBORATED: "NOT_CORROBORATED",
  NO_MAIL_EXCHANGER: "NO_MAIL_EXCHANGER",
  NO_CONTACT_ADDRESS: "NO_CONTACT_ADDRESS",
  MAIL_LIMIT: "MAIL_LIMIT",
  MAIL_NOT_SENT: "MAIL_NOT_SENT",
  MAIL_SENT: "MAIL_SENT",
  MAIL_APPROVED: "MAIL_APPROVED",
  MAIL_DECLINED: "MAIL_DECLINED",
  VALUE_EXPIRED: "VALUE_EXPIRED",
} as const;
export type DomainCheckCode = (typeof DomainCheckCode)[keyof typeof DomainCheckCode];

/** A code with what it is about: `where` was looked (a name, an address, a domain), and what was seen there. */
export interface DomainCheckFacts {
  code: DomainCheckCode;
  where: string;
  seen: string | null;
}

type Words = (where: string, seen: string | null) => { message: string; remedy: string | null };

const and = (seen: string | null, before: string): string => (seen ? `${before}${seen}` : "");
const again = "It is looked for again by itself.";

const words: Record<DomainCheckCode, Words> = {
  VALUE_FOUND: (where) => ({ message: `The value was found at ${where}.`, remedy: null }),
  CONTACT_FOUND: (where) => ({
    message: `A DNS contact of ${where} was found, who can be asked by mail.`,
    remedy: null,
  }),
  RECORD_MISSING: (where) => ({
    message: `There is no such record at ${where}.`,
    remedy: `Publish it exactly as shown. Most DNS providers add the domain to the name themselves: enter the short name there. A new record takes minutes, sometimes hours, to be seen. ${again}`,
  }),
  VALUE_WRONG: (where, seen) => ({
    message: `What is at ${where} is not the value${and(seen, ": ")}.`,
    remedy:
      "Copy the value again, whole and without quotes or spaces. A file holds it alone; beside a record, others at the same name may stay.",
  }),
  VALUE_STALE: (where) => ({
    message: `What is at ${where} is the value of an earlier validation of this domain, which counts no more.`,
    remedy: "Replace it by the value shown now. If you just did, wait until the earlier one has left the caches.",
  }),
  TARGET_WRONG: (where, seen) => ({
    message: `The CNAME record at ${where} points elsewhere${and(seen, ": to ")}.`,
    remedy:
      "Let it point to the target shown, and to nothing else. If your provider added the domain to it, end it by a dot.",
  }),
  DNS_FAILED: (where, seen) => ({
    message: `The name servers of ${where} gave no usable answer${seen ? ` (${seen})` : ""}.`,
    remedy: `See to it that every name server of the domain answers for it. ${again}`,
  }),
  DNS_TIMEOUT: (where) => ({
    message: `No answer came in time when ${where} was asked for.`,
    remedy: `See to it that the domain's name servers can be reached from everywhere, over UDP and TCP. ${again}`,
  }),
  DNSSEC_BOGUS: (where) => ({
    message: `The answer for ${where} is not signed as its zone says it must be (DNSSEC).`,
    remedy:
      "Have the DS record at the registrar and the keys of the zone agree, or take the DS record away, and wait until caches have forgotten it.",
  }),
  CHAIN_TOO_LONG: (where) => ({
    message: `${where} is an alias of an alias, and so on, too often or in a circle.`,
    remedy: "Let the CNAME record point to the final name directly.",
  }),
  NO_ADDRESS: (where) => ({
    message: `The name in ${where} has no address record, so there is no web server to ask.`,
    remedy: "Publish an A or AAAA record for the name, or prove the domain by a TXT or CNAME record instead.",
  }),
  ADDRESS_FORBIDDEN: (where, seen) => ({
    message: `${where} leads to an address that is not of the public internet${seen ? ` (${seen})` : ""}, and is not asked.`,
    remedy: "Put the file on a server with a public address, or prove the domain by a TXT or CNAME record instead.",
  }),
  CONNECTION_FAILED: (where, seen) => ({
    message: `No connection to ${where} could be made${seen ? ` (${seen})` : ""}.`,
    remedy: `See to it that a web server listens there on port 80, on 443 too if it redirects to https, and that no firewall keeps us out. ${again}`,
  }),
  HTTP_TIMEOUT: (where) => ({
    message: `${where} did not answer in time.`,
    remedy: `See to it that the web server can be reached from everywhere and answers soon. ${again}`,
  }),
  HTTP_STATUS: (where, seen) => ({
    message: `${where} was answered with status ${seen ?? "other than 200"}.`,
    remedy:
      "Put the file at exactly that path, to be read by anyone without signing in. Some servers hide folders that begin with a dot. Redirects are followed if their status is 301, 302, 307 or 308.",
  }),
  REDIRECT_REFUSED: (where, seen) => ({
    message: `${where} redirects where we must not follow${and(seen, ": to ")}.`,
    remedy:
      "Answer with the file itself, or redirect to the same name only, by http or https at ports 80 or 443 (BR 3.2.2.4.18), five times at most.",
  }),
  TOO_LARGE: (where) => ({
    message: `${where} sends much more than the value.`,
    remedy: "Let the file hold the value alone. Often it is a page for every address: let this one path be the file.",
  }),
  NOT_CORROBORATED: (where) => ({
    message: `We see the value at ${where}, but other places on the network do not (BR 3.2.2.9).`,
    remedy: `Wait until the record has spread, and see to it that it is answered alike everywhere, with no filter by country. ${again}`,
  }),
  NO_MAIL_EXCHANGER: (where) => ({
    message: `${where} takes no mail: it has neither an MX record nor an address, or says so itself (RFC 7505).`,
    remedy: "Publish an MX record and check again, or prove the domain by a TXT or CNAME record instead.",
  }),
  NO_CONTACT_ADDRESS: (where, seen) => ({
    message: seen
      ? `The TXT record at ${where} is not an e-mail address alone: ${seen}`
      : `There is no TXT record with an e-mail address at ${where}.`,
    remedy: "Publish a TXT record there that holds one e-mail address and nothing else (BR A.2.1), and check again.",
  }),
  MAIL_LIMIT: (where) => ({
    message: `So many mails have asked for approval of ${where} in the last 24 hours that no more are sent.`,
    remedy: "Look whether one of them has arrived, and check again after a day.",
  }),
  MAIL_NOT_SENT: (where, seen) => ({
    message: `The mail server took no mail for ${seen ?? where}.`,
    remedy: "See to it that the mailbox is there, then check again: the mail is sent anew.",
  }),
  MAIL_SENT: (where) => ({
    message: `Mail was sent that asks for approval of ${where}.`,
    remedy:
      "Open it, read what is asked, and approve by its link. If none comes, look into the spam folder or choose another method.",
  }),
  MAIL_APPROVED: (where, seen) => ({
    message: `${seen ?? "The domain's contact"} approved it: control of ${where} is proved.`,
    remedy: null,
  }),
  MAIL_DECLINED: (where, seen) => ({
    message: `${seen ?? "The domain's contact"} declined: they do not want ${where} to be proved for this account.`,
    remedy: "Ask whoever runs the domain. If it was a mistake, start the validation anew.",
  }),
  VALUE_EXPIRED: (where) => ({
    message: `The value for ${where} is older than 30 days and counts no more (BR 3.2.2.4).`,
    remedy: "Start the validation anew: you get a new value, good for another 30 days.",
  }),
};

/** What was found in English, and what to do about it; null when there is nothing to do. */
export function domainCheckWords({ code, where, seen }: DomainCheckFacts): { message: string; remedy: string | null } {
  return words[code](where, seen === null ? null : shown(seen));
}

// what somebody published goes into a sentence: not all of it, and nothing that turns or breaks the line
function shown(seen: string): string {
  const clean = seen.replace(/[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "\uFFFD");
  return clean.length > 100 ? `${clean.slice(0, 100)}…` : clean;
}
