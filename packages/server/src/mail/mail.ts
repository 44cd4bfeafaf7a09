import { Column, Entity, PrimaryGeneratedColumn } from "typeorm";

/** What a mail tells. */
export const MailKind = {
  CERTIFICATE_ISSUED: "CERTIFICATE_ISSUED",
  CERTIFICATE_REVOKED: "CERTIFICATE_REVOKED",
  REVOCATION_AHEAD: "REVOCATION_AHEAD",
  REVOCATION_DUE: "REVOCATION_DUE",
  REQUEST_WAITS: "REQUEST_WAITS",
  REQUEST_REJECTED: "REQUEST_REJECTED",
  ISSUANCE_FAILED: "ISSUANCE_FAILED",
  REQUEST_WAITS_FOR_PROOFS: "REQUEST_WAITS_FOR_PROOFS",
  REQUEST_LAPSED: "REQUEST_LAPSED",
  KEY_COMPROMISED: "KEY_COMPROMISED",
  VERIFICATION_WAITS: "VERIFICATION_WAITS",
  VERIFICATION_DECIDED: "VERIFICATION_DECIDED",
  DOMAIN_APPROVAL: "DOMAIN_APPROVAL",
  VALIDATION_LAPSES: "VALIDATION_LAPSES",
} as const;
export type MailKind = (typeof MailKind)[keyof typeof MailKind];

/** A mail that a relay has taken: to whom, about what, when. Its text is not kept. */
@Entity("mail")
export class Mail {
  @PrimaryGeneratedColumn("uuid") id: string;
  @Column("uuid", { name: "account_id" }) accountId: string;
  @Column("text", { name: "message_id" }) messageId: string;
  @Column("text") kind: MailKind;
  @Column("text") recipient: string;
  /** The certificate, request or issuance it tells of. */
  @Column("uuid", { name: "about_id" }) aboutId: string;
  @Column("timestamptz", { name: "sent_at" }) sentAt: Date;
}
