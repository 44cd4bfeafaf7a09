/** Why a certificate is revoked (RFC 5280 §5.3.1, those of BR 7.2.2). UNSPECIFIED is said on a CRL by saying nothing. */
export const RevocationReason = {
  UNSPECIFIED: "UNSPECIFIED",
  KEY_COMPROMISE: "KEY_COMPROMISE",
  AFFILIATION_CHANGED: "AFFILIATION_CHANGED",
  SUPERSEDED: "SUPERSEDED",
  CESSATION_OF_OPERATION: "CESSATION_OF_OPERATION",
  PRIVILEGE_WITHDRAWN: "PRIVILEGE_WITHDRAWN",
} as const;
export type RevocationReason = (typeof RevocationReason)[keyof typeof RevocationReason];

/** What a subscriber may choose; that a privilege is withdrawn, only the CA says (BR 4.9.1.1, 7.2.2). */
export const subscriberReasons = [
  "UNSPECIFIED",
  "KEY_COMPROMISE",
  "AFFILIATION_CHANGED",
  "SUPERSEDED",
  "CESSATION_OF_OPERATION",
] as const satisfies readonly RevocationReason[];
export type SubscriberReason = (typeof subscriberReasons)[number];

/** Whether a subscriber may choose it. */
export function isSubscriberReason(reason: RevocationReason): reason is SubscriberReason {
  return (subscriberReasons as readonly RevocationReason[]).includes(reason);
}
