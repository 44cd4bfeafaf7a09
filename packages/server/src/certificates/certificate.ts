import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from "typeorm";
import { rowsById } from "../foundation/loads.ts";
import { DateTime } from "../foundation/scalars.ts";
import { SignatureHash } from "./signature-hash-type.ts";

export const CertificateKind = {
  ORIGINAL: "ORIGINAL",
  REISSUE: "REISSUE",
  DUPLICATE: "DUPLICATE",
  IMPORTED: "IMPORTED",
} as const;
export type CertificateKind = (typeof CertificateKind)[keyof typeof CertificateKind];
registerEnumType(CertificateKind, {
  name: "CertificateKind",
  description: "How a certificate came to be on its order.",
  valuesConfig: {
    ORIGINAL: { description: "The first one." },
    REISSUE: { description: "Issued anew; became the primary one." },
    DUPLICATE: { description: "A copy for another server: same names and organization, a key of its own." },
    IMPORTED: { description: "Issued elsewhere and watched here." },
  },
});

export const CertificateStatus = {
  ISSUED: "ISSUED",
  EXPIRED: "EXPIRED",
  REVOCATION_PENDING: "REVOCATION_PENDING",
  REVOKED: "REVOKED",
} as const;
export type CertificateStatus = (typeof CertificateStatus)[keyof typeof CertificateStatus];
registerEnumType(CertificateStatus, {
  name: "CertificateStatus",
  description: "Whether a certificate may be relied on.",
  valuesConfig: {
    ISSUED: { description: "Valid." },
    EXPIRED: { description: "Past its validTo. Read from the clock, never stored." },
    REVOCATION_PENDING: { description: "Valid, and will be revoked at a known time." },
    REVOKED: { description: "On the CRL." },
  },
});

/** An issued certificate. It exists only once it is signed and stored. */
@ObjectType({
  description: "An issued certificate: the primary one of an order, a reissue, or a duplicate for another server.",
})
@Entity("certificate")
export class Certificate {
  @Field(() => ID, { description: "Opaque id; downloads are at /certificates/<id>/download/<format>." })
  @PrimaryGeneratedColumn("uuid")
  id: string;

  @Column("uuid", { name: "account_id" }) accountId: string;
  @Column("uuid", { name: "order_id" }) orderId: string;
  @Column("uuid", { name: "issuance_id", nullable: true }) issuanceId: string | null;
  @Column("uuid", { name: "key_id" }) keyId: string;
  @Column("uuid", { name: "issuing_ca_id", nullable: true }) issuingCaId: string | null;

  @Field(() => CertificateKind, { description: "How it came to be." })
  @Column("text")
  kind: CertificateKind;

  @Column("bytea") serial: Buffer;
  /** The CRL whose address is in it; null when another CA issued it. */
  @Column("integer", { name: "crl_shard", nullable: true }) crlShard: number | null;

  @Field(() => String, { description: "SHA-256 of the whole certificate, 64 hexadecimal digits, lower case." })
  @Column({ type: "text", name: "sha256" })
  sha256Fingerprint: string;

  @Field(() => String, { description: "Common name; always one of `dnsNames` (BR 7.1.4.3)." })
  @Column("text", { name: "common_name" })
  commonName: string;

  @Field(() => [String], { description: "The names it is good for (subjectAltName, dNSName)." })
  @Column("text", { name: "dns_names", array: true })
  dnsNames: string[];

  @Field(() => DateTime, { description: "First second of its validity (RFC 5280 notBefore)." })
  @Column({ type: "timestamptz", name: "not_before" })
  validFrom: Date;

  @Field(() => DateTime, { description: "Last second of its validity, included (RFC 5280 notAfter)." })
  @Column({ type: "timestamptz", name: "not_after" })
  validTo: Date;

  @Field(() => SignatureHash, { description: "Hash of the CA's signature on it." })
  @Column("text", { name: "signature_hash" })
  signatureHash: SignatureHash;

  @Field(() => Boolean, {
    description: "Whether it is the one that duplicates copy: the original or its latest reissue.",
  })
  @Column("boolean", { name: "is_primary" })
  isPrimary: boolean;

  /** When it will be revoked, because a reissue left out a name of it. */
  @Column("timestamptz", { name: "revoke_by", nullable: true }) revokeBy: Date | null;
  @Column("uuid", { name: "superseded_by", nullable: true }) supersededById: string | null;
  @Column("timestamptz", { name: "revocation_reminded_at", nullable: true }) revocationRemindedAt: Date | null;
  @Column({ type: "text", name: "server_platform" }) serverPlatformKey: string;

  @Field(() => String, { nullable: true, description: "Which server it is for, as the requester named it." })
  @Column("text", { name: "server_name", nullable: true })
  serverName: string | null;
}

/** A serial number as it is shown: hexadecimal, upper case, as `openssl x509 -serial` prints it. */
export function serialText({ serial }: Pick<Certificate, "serial">): string {
  return serial.toString("hex").replace(/^00/, "").toUpperCase();
}

export const certificatesById = rowsById<Certificate>(() => Certificate);

/** The bytes, apart from the row, so that lists stay narrow. */
@Entity("certificate_der")
export class CertificateDer {
  @PrimaryColumn("uuid", { name: "certificate_id" }) certificateId: string;
  @Column("bytea") der: Buffer;
  @Column("text", { name: "chain_pem" }) chainPem: string;
  /** null: of an imported certificate, when nobody gave it. */
  @Column("text", { name: "root_pem", nullable: true }) rootPem: string | null;
}
