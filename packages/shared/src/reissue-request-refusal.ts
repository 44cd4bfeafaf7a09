import { instantText } from "./instant-text.ts";

/** Each reason why an order may not be asked for a reissue, or not for that one. What is unproved is none: a reissue waits for it. */
export const ReissueRefusalCode = {
  ORDER_NOT_ISSUED: "ORDER_NOT_ISSUED",
  ORDER_EXPIRED: "ORDER_EXPIRED",
  ORDER_REVOKED: "ORDER_REVOKED",
  REISSUE_PENDING: "REISSUE_PENDING",
  ISSUER_CANNOT_DUPLICATE: "ISSUER_CANNOT_DUPLICATE",
  NAME_NOT_ALLOWED: "NAME_NOT_ALLOWED",
  COMMON_NAME_NOT_AMONG_NAMES: "COMMON_NAME_NOT_AMONG_NAMES",
  DOMAIN_METHOD_NEEDED: "DOMAIN_METHOD_NEEDED",
  DOMAIN_METHOD_ONLY_FOR_DV: "DOMAIN_METHOD_ONLY_FOR_DV",
  WILDCARD_BY_FILE: "WILDCARD_BY_FILE",
  REVOCATION_NOT_CONFIRMED: "REVOCATION_NOT_CONFIRMED",
  VALIDITY_EXCEEDS_ORDER: "VALIDITY_EXCEEDS_ORDER",
  VALIDITY_EXCEEDS_MAXIMUM: "VALIDITY_EXCEEDS_MAXIMUM",
  VALIDITY_IN_THE_PAST: "VALIDITY_IN_THE_PAST",
  SIGNATURE_HASH_NOT_ALLOWED: "SIGNATURE_HASH_NOT_ALLOWED",
} as const;
export type ReissueRefusalCode = (typeof ReissueRefusalCode)[keyof typeof ReissueRefusalCode];

/** Why a name may not be on it. */
export type NameFault =
  | "NOT_A_DNS_NAME"
  | "RESERVED_NAME"
  | "UNKNOWN_TOP_LEVEL_DOMAIN"
  | "PUBLIC_SUFFIX"
  | "TOO_LONG"
  | "NOT_OF_THE_PRODUCT";

/** A reason, what it is about (a name, an ISO instant, a hash, serial numbers), what is wrong with a name, and where in the application to look. */
export interface ReissueRefusal {
  code: ReissueRefusalCode;
  subject: string | null;
  fault: NameFault | null;
  path: string | null;
}

type Words = (refusal: ReissueRefusal) => { message: string; remedy: string };

const faultWords: Record<NameFault, Words> = {
  NOT_A_DNS_NAME: ({ subject }) => ({
    message: `"${subject}" is not a DNS name.`,
    remedy: "Write each name alone, such as www.example.com: no https://, no path, no port.",
  }),
  RESERVED_NAME: ({ subject }) => ({
    message: `${subject} is not a name of the public internet: no public certificate may be issued for it (BR 4.2.2).`,
    remedy: "Choose names under a domain that you have registered.",
  }),
  UNKNOWN_TOP_LEVEL_DOMAIN: ({ subject }) => ({
    message: `${subject} does not end in a top-level domain of the public internet.`,
    remedy: "Look for a typing mistake in the last part of the name.",
  }),
  PUBLIC_SUFFIX: ({ subject }) => ({
    message: `${subject} stands for a public suffix: everybody registers names under it, so nobody controls all of it.`,
    remedy: "Choose names under the domain that you registered.",
  }),
  TOO_LONG: ({ subject }) => ({
    message: `${subject} is too long to be proved: there is no room for a record in front of it (RFC 1035 2.3.4).`,
    remedy: "Choose a shorter name.",
  }),
  NOT_OF_THE_PRODUCT: ({ subject }) => ({
    message: `${subject} has no place in a certificate of this product.`,
    remedy:
      "Leave it out, or place an order of another product: for several names a multi-domain one, for *.example.com a wildcard one.",
  }),
};

