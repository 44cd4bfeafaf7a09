import { createPublicKey } from "node:crypto";
import type { SignatureHash as Hash } from "@duplicert/shared/signature-hash";
import { Field, ObjectType } from "type-graphql";
import { extensionText } from "../ca/extension-text.ts";
import { nameText } from "../ca/name-text.ts";
import { type Plan, planSha256 } from "../ca/plan.ts";
import { signatureAlgorithmName } from "../ca/signature-algorithm.ts";
import { DateTime } from "../foundation/scalars.ts";
import { spkiSha256Of } from "../keys/key-faults.ts";
import { SignatureHash } from "./signature-hash-type.ts";

@ObjectType({ description: "An extension of a certificate (RFC 5280 4.2)." })
export class CertificateExtension {
  @Field(() => String, { description: 'Its object identifier, e.g. "2.5.29.17".' }) oid: string;
  @Field(() => String, { description: 'Its name in RFC 5280, e.g. "Subject Alternative Name".' }) name: string;
  @Field(() => Boolean, { description: "Whether whoever does not understand it must refuse the certificate." })
  critical: boolean;
  @Field(() => String, { description: "What it says, as `openssl x509 -text` prints it; lines end in LF." })
  text: string;
}

@ObjectType({
  description:
    "Everything that is signed in a certificate but its serial number and the first second of its validity, which are fixed when it is signed. What is approved is this, and what is issued is this.",
})
export class CertificateContent {
  @Field(() => String, {
    description:
      "SHA-256, hexadecimal, of the whole content in canonical form: two contents with the same one are the same. Recorded with the approval, as `Decision.contentSha256`.",
  })
  sha256: string;
  @Field(() => String, { description: "Name of the CA that signs, as RFC 4514 writes it." }) issuer: string;
  @Field(() => String, {
    description: "Name that is certified, as RFC 4514 writes it; empty when the names below stand alone.",
  })
  subject: string;
  @Field(() => String, { description: "Common name; one of `dnsNames`." }) commonName: string;
  @Field(() => [String], { description: "The names it is valid for." }) dnsNames: string[];
  @Field(() => DateTime, { description: "Last second of validity; the first is the moment of signing." }) validTo: Date;
  @Field(() => String, { description: 'The public key, e.g. "RSA 2048".' }) keyAlgorithm: string;
  @Field(() => String, { description: "SHA-256 of the SubjectPublicKeyInfo, hexadecimal." }) spkiSha256: string;
  @Field(() => SignatureHash, { description: "Hash of the signature." }) signatureHash: Hash;
  @Field(() => String, { description: 'How it is signed, e.g. "sha256WithRSAEncryption".' }) signatureAlgorithm: string;
  @Field(() => String, { description: 'The certificate profile and its version, e.g. "OV 1".' }) profile: string;
  @Field(() => [CertificateExtension], { description: "Every extension, in the order they are written." })
  extensions: CertificateExtension[];

  /** A plan in words. */
  static of(plan: Plan): CertificateContent {
    const spki = Buffer.from(plan.spki, "hex");
    return Object.assign(new CertificateContent(), {
      sha256: planSha256(plan),
      issuer: nameText(plan.issuer),
      subject: nameText(plan.subject),
      commonName: plan.commonName,
      dnsNames: plan.dnsNames,
      validTo: new Date(plan.notAfter),
      keyAlgorithm: keyAlgorithmOf(spki),
      spkiSha256: spkiSha256Of(spki),
      signatureHash: plan.signatureHash,
      signatureAlgorithm: signatureAlgorithmName(plan.signatureAlgorithm),
      profile: `${plan.profile} ${plan.profileVersion}`,
      extensions: plan.extensions.map((one) =>
        Object.assign(new CertificateExtension(), { oid: one.oid, critical: one.critical, ...extensionText(one) }),
      ),
    } satisfies CertificateContent);
  }
}

const curveNames: Record<string, string> = { prime256v1: "P-256", secp384r1: "P-384" };

function keyAlgorithmOf(spki: Buffer): string {
  const { asymmetricKeyDetails: details } = createPublicKey({ key: spki, format: "der", type: "spki" });
  const { modulusLength, namedCurve = "" } = details ?? {};
  return modulusLength ? `RSA ${modulusLength}` : `ECDSA ${curveNames[namedCurve] ?? namedCurve}`;
}
