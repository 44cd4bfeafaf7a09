import { Field, ObjectType } from "type-graphql";
import { ChildEntity } from "typeorm";
import { SignatureHash } from "../certificates/signature-hash-type.ts";
import { DateTime } from "../foundation/scalars.ts";
import { Platform, platformOf } from "../orders/platform.ts";
import { CertificateRequest } from "./certificate-request.ts";

/** It lives here, below the verbs of `duplicates/`, because deciding on requests returns it. */
@ObjectType("DuplicateRequest", {
  implements: CertificateRequest,
  description:
    "A request for a duplicate: another certificate of an issued order, for another server, with a key of its own.",
})
@ChildEntity("DUPLICATE")
export class DuplicateRequest extends CertificateRequest {
  @Field(() => String, {
    description: "The CSR, PEM; a challenge password in it is blotted out (RFC 2985 5.4.1: it is not for the record).",
  })
  declare csr: string;
  @Field(() => String, { description: "Common name asked for; one of `dnsNames`." }) declare commonName: string;
  @Field(() => [String], { description: "Names asked for: a subset of the primary certificate's." })
  declare dnsNames: string[];
  @Field(() => DateTime, {
    description:
      "Expiry asked for, the last second included; the default when none was named, computed again at approval.",
  })
  declare validTo: Date;
  @Field(() => SignatureHash, { description: "Hash asked for." }) declare signatureHash: SignatureHash;
  @Field(() => String, { nullable: true, description: "Which server it is for, as the requester named it." })
  declare serverName: string | null;

  @Field(() => Platform, { description: "The software of the server it is for." })
  serverPlatform(): Platform {
    return platformOf(this.serverPlatformKey);
  }
}
