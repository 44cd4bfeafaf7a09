import { Field, InterfaceType } from "type-graphql";
import { ChildEntity, Column } from "typeorm";
import { SignatureHash } from "../certificates/signature-hash-type.ts";
import { DateTime } from "../foundation/scalars.ts";
import { Platform, platformOf } from "../orders/platform.ts";
import { CertificateRequest } from "./certificate-request.ts";

/** What a request for a certificate holds, whichever kind of certificate it is for. */
@InterfaceType("IssuingRequest", {
  implements: CertificateRequest,
  description: "A request for a certificate: for an order's first, for another in its place, or for a duplicate.",
})
// a child itself, although no row is of it: TypeORM takes columns from children of the table alone
@ChildEntity("ISSUING")
export abstract class IssuingRequest extends CertificateRequest {
  @Column("uuid", { name: "key_id" }) keyId: string;
  /** Whether others had the key when it was asked for, as the account's policy allows. */
  @Column("boolean", { name: "key_shared" }) keyShared: boolean;

  @Field(() => String, {
    description: "The CSR, PEM; a challenge password in it is blotted out (RFC 2985 5.4.1: it is not for the record).",
  })
  @Column("text")
  csr: string;

  @Field(() => String, { description: "Common name asked for; one of `dnsNames`." })
  @Column("text", { name: "common_name" })
  commonName: string;

  @Field(() => [String], { description: "Names asked for: lower-case A-labels." })
  @Column("text", { name: "dns_names", array: true })
  dnsNames: string[];

  @Field(() => DateTime, {
    description:
      "Expiry asked for, the last second included; the default when none was named, computed again when it is issued.",
  })
  @Column("timestamptz", { name: "valid_to" })
  validTo: Date;

  /** Whether the requester named the date; one that was left out is computed again at approval. */
  @Column("boolean", { name: "valid_to_named" }) validToNamed: boolean;

  @Field(() => SignatureHash, { description: "Hash asked for." })
  @Column("text", { name: "signature_hash" })
  signatureHash: SignatureHash;

  @Column({ type: "text", name: "server_platform" }) serverPlatformKey: string;

  @Field(() => String, { nullable: true, description: "Which server it is for, as the requester named it." })
  @Column("text", { name: "server_name", nullable: true })
  serverName: string | null;

  @Field(() => Platform, { description: "The software of the server it is for." })
  serverPlatform(): Platform {
    return platformOf(this.serverPlatformKey);
  }
}
