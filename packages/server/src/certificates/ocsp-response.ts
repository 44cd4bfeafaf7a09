import { Column, Entity, PrimaryColumn } from "typeorm";

/** The newest signed OCSP answer about a serial: what `serve`, which has no key, sends. */
@Entity("ocsp_response")
export class OcspResponse {
  @PrimaryColumn("uuid", { name: "issuing_ca_id" }) issuingCaId: string;
  @PrimaryColumn("bytea") serial: Buffer;
  @Column("text") status: "GOOD" | "REVOKED";
  @Column("bytea", { name: "der_sha1" }) derSha1: Buffer;
  @Column("bytea", { name: "der_sha256" }) derSha256: Buffer;
  @Column("timestamptz", { name: "this_update" }) thisUpdate: Date;
  @Column("timestamptz", { name: "next_update" }) nextUpdate: Date;
  @Column("timestamptz", { name: "not_after" }) notAfter: Date;
  @Column("timestamptz", { name: "asked_at", nullable: true }) askedAt: Date | null;
}
