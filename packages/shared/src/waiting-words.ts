import { type DuplicateRefusal, type DuplicateRefusalCode, refusalWords } from "./duplicate-refusal.ts";
import { instantText } from "./instant-text.ts";
import type { RequestKind } from "./issuance-refusals.ts";

/** What a request for a first certificate, or for one in another's place, waits for: once it is proved, it is issued by itself. */
const waitedFor = [
  "DOMAIN_VALIDATION_INCOMPLETE",
  "DOMAIN_VALIDATION_EXPIRED",
  "ORGANIZATION_VALIDATION_INCOMPLETE",
  "ORGANIZATION_VALIDATION_EXPIRED",
] as const satisfies DuplicateRefusalCode[];

/** Whether a request may be approved, and waits, although this stands against it. */
export function isWaitedFor({ code }: { code: string }): boolean {
  return (waitedFor as readonly string[]).includes(code);
}

type Words = (subject: string | null) => { message: string; remedy: string };

const byItself = "then the certificate is issued by itself.";

const words: Partial<Record<DuplicateRefusalCode, Words>> = {
  DOMAIN_VALIDATION_INCOMPLETE: (name) => ({
    message: `Control of ${name} has not been shown yet.`,
    remedy: `Prove ${name}; ${byItself}`,
  }),
  DOMAIN_VALIDATION_EXPIRED: (name) => ({
    message: `The domain validation of ${name} has expired.`,
    remedy: `Prove ${name} anew; ${byItself}`,
  }),
  ORGANIZATION_VALIDATION_INCOMPLETE: (name) => ({
    message: name ? `The organization ${name} has not been validated yet.` : "The order has no organization.",
    remedy: name
      ? `Submit ${name} for validation, if you have not; ${byItself}`
      : "Cancel the request, and place an order with an organization.",
  }),
  ORGANIZATION_VALIDATION_EXPIRED: (name) => ({
    message: `The validation of the organization ${name} has expired.`,
    remedy: `Submit ${name} for validation anew; ${byItself}`,
  }),
  NAME_NOT_ALLOWED: (name) => ({
    message: `${name ?? "The certificate without a name"} is not what this order may have.`,
    remedy: "Cancel the request, and ask again with other names.",
  }),
  VALIDITY_EXCEEDS_ORDER: (limit) => ({
    message: `A certificate cannot outlive its order, which ends on ${instantText(limit)}.`,
    remedy: "Cancel the request, and ask again with an earlier date, or without one.",
  }),
  VALIDITY_EXCEEDS_MAXIMUM: (limit) => ({
    message: `A certificate issued now may be valid until ${instantText(limit)} at the longest.`,
    remedy: "Cancel the request, and ask again with an earlier date, or without one.",
  }),
  VALIDITY_IN_THE_PAST: (at) => ({
    message: `The expiry that was asked for, ${instantText(at)}, has already passed.`,
    remedy: "Cancel the request, and ask again with a later date, or without one.",
  }),
  ORDER_EXPIRED: (at) => ({
    message: `The order ended on ${instantText(at)}.`,
    remedy: "Cancel the request, and place a new order.",
  }),
  ORDER_REVOKED: () => ({
    message: "The order has been revoked, and with it everything issued on it.",
    remedy: "Place a new order.",
  }),
  ISSUER_CANNOT_DUPLICATE: (elsewhere) =>
    elsewhere
      ? {
          message: "The order was imported, and the built-in CA may not issue on it.",
          remedy:
            "Ask an administrator of your account to allow that for this order, and have the request retried then.",
        }
      : {
          message: "There is no active CA that could issue the certificate.",
          remedy: "Ask whoever runs this service; once there is one, the certificate is issued by itself.",
        },
  KEY_COMPROMISED: (weakness) => ({
    message: `The key of this request is known to be compromised${weakness ? ` (${weakness})` : ""}.`,
    remedy:
      "Cancel the request. Make a new key and CSR on the server, ask again with that, and use the old key nowhere any more.",
  }),
};

/** A reason in English, of a request that waits until nothing stands against it any more. */
export function waitingWords(refusal: DuplicateRefusal): { message: string; remedy: string } {
  return words[refusal.code]?.(refusal.subject) ?? refusalWords(refusal);
}

/** The words that fit what was asked for. */
export function refusalWordsOf(kind: RequestKind): (refusal: DuplicateRefusal) => { message: string; remedy: string } {
  return kind === "DUPLICATE" ? refusalWords : waitingWords;
}
