import { Column, Entity, PrimaryColumn } from "typeorm";

/** A revoked serial. By serial, so that what was signed but never stored can be revoked too. */
@Entity("revocation")
export class Revocation {
  @PrimaryColumn("uuid", { name: "issuing_ca_id" }) issuingCaId: string;
  @PrimaryColumn("bytea") serial: Buffer;
  @Column("timestamptz") at: Date;
  @Column("text", { nullable: true }) reason: string | null;
  @Column("text") by: string;
}
