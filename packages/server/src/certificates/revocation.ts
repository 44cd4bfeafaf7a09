import { Column, Entity, PrimaryColumn } from "typeorm";
import type { RevocationReason } from "../ca/crl.ts";

/** A revoked serial. By serial, so that what was signed but never stored can be revoked too. */
@Entity("revocation")
export class Revocation {
  @PrimaryColumn("uuid", { name: "issuing_ca_id" }) issuingCaId: string;
  @PrimaryColumn("bytea") serial: Buffer;
  @Column("timestamptz") at: Date;
  /** null: none given, which a CRL says by leaving it out. */
  @Column("text", { nullable: true }) reason: RevocationReason | null;
  @Column("text") by: string;
  /** The CRL that speaks of it: the one whose address is in the certificate. */
  @Column("integer", { name: "crl_shard" }) crlShard: number;
  /** The certificate's last second, after which it leaves the CRL. */
  @Column("timestamptz", { name: "not_after" }) notAfter: Date;
}
