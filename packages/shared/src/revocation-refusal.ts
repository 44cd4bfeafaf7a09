import { instantText } from "./instant-text.ts";
import type { RevocationReason } from "./revocation-reason.ts";

/** Each reason why a certificate or an order may not be revoked, or not so. */
export const RevocationRefusalCode = {
  CERTIFICATE_REVOKED: "CERTIFICATE_REVOKED",
  CERTIFICATE_EXPIRED: "CERTIFICATE_EXPIRED",
  ISSUED_ELSEWHERE: "ISSUED_ELSEWHERE",
  ORDER_NOT_ISSUED: "ORDER_NOT_ISSUED",
  ORDER_REVOKED: "ORDER_REVOKED",
  ORDER_EXPIRED: "ORDER_EXPIRED",
  REVOCATION_REQUESTED: "REVOCATION_REQUESTED",
  REASON_NOT_ALLOWED: "REASON_NOT_ALLOWED",
} as const;
export type RevocationRefusalCode = (typeof RevocationRefusalCode)[keyof typeof RevocationRefusalCode];

/** A reason why not, what it is about (an ISO instant, a status, a reason), the reason of an earlier revocation, and where in the application to look. */
export interface RevocationRefusal {
  code: RevocationRefusalCode;
  subject: string | null;
  reason: RevocationReason | null;
  path: string | null;
}

const reasonNames: Record<RevocationReason, string> = {
  UNSPECIFIED: "no reason given",
  KEY_COMPROMISE: "key compromise",
  AFFILIATION_CHANGED: "affiliation changed",
  SUPERSEDED: "superseded",
  CESSATION_OF_OPERATION: "cessation of operation",
  PRIVILEGE_WITHDRAWN: "privilege withdrawn",
};

const because = (reason: RevocationReason | null): string => (reason ? ` (${reasonNames[reason]})` : "");

type Words = (refusal: RevocationRefusal) => { message: string; remedy: string };

const words: Record<RevocationRefusalCode, Words> = {
  CERTIFICATE_REVOKED: ({ subject, reason }) => ({
    message: `The certificate has been revoked since ${instantText(subject)}${because(reason)}.`,
    remedy: "A revocation is for good: there is nothing left to do. If its key is compromised, report the key.",
  }),
  CERTIFICATE_EXPIRED: ({ subject }) => ({
    message: `The certificate expired on ${instantText(subject)}: nobody relies on it any more, and CRLs leave it out.`,
    remedy:
      "Nothing has to be revoked. If its key is compromised, report the key, so that no certificate is issued on it.",
  }),
  ISSUED_ELSEWHERE: () => ({
    message: "The certificate was issued elsewhere, and only who issued it can revoke it.",
    remedy:
      "Ask the CA in its issuer field to revoke it. Duplicates that were issued here are revoked one by one, where they are listed.",
  }),
  ORDER_NOT_ISSUED: ({ subject }) => ({
    message: `There is nothing to revoke on the order: it is ${(subject ?? "not issued").toLowerCase().replaceAll("_", " ")}.`,
    remedy: "An order that has not been issued is canceled instead.",
  }),
  ORDER_REVOKED: ({ subject, reason }) => ({
    message: `The order has been revoked${subject ? ` since ${instantText(subject)}` : ""}${because(reason)}, with everything on it.`,
    remedy: "A revocation is for good: there is nothing left to do.",
  }),
  ORDER_EXPIRED: ({ subject }) => ({
    message: `The order ended on ${instantText(subject)}, and with it every certificate on it.`,
    remedy: "Nothing has to be revoked. If a key is compromised, report the key.",
  }),
  REVOCATION_REQUESTED: ({ subject }) => ({
    message: `The same revocation was asked for on ${instantText(subject)}, and waits for an approver.`,
    remedy: "Ask an administrator or a manager to decide on that request, or to revoke at once.",
  }),
  REASON_NOT_ALLOWED: ({ reason }) => ({
    message: `A subscriber does not revoke because of "${reason ? reasonNames[reason] : ""}": only the CA says so.`,
    remedy:
      "Choose UNSPECIFIED, KEY_COMPROMISE, AFFILIATION_CHANGED, SUPERSEDED or CESSATION_OF_OPERATION (BR 4.9.1.1, 7.2.2).",
  }),
};

/** A reason in English: what is wrong, and what to do about it. */
export function revocationRefusalWords(refusal: RevocationRefusal): { message: string; remedy: string } {
  return words[refusal.code](refusal);
}
