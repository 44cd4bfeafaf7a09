import { Column, Entity, PrimaryColumn } from "typeorm";

/** A signed certificate revocation list. The newest of each CA and shard is what `/pki/` serves. */
@Entity("crl")
export class Crl {
  @PrimaryColumn("uuid", { name: "issuing_ca_id" }) issuingCaId: string;
  @PrimaryColumn("integer") shard: number;
  @PrimaryColumn("bigint") number: string;
  @Column("bytea") der: Buffer;
  @Column("timestamptz", { name: "this_update" }) thisUpdate: Date;
  @Column("timestamptz", { name: "next_update" }) nextUpdate: Date;
}
