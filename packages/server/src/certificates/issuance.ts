import type { IssuanceKind } from "@duplicert/shared/issuance-refusals";
import type { IssuanceState } from "@duplicert/shared/request-status";
import { Column, Entity, PrimaryGeneratedColumn } from "typeorm";
import type { Plan } from "../ca/plan.ts";
import type { SubjectFacts } from "../ca/profile.ts";
import { rowsById } from "../foundation/loads.ts";
import type { Tx } from "../foundation/transact.ts";
import type { OrderLock } from "../orders/find-order.ts";

/** Why an issuance failed: shown to people, kept for audit. */
export interface IssuanceFailure {
  message: string;
  reasons: object[];
}

/** What was approved to be issued: the plan and its hash, which a trigger keeps as they are. */
@Entity("issuance")
export class Issuance {
  @PrimaryGeneratedColumn("uuid") id: string;
  @Column("uuid", { name: "account_id" }) accountId: string;
  @Column("uuid", { name: "order_id" }) orderId: string;
  @Column("uuid", { name: "key_id" }) keyId: string;
  @Column("text") kind: IssuanceKind;
  @Column("jsonb") plan: Plan;
  @Column("text", { name: "plan_sha256" }) planSha256: string;
  /** What the plan's subject was written from; a duplicate copies it from the primary certificate's. */
  @Column("jsonb", { name: "subject_facts" }) subjectFacts: SubjectFacts;
  @Column("uuid", { name: "issuing_ca_id" }) issuingCaId: string;
  @Column("timestamptz", { name: "not_after" }) notAfter: Date;
  @Column("text", { name: "server_platform" }) serverPlatform: string;
  @Column("text", { name: "server_name", nullable: true }) serverName: string | null;
  /** The request on a DV order whose own proofs it rests on; null: it rests on those that count for every order. */
  @Column("uuid", { name: "proved_for", nullable: true }) provedFor: string | null;
  @Column("uuid", { name: "proofs_at_approval", array: true }) proofsAtApproval: string[];
  @Column("text") state: IssuanceState;
  @Column("jsonb", { nullable: true }) failure: IssuanceFailure | null;
  @Column("timestamptz", { name: "ready_at" }) readyAt: Date;
}

export const issuancesById = rowsById<Issuance>(() => Issuance);

/** How its order is locked while it is issued: what is no duplicate changes where the order stands. */
export function orderLockOf({ kind }: Pick<Issuance, "kind">): OrderLock {
  return kind === "DUPLICATE" ? "share" : "update";
}

/** Locks an issuance before its attempts, always in this order, so that two runs of it wait for each other and never for ever. */
export async function lockIssuance(tx: Tx, id: string): Promise<void> {
  await tx.query("select 1 from issuance where id = $1 for update", [id]);
}
