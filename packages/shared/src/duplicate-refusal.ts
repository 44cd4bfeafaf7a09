import { readCaaSubject } from "./caa.ts";
import { instantText } from "./instant-text.ts";

/** Each reason why an order may not have a duplicate. */
export const DuplicateRefusalCode = {
  DUPLICATES_NOT_ALLOWED: "DUPLICATES_NOT_ALLOWED",
  ORDER_NOT_ISSUED: "ORDER_NOT_ISSUED",
  ORDER_EXPIRED: "ORDER_EXPIRED",
  ORDER_REVOKED: "ORDER_REVOKED",
  DOMAIN_VALIDATION_INCOMPLETE: "DOMAIN_VALIDATION_INCOMPLETE",
  DOMAIN_VALIDATION_EXPIRED: "DOMAIN_VALIDATION_EXPIRED",
  ORGANIZATION_VALIDATION_INCOMPLETE: "ORGANIZATION_VALIDATION_INCOMPLETE",
  ORGANIZATION_VALIDATION_EXPIRED: "ORGANIZATION_VALIDATION_EXPIRED",
  NAME_NOT_ALLOWED: "NAME_NOT_ALLOWED",
  VALIDITY_EXCEEDS_ORDER: "VALIDITY_EXCEEDS_ORDER",
  VALIDITY_EXCEEDS_MAXIMUM: "VALIDITY_EXCEEDS_MAXIMUM",
  VALIDITY_IN_THE_PAST: "VALIDITY_IN_THE_PAST",
  SIGNATURE_HASH_NOT_ALLOWED: "SIGNATURE_HASH_NOT_ALLOWED",
  CERTIFICATE_EXPIRED: "CERTIFICATE_EXPIRED",
  CERTIFICATE_REVOKED: "CERTIFICATE_REVOKED",
  ISSUER_CANNOT_DUPLICATE: "ISSUER_CANNOT_DUPLICATE",
  KEY_COMPROMISED: "KEY_COMPROMISED",
  CAA_FORBIDS: "CAA_FORBIDS",
} as const;
export type DuplicateRefusalCode = (typeof DuplicateRefusalCode)[keyof typeof DuplicateRefusalCode];

/** A reason, what it is about (a domain, organization, name, ISO instant or hash) and where that is completed. */
export interface DuplicateRefusal {
  code: DuplicateRefusalCode;
  subject: string | null;
  path: string | null;
}

type Words = (subject: string | null) => { message: string; remedy: string };

const words: Record<DuplicateRefusalCode, Words> = {
  DUPLICATES_NOT_ALLOWED: (level) => ({
    message:
      level === "DV"
        ? "A DV certificate cannot be duplicated: its validation served that one certificate only."
        : "This product does not include duplicates.",
    remedy: "Reissue the certificate instead: with the names unchanged, the earlier one stays valid.",
  }),
  ORDER_NOT_ISSUED: (status) => ({
    message: `There is no certificate to duplicate: the order is ${(status ?? "not issued").toLowerCase().replaceAll("_", " ")}.`,
    remedy:
      "Request the duplicate once the order's certificate has been issued. Instead of an order that was rejected or canceled, place a new one.",
  }),
  ORDER_EXPIRED: (at) => ({
    message: `The order ended on ${instantText(at)}.`,
    remedy: "Renew: place a new order, and request its duplicates there.",
  }),
  ORDER_REVOKED: () => ({
    message: "The order has been revoked, and with it everything issued on it.",
    remedy: "Place a new order, and request its duplicates there.",
  }),
  DOMAIN_VALIDATION_INCOMPLETE: (name) => ({
    message: `Control of ${name} has not been validated.`,
    remedy: `Complete the domain validation of ${name}, then try again.`,
  }),
  DOMAIN_VALIDATION_EXPIRED: (name) => ({
    message: `The domain validation of ${name} has expired.`,
    remedy: `Validate ${name} anew, then try again.`,
  }),
  ORGANIZATION_VALIDATION_INCOMPLETE: (name) => ({
    message: name ? `The organization ${name} has not been validated.` : "The order has no organization.",
    remedy: name
      ? `Complete the validation of ${name}, then try again.`
      : "Assign a validated organization to the order.",
  }),
  ORGANIZATION_VALIDATION_EXPIRED: (name) => ({
    message: `The validation of the organization ${name} has expired.`,
    remedy: `Validate ${name} anew, then try again.`,
  }),
  NAME_NOT_ALLOWED: (name) => ({
    message: name
      ? `${name} is not a name this duplicate may have, or not among the names chosen for it.`
      : "A duplicate needs at least one name.",
    remedy: name
      ? "Choose names of the certificate being duplicated, and one of the chosen as common name. For a new name, reissue with it first."
      : "Choose at least one name of the certificate being duplicated, or leave the list out for all of them.",
  }),
  VALIDITY_EXCEEDS_ORDER: (limit) => ({
    message: `A duplicate cannot outlive its order, which ends on ${instantText(limit)}.`,
    remedy: `Ask for ${limit} at the latest, or leave the date out.`,
  }),
  VALIDITY_EXCEEDS_MAXIMUM: (limit) => ({
    message: `A certificate issued now may be valid until ${instantText(limit)} at the longest.`,
    remedy: `Ask for ${limit} at the latest, or leave the date out; a further duplicate can be requested later.`,
  }),
  VALIDITY_IN_THE_PAST: (at) => ({
    message: `${instantText(at)} has already passed.`,
    remedy:
      "Ask for a later time, or leave the date out; a request that waits with this date is canceled and made anew.",
  }),
  SIGNATURE_HASH_NOT_ALLOWED: (hash) => ({
    message: `The issuing CA of this order does not sign with ${hash}.`,
    remedy: "Choose one of the order's signature hashes, or leave it out.",
  }),
  CERTIFICATE_EXPIRED: (at) => ({
    message: `The certificate to be duplicated expired on ${instantText(at)}.`,
    remedy: "Reissue the certificate, or renew the order, and duplicate the new one.",
  }),
  CERTIFICATE_REVOKED: (name) => ({
    message: `The certificate to be duplicated${name ? ` (${name})` : ""} has been revoked, or is about to be.`,
    remedy: "Reissue the certificate and duplicate the new one.",
  }),
  ISSUER_CANNOT_DUPLICATE: (elsewhere) =>
    elsewhere
      ? {
          message:
            "This certificate was imported: another CA issued it, which cannot be asked from here for a duplicate.",
          remedy:
            "An administrator may allow the built-in CA for this order: duplicates then come from it, once names and organization are validated here. Or ask the CA that issued it.",
        }
      : {
          message: "The CA that issued this certificate, or a successor with the same type of key, cannot issue now.",
          remedy: "Reissue the certificate, or ask an administrator which issuing CA is active.",
        },
  KEY_COMPROMISED: (weakness) => ({
    message: `The key of this request is known to be compromised${weakness ? ` (${weakness})` : ""}.`,
    remedy:
      "Cancel the request. Make a new key and CSR on the server, request the duplicate with that, and use the old key nowhere any more.",
  }),
  CAA_FORBIDS: (subject) => {
    const { name, record, add } = readCaaSubject(subject);
    return {
      message: `The DNS record ${record} does not let us issue for ${name}.`,
      remedy: add
        ? `Add the record ${add} beside it, wait until the time to live of the earlier ones is over, then retry the request.`
        : "It is critical and not one that we understand: take it away, then retry the request.",
    };
  },
};

/** A reason in English: what is wrong, and what to do about it. */
export function refusalWords(refusal: DuplicateRefusal): { message: string; remedy: string } {
  return words[refusal.code](refusal.subject);
}