const words: Record<ReissueRefusalCode, Words> = {
  ORDER_NOT_ISSUED: ({ subject }) => ({
    message: `There is no certificate to reissue: the order is ${(subject ?? "not issued").toLowerCase().replaceAll("_", " ")}.`,
    remedy:
      "Request the reissue once the order's certificate has been issued. Instead of an order that was rejected or canceled, place a new one.",
  }),
  ORDER_EXPIRED: ({ subject }) => ({
    message: `The order ended on ${instantText(subject)}.`,
    remedy: "Renew: place a new order.",
  }),
  ORDER_REVOKED: () => ({
    message: "The order has been revoked, and with it everything issued on it.",
    remedy: "Place a new order.",
  }),
  REISSUE_PENDING: () => ({
    message: "A reissue of this order waits already.",
    remedy: "Complete what it waits for, or cancel it and ask again.",
  }),
  ISSUER_CANNOT_DUPLICATE: () => ({
    message: "The CA that this order is issued by, or a successor with the same type of key, cannot issue now.",
    remedy:
      "For a certificate that was bought elsewhere, an administrator first allows the built-in CA on this order; otherwise ask an administrator which issuing CA is active.",
  }),
  NAME_NOT_ALLOWED: (refusal) =>
    refusal.fault
      ? faultWords[refusal.fault](refusal)
      : {
          message: "A certificate needs at least one name.",
          remedy: "Choose at least one name, or leave the list out for those of the present certificate.",
        },
  COMMON_NAME_NOT_AMONG_NAMES: ({ subject }) => ({
    message: `${subject} cannot be the common name: it is not among the names (BR 7.1.4.3).`,
    remedy: "Choose one of the names as common name, or leave it out.",
  }),
  DOMAIN_METHOD_NEEDED: () => ({
    message: "On a DV order every name is proved anew for each certificate, all by one method.",
    remedy: "Choose the method: a DNS record, a file on the web server, or e-mail.",
  }),
  DOMAIN_METHOD_ONLY_FOR_DV: () => ({
    message: "A method belongs to DV orders: on this order each domain is proved by itself, for all orders.",
    remedy: "Leave the method out, and prove what is missing on the domain's page.",
  }),
  WILDCARD_BY_FILE: ({ subject }) => ({
    message: `A file cannot prove ${subject}: it speaks for an exact name only (BR 3.2.2.4.18).`,
    remedy: "Choose a DNS record or e-mail, which prove wildcards too.",
  }),
  REVOCATION_NOT_CONFIRMED: ({ subject }) => ({
    message: `Names of the present certificate are left out or changed. So everything issued on the order before is revoked 72 hours after the new certificate is issued${subject ? `: serial numbers ${subject}` : ""}.`,
    remedy:
      "If that is meant, confirm it (revokeEarlier: true), and replace these certificates on their servers in time. Otherwise keep every name.",
  }),
  VALIDITY_EXCEEDS_ORDER: ({ subject }) => ({
    message: `A certificate cannot outlive its order, which ends on ${instantText(subject)}.`,
    remedy: `Ask for ${subject} at the latest, or leave the date out.`,
  }),
  VALIDITY_EXCEEDS_MAXIMUM: ({ subject }) => ({
    message: `A certificate issued now may be valid until ${instantText(subject)} at the longest.`,
    remedy: `Ask for ${subject} at the latest, or leave the date out; it can be reissued again later.`,
  }),
  VALIDITY_IN_THE_PAST: ({ subject }) => ({
    message: `${instantText(subject)} has already passed.`,
    remedy: "Ask for a later time, or leave the date out.",
  }),
  SIGNATURE_HASH_NOT_ALLOWED: ({ subject }) => ({
    message: `The issuing CA of this order does not sign with ${subject}.`,
    remedy: "Choose one of the order's signature hashes, or leave it out.",
  }),
};

/** A reason in English: what is wrong, and what to do about it. */
export function reissueRefusalWords(refusal: ReissueRefusal): { message: string; remedy: string } {
  return words[refusal.code](refusal);
}
