import { Column, Entity, PrimaryGeneratedColumn } from "typeorm";

export const AuditOutcome = { DONE: "DONE", REFUSED: "REFUSED", FAILED: "FAILED" } as const;
export type AuditOutcome = (typeof AuditOutcome)[keyof typeof AuditOutcome];

/** One thing that was done, refused or failed. The database lets nobody change or delete a row. */
@Entity("audit_event")
export class AuditEvent {
  @PrimaryGeneratedColumn("identity", { type: "bigint" }) id: string;
  @Column("uuid", { name: "account_id", nullable: true }) accountId: string | null;
  @Column("timestamptz") at: Date;
  /** The member's id, or the name of what acted by itself ("work", "demo"). */
  @Column("text") actor: string;
  @Column("text") action: string;
  @Column("text", { name: "object_type" }) objectType: string;
  @Column("text", { name: "object_id" }) objectId: string;
  @Column("text") outcome: AuditOutcome;
  @Column("jsonb") detail: object;
}
