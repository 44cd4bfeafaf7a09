import { type DomainNameRefusal, domainNameRefusalWords } from "./domain-name-refusals.ts";
import { instantText } from "./instant-text.ts";

/** Each reason why an order may not be placed so. */
export const OrderRefusalCode = {
  PRODUCT_UNKNOWN: "PRODUCT_UNKNOWN",
  NO_NAMES: "NO_NAMES",
  TOO_MANY_NAMES: "TOO_MANY_NAMES",
  NAME_NOT_ALLOWED: "NAME_NOT_ALLOWED",
  NAME_OUTSIDE_PRODUCT: "NAME_OUTSIDE_PRODUCT",
  WILDCARD_NEEDED: "WILDCARD_NEEDED",
  COMMON_NAME_NOT_AMONG_NAMES: "COMMON_NAME_NOT_AMONG_NAMES",
  ORGANIZATION_NEEDED: "ORGANIZATION_NEEDED",
  ORGANIZATION_NOT_FOR_DV: "ORGANIZATION_NOT_FOR_DV",
  ORGANIZATION_INCOMPLETE: "ORGANIZATION_INCOMPLETE",
  DOMAIN_METHOD_NEEDED: "DOMAIN_METHOD_NEEDED",
  DOMAIN_METHOD_ONLY_FOR_DV: "DOMAIN_METHOD_ONLY_FOR_DV",
  WILDCARD_BY_FILE: "WILDCARD_BY_FILE",
  CONTACT_NEEDED: "CONTACT_NEEDED",
  CONTACT_NOT_AN_ADDRESS: "CONTACT_NOT_AN_ADDRESS",
  TOO_MANY_CONTACTS: "TOO_MANY_CONTACTS",
  ORDER_TOO_LONG: "ORDER_TOO_LONG",
  ORDER_ENDS_IN_THE_PAST: "ORDER_ENDS_IN_THE_PAST",
  VALIDITY_EXCEEDS_ORDER: "VALIDITY_EXCEEDS_ORDER",
  VALIDITY_EXCEEDS_MAXIMUM: "VALIDITY_EXCEEDS_MAXIMUM",
  VALIDITY_IN_THE_PAST: "VALIDITY_IN_THE_PAST",
  SIGNATURE_HASH_NOT_ALLOWED: "SIGNATURE_HASH_NOT_ALLOWED",
  ISSUER_UNAVAILABLE: "ISSUER_UNAVAILABLE",
} as const;
export type OrderRefusalCode = (typeof OrderRefusalCode)[keyof typeof OrderRefusalCode];

/** A reason, what it is about, and where in the application it is mended. `name`: what is wrong with a name. */
export interface OrderRefusal {
  code: OrderRefusalCode;
  subject: string | null;
  path: string | null;
  name?: DomainNameRefusal | null;
}

/** How many names a certificate has at most. */
export const mostNames = 250;
/** How many contacts an order has at most. */
export const mostContacts = 20;
/** How long an order runs at most. */
export const longestOrderYears = 3;

type Words = (subject: string | null, refusal: OrderRefusal) => { message: string; remedy: string };

