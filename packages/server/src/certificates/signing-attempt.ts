import { Column, Entity, PrimaryGeneratedColumn } from "typeorm";

/** A plan with a serial and a notBefore, as exact bytes, on record before the CA's key is used. Signed at most once. */
@Entity("signing_attempt")
export class SigningAttempt {
  @PrimaryGeneratedColumn("uuid") id: string;
  @Column("uuid", { name: "account_id" }) accountId: string;
  @Column("uuid", { name: "issuing_ca_id" }) issuingCaId: string;
  @Column("bytea") serial: Buffer;
  @Column("integer", { name: "crl_shard" }) crlShard: number;
  @Column("uuid", { name: "issuance_id" }) issuanceId: string;
  @Column("timestamptz", { name: "not_before" }) notBefore: Date;
  @Column("bytea") tbs: Buffer;
  @Column("text", { name: "tbs_sha256" }) tbsSha256: string;
  @Column("jsonb") lint: object;
  @Column("uuid", { array: true }) proofs: string[];
  @Column("timestamptz", { name: "reserved_at" }) reservedAt: Date;
  @Column("text", { nullable: true }) outcome: "STORED" | "ABANDONED" | null;
  @Column("bytea", { nullable: true }) signature: Buffer | null;
}
