import { normalizeDnsName } from "./dns-name.ts";
import { type DnsNameFlaw, dnsNameFlaw, notPublic } from "./dns-name-flaw.ts";

/** Each reason why something is no domain that could be proved. */
export const DomainNameRefusalCode = {
  NOT_A_DNS_NAME: "NOT_A_DNS_NAME",
  WILDCARD: "WILDCARD",
  NAME_TOO_LONG: "NAME_TOO_LONG",
  RESERVED_NAME: "RESERVED_NAME",
  UNKNOWN_TOP_LEVEL_DOMAIN: "UNKNOWN_TOP_LEVEL_DOMAIN",
  PUBLIC_SUFFIX: "PUBLIC_SUFFIX",
} as const;
export type DomainNameRefusalCode = (typeof DomainNameRefusalCode)[keyof typeof DomainNameRefusalCode];

/** A reason, and the name or the part of it that it is about. */
export interface DomainNameRefusal {
  code: DomainNameRefusalCode;
  subject: string;
  flaw: DnsNameFlaw | null;
}

/** What the public suffix list says of a name; asked on the server alone, because the list is long. */
export interface SuffixFacts {
  /** The name is itself a suffix under which anybody registers, such as "co.uk". */
  isPublicSuffix: boolean;
  /** Its last label is a top-level domain of the list. */
  isKnown: boolean;
}

// `_validation-contactemail.` and `_<32 characters>.` go in front of it, and the whole is at most 253 (RFC 1035 §2.3.4)
const longestDomain = 253 - "_validation-contactemail.".length - "_".repeat(33).length;

const longestText = 1000;

/** Why a text may not become a domain of the account. `suffix`: null where the list is not at hand, and then not judged. */
export function domainNameRefusals(text: string, suffix: ((name: string) => SuffixFacts) | null): DomainNameRefusal[] {
  const wish = text.trim();
  const refuse = (code: DomainNameRefusalCode, subject: string, flaw: DnsNameFlaw | null = null) => [
    { code, subject: subject.slice(0, 300), flaw },
  ];
  // to say what is wrong with megabytes takes seconds
  if (wish.length > longestText) return refuse("NOT_A_DNS_NAME", wish, "NAME_TOO_LONG");
  const name = normalizeDnsName(wish);
  if (name === null) return refuse("NOT_A_DNS_NAME", wish, dnsNameFlaw(wish));
  if (name.startsWith("*.")) return refuse("WILDCARD", name);
  if (name.length > longestDomain) return refuse("NAME_TOO_LONG", name);
  const facts = suffix?.(name);
  const isTopLevel = facts?.isPublicSuffix && facts.isKnown && !name.includes(".");
  if (notPublic(name) !== null && !isTopLevel) return refuse("RESERVED_NAME", name);
  if (facts?.isPublicSuffix) return refuse("PUBLIC_SUFFIX", name);
  return facts && !facts.isKnown ? refuse("UNKNOWN_TOP_LEVEL_DOMAIN", name) : [];
}

const flawWords: Record<DnsNameFlaw, string> = {
  IP_ADDRESS: "it is an IP address",
  URI: "it is an address of a page",
  EMAIL: "it is an e-mail address",
  WILDCARD_ALONE: "it is an asterisk alone",
  WILDCARD_IN_LABEL: "an asterisk stands in a label with other characters",
  WILDCARD_INSIDE: "an asterisk stands inside the name",
  EMPTY_LABEL: "there is nothing between two dots, or before the first",
  LABEL_TOO_LONG: "a part between two dots is longer than 63 characters",
  NAME_TOO_LONG: "it is longer than 253 characters",
  UNDERSCORE: "it has an underscore",
  INVALID_A_LABEL: 'a part that begins with "xn--" stands for no name',
  MISPLACED_HYPHEN: "a hyphen is at the beginning or the end of a part, or at its third and fourth place",
  FORBIDDEN_CHARACTER: "it has a character that no host name may have",
};

type Words = (refusal: DomainNameRefusal) => { message: string; remedy: string };

const words: Record<DomainNameRefusalCode, Words> = {
  NOT_A_DNS_NAME: ({ subject, flaw }) => ({
    message:
      subject === ""
        ? "No domain is named."
        : `"${subject}" is not a domain name${flaw ? `: ${flawWords[flaw]}` : ""}.`,
    remedy: "Write the domain alone, such as example.com: no https://, no path, no port, no mailbox in front.",
  }),
  WILDCARD: ({ subject }) => ({
    message: `${subject} is a wildcard; what is proved is the domain below the asterisk.`,
    remedy: `Add ${subject.slice(2)}. Proved by DNS or e-mail, it covers ${subject} and every name under it.`,
  }),
  NAME_TOO_LONG: ({ subject }) => ({
    message: `${subject.length > 60 ? `${subject.slice(0, 60)}…` : subject} is so long that no record to prove it has room in front of it.`,
    remedy: `Add a shorter domain above it: a domain here has at most ${longestDomain} characters.`,
  }),
  RESERVED_NAME: ({ subject }) => ({
    message: `${subject} is not a name of the public internet: no public certificate may be issued for it (BR 4.2.2, RFC 6761).`,
    remedy: "Add a domain that you have registered. For inside names use a subdomain of that, or a CA of your own.",
  }),
  UNKNOWN_TOP_LEVEL_DOMAIN: ({ subject }) => ({
    message: `${subject.split(".").at(-1)} is no top-level domain of the public internet.`,
    remedy: "Look for a typing mistake in the last part of the name.",
  }),
  PUBLIC_SUFFIX: ({ subject }) => ({
    message: `${subject} is a public suffix: everybody registers names under it, so nobody controls all of it.`,
    remedy: `Add the domain that you registered, such as your-name.${subject}.`,
  }),
};

/** A reason in English: what is wrong, and what to do about it. */
export function domainNameRefusalWords(refusal: DomainNameRefusal): { message: string; remedy: string } {
  return words[refusal.code](refusal);
}