const words: Record<OrderRefusalCode, Words> = {
  PRODUCT_UNKNOWN: (key) => ({
    message: `There is no product "${key ?? ""}".`,
    remedy: "Choose one of `products`.",
  }),
  NO_NAMES: () => ({
    message: "No name was given, and the CSR holds none.",
    remedy: "Say for which names the certificate is to be: at least one.",
  }),
  TOO_MANY_NAMES: (count) => ({
    message: `${count} names are too many: a certificate has at most ${mostNames}.`,
    remedy: "Leave some out, or place several orders.",
  }),
  NAME_NOT_ALLOWED: (name, refusal) => {
    if (refusal.name) return domainNameRefusalWords(refusal.name);
    return {
      message: `${name} may not be in a public certificate.`,
      remedy: "Leave it out, or choose a name of a domain that you have registered.",
    };
  },
  NAME_OUTSIDE_PRODUCT: (name) => ({
    message: `${name} has no place in this product.`,
    remedy:
      "Choose a product for such names: a basic one holds one name with and without www, a multi-domain one any names but wildcards, a wildcard one a wildcard and names that it covers.",
  }),
  WILDCARD_NEEDED: () => ({
    message: "A wildcard product needs a wildcard among its names.",
    remedy: "Add a name such as *.example.com, or choose another product.",
  }),
  COMMON_NAME_NOT_AMONG_NAMES: (name) => ({
    message: `The common name ${name} is not among the names (BR 7.1.4.3).`,
    remedy: "Add it to the names, choose one of them, or leave it out.",
  }),
  ORGANIZATION_NEEDED: () => ({
    message: "A certificate of this kind names an organization, and none was chosen.",
    remedy: "Choose an organization of your account, or add one. It need not be validated yet.",
  }),
  ORGANIZATION_NOT_FOR_DV: () => ({
    message: "A DV certificate names no organization.",
    remedy: "Leave the organization out, or choose an OV or EV product.",
  }),
  ORGANIZATION_INCOMPLETE: (name) => ({
    message: `Details of ${name} are missing that an EV certificate holds: its registration number, business category or country of registration (EVG 7.1.4.2).`,
    remedy: "Complete them on the organization's page, then place the order again.",
  }),
  DOMAIN_METHOD_NEEDED: () => ({
    message: "Say how control of the names of a DV certificate is to be shown.",
    remedy: "Choose one method; by it every name is proved, for this certificate alone.",
  }),
  DOMAIN_METHOD_ONLY_FOR_DV: () => ({
    message: "Domains of OV and EV certificates are proved by themselves, for every order.",
    remedy: "Leave the method out; prove the domains on their pages, by any method.",
  }),
  WILDCARD_BY_FILE: (name) => ({
    message: `A file cannot prove ${name}: it speaks for one exact name only (BR 3.2.2.4.18).`,
    remedy: "Choose a TXT or CNAME record, or e-mail: these cover wildcards.",
  }),
  CONTACT_NEEDED: () => ({
    message: "The order has no contact of kind CERTIFICATE, to whom the certificate would be mailed.",
    remedy: "Name at least one, with an e-mail address.",
  }),
  CONTACT_NOT_AN_ADDRESS: (email) => ({
    message: email ? `"${email}" is not an e-mail address.` : "A contact has no e-mail address.",
    remedy: "Write it as name@example.com, one address for each contact.",
  }),
  TOO_MANY_CONTACTS: (count) => ({
    message: `${count} contacts are too many: an order has at most ${mostContacts}.`,
    remedy: "Leave some out, or name a mailing list.",
  }),
  ORDER_TOO_LONG: (limit) => ({
    message: `An order runs ${longestOrderYears} years at the longest: until ${instantText(limit)}.`,
    remedy: "Choose an earlier end, or leave it out for one year.",
  }),
  ORDER_ENDS_IN_THE_PAST: (at) => ({
    message: `${instantText(at)}, the end of the order, has already passed.`,
    remedy: "Choose a later end, or leave it out for one year.",
  }),
  VALIDITY_EXCEEDS_ORDER: (limit) => ({
    message: `A certificate cannot outlive its order, which is to end on ${instantText(limit)}.`,
    remedy: `Ask for ${limit} at the latest, choose a later end of the order, or leave the date out.`,
  }),
  VALIDITY_EXCEEDS_MAXIMUM: (limit) => ({
    message: `A certificate issued now may be valid until ${instantText(limit)} at the longest (BR 6.3.2).`,
    remedy: `Ask for ${limit} at the latest, or leave the date out: the order may run longer, and the certificate is reissued on it.`,
  }),
  VALIDITY_IN_THE_PAST: (at) => ({
    message: `${instantText(at)} has already passed.`,
    remedy: "Ask for a later time, or leave the date out.",
  }),
  SIGNATURE_HASH_NOT_ALLOWED: (hash) => ({
    message: `The CA that signs for such a key does not sign with ${hash}.`,
    remedy: "Choose another hash, or leave it out.",
  }),
  ISSUER_UNAVAILABLE: () => ({
    message: "There is no active CA that could issue the certificate.",
    remedy: "Ask whoever runs this service, and place the order again.",
  }),
};

/** A reason in English: what is wrong, and what to do about it. */
export function orderRefusalWords(refusal: OrderRefusal): { message: string; remedy: string } {
  return words[refusal.code](refusal.subject, refusal);
}
