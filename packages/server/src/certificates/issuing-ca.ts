import type { SignatureHash } from "@duplicert/shared/signature-hash";
import { Column, Entity, PrimaryGeneratedColumn } from "typeorm";
import type { IssuingCaFacts } from "../ca/profile.ts";

/** A CA certificate of ours, the root included. Its private key is one that only `work` can use, or, of a root, offline. */
@Entity("issuing_ca")
export class IssuingCa {
  @PrimaryGeneratedColumn("uuid") id: string;
  @Column("text") slug: string;
  @Column("boolean", { name: "is_root" }) isRoot: boolean;
  /** Under what name its key is found at its home; null when it is elsewhere, as the key of an offline root. */
  @Column("text", { name: "key_name", nullable: true }) keyName: string | null;
  /** An encrypted file, or a PKCS#11 token. */
  @Column("text", { name: "key_home", nullable: true }) keyHome: "FILE" | "PKCS11" | null;
  @Column("text", { name: "key_type" }) keyType: "RSA" | "EC";
  @Column("text", { name: "signature_hashes", array: true }) signatureHashes: SignatureHash[];
  /** Among how many CRLs its new certificates are spread. */
  @Column("integer", { name: "crl_shards" }) crlShards: number;
  @Column("bytea", { name: "certificate_der" }) certificateDer: Buffer;
  @Column("bytea", { name: "root_der" }) rootDer: Buffer;
  @Column("timestamptz", { name: "active_from" }) activeFrom: Date;
  @Column("timestamptz", { name: "retired_at", nullable: true }) retiredAt: Date | null;
}

/** Whether a CA signs at `now`: it has begun, and is not retired. */
export function isActive(ca: IssuingCa, now: Date): boolean {
  return ca.activeFrom <= now && (!ca.retiredAt || ca.retiredAt > now);
}

/** What the room `ca/` is told of an issuing CA. */
export function issuingCaFacts(row: IssuingCa): IssuingCaFacts {
  const { id, slug, keyType, signatureHashes, crlShards, certificateDer } = row;
  return { id, slug, keyType, signatureHashes, crlShards, certificateDer };
}
