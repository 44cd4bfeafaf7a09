import { DnsNameFlaw } from "./dns-name-flaw.ts";

/** What there is to say about a name in a CSR. Never a fault: a duplicate's names come from the order. */
export const CsrNameNoteCode = {
  ...DnsNameFlaw,
  NOT_ON_ORDER: "NOT_ON_ORDER",
  COVERED_BY_WILDCARD: "COVERED_BY_WILDCARD",
  UNICODE: "UNICODE",
  TRAILING_DOT: "TRAILING_DOT",
  OTHER_CASE: "OTHER_CASE",
  WILDCARD_TOO_BROAD: "WILDCARD_TOO_BROAD",
  INTERNAL_NAME: "INTERNAL_NAME",
  REVERSE_ZONE: "REVERSE_ZONE",
  ONION_NAME: "ONION_NAME",
  USER_NAME: "USER_NAME",
  DIRECTORY_NAME: "DIRECTORY_NAME",
  OTHER_KIND: "OTHER_KIND",
} as const;
export type CsrNameNoteCode = (typeof CsrNameNoteCode)[keyof typeof CsrNameNoteCode];

/** One note; `about` is the spelling or the other name it speaks of, where there is one. */
export interface CsrNameNote {
  code: CsrNameNoteCode;
  about: string | null;
}

const words: Record<CsrNameNoteCode, (about: string | null) => string> = {
  NOT_ON_ORDER: () => "The duplicate will not carry this name. To add it, reissue the certificate with it first.",
  COVERED_BY_WILDCARD: (about) => `The duplicate will carry ${about}, not this name by itself.`,
  UNICODE: (about) => `Written as ${about} in the CSR. Certificates carry the A-label (RFC 5890 §2.3.2.1).`,
  TRAILING_DOT: (about) =>
    `Written as ${about} in the CSR. Certificates carry names without the dot at the end (BR 7.1.2.7.12).`,
  OTHER_CASE: (about) => `Also written as ${about} in the CSR, which is the same name (RFC 4343).`,
  WILDCARD_TOO_BROAD: () => "A wildcard right below a top-level domain is never issued (BR 3.2.2.6).",
  INTERNAL_NAME: () =>
    "An internal or reserved name, which nobody can prove control of; no public certificate may carry it (BR 4.2.2).",
  REVERSE_ZONE: () => "The reverse name of an IP address, which no public certificate may carry (BR 4.2.2).",
  ONION_NAME: () =>
    "The name of a Tor service, which needs proofs of its own (BR Appendix B); they are not offered here.",
  IP_ADDRESS: () => "An IP address, or what programs read as one. The order's certificates carry DNS names alone.",
  URI: () => "A URI, not a DNS name.",
  EMAIL: () => "An e-mail address, not a DNS name; a TLS certificate may not carry it (BR 7.1.2.7.12).",
  USER_NAME: () => "A user principal name, not a DNS name; a TLS certificate may not carry it (BR 7.1.2.7.12).",
  DIRECTORY_NAME: () => "A directory name, not a DNS name; a TLS certificate may not carry it (BR 7.1.2.7.12).",
  OTHER_KIND: () => "Another kind of name, not a DNS name; a TLS certificate may not carry it (BR 7.1.2.7.12).",
  WILDCARD_ALONE: () =>
    "An asterisk alone: a wildcard stands for one label in front of a domain, as in *.example.com (RFC 9525 §6.3).",
  WILDCARD_IN_LABEL: () =>
    "The asterisk has to be the whole first label, as in *.example.com (BR 1.6.1, Wildcard Domain Name).",
  WILDCARD_INSIDE: () =>
    "An asterisk may only be the first label, as in *.example.com (BR 1.6.1, Wildcard Domain Name).",
  EMPTY_LABEL: () => "Two dots without anything between them, or nothing at all, make no DNS name (RFC 1034 §3.5).",
  LABEL_TOO_LONG: () => "A part between dots has more than 63 characters (RFC 1035 §2.3.4).",
  NAME_TOO_LONG: () => "The name has more than 253 characters (RFC 1035 §2.3.4).",
  UNDERSCORE: () => "An underscore is not allowed in names on certificates (BR 7.1.2.7.12).",
  INVALID_A_LABEL: () => "A part that begins with xn-- is no valid internationalised label (RFC 5891 §5.4).",
  MISPLACED_HYPHEN: () =>
    "A part begins or ends with a hyphen, or has two in the third and fourth place (RFC 5890 §2.3.1).",
  FORBIDDEN_CHARACTER: () => "Characters other than letters, digits and hyphens make no DNS name (RFC 1034 §3.5).",
};

/** Notes in English, with their clauses; null when there are none. */
export function csrNameNoteWords(notes: CsrNameNote[]): string | null {
  return notes.length === 0 ? null : notes.map(({ code, about }) => words[code](about)).join(" ");
}
