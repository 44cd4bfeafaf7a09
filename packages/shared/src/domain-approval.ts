/** What a link in a mail asks for: the answer of `POST /api/domain-approval`, whose body is `{ value }`. */
export interface DomainApproval {
  domain: string;
  /** The account that wants to prove the domain, and who of it asked; null when nobody of it did. */
  account: string;
  person: { name: string; email: string } | null;
  method: "EMAIL_CONSTRUCTED" | "EMAIL_TXT_CONTACT";
  /** To whom the mail was sent. */
  recipient: string;
  state: DomainApprovalState;
  /** ISO 8601. */
  askedAt: string;
  expiresAt: string;
  decidedAt: string | null;
}

/** OPEN may be decided; PROVED: another of the domain's mailboxes has approved it. */
export type DomainApprovalState = "OPEN" | "APPROVED" | "DECLINED" | "PROVED";

/** Body of `POST /api/domain-approval/decide`, which answers like the question; 409 when it has been decided. */
export interface DomainDecision {
  value: string;
  decision: "APPROVE" | "DECLINE";
}

/**
 * An answer that is no approval: 404 NOT_FOUND (no mail has this value), 410 EXPIRED or WITHDRAWN, 409 ALREADY_DECIDED,
 * 400 BAD_REQUEST, 403 FORBIDDEN_ORIGIN.
 */
export interface DomainApprovalError {
  error: {
    code: "NOT_FOUND" | "EXPIRED" | "WITHDRAWN" | "ALREADY_DECIDED" | "BAD_REQUEST" | "FORBIDDEN_ORIGIN";
    message: string;
  };
}
