import { EvidenceKind, VerificationSubject } from "@duplicert/shared/verification-refusal";
import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, PrimaryGeneratedColumn } from "typeorm";
import { DateTime } from "../foundation/scalars.ts";

registerEnumType(VerificationSubject, {
  name: "VerificationSubject",
  description: "What has to be seen of an organization.",
  valuesConfig: {
    LEGAL_EXISTENCE: { description: "That it exists in law under its name (BR 3.2.2.1, EVG 3.2.2.2)." },
    ADDRESS: { description: "That its address is its own (BR 3.2.2.1, EVG 3.2.2.4)." },
    OPERATIONAL_EXISTENCE: { description: "That it does business (EVG 3.2.2.6); EV only." },
    AUTHORITY: { description: "That it knows of the request, reached by a way it did not give (BR 3.2.5)." },
    VERIFIED_CONTACT: { description: "Who signs and approves for it (EVG 3.2.2.5, 3.2.2.8); EV only." },
  },
});

registerEnumType(EvidenceKind, {
  name: "VerificationEvidenceKind",
  description: "How something was seen.",
  valuesConfig: {
    REGISTRY: {
      description:
        "In the register of a government, or another reliable source; shows LEGAL_EXISTENCE, ADDRESS, OPERATIONAL_EXISTENCE.",
    },
    DOCUMENT: {
      description:
        "In a document, which is attached; shows ADDRESS, OPERATIONAL_EXISTENCE, and for OV LEGAL_EXISTENCE.",
    },
    PHONE_CALL: { description: "In a call to a number from a reliable source; shows AUTHORITY, VERIFIED_CONTACT." },
    SITE_VISIT: {
      description: "By going there; shows ADDRESS, AUTHORITY, VERIFIED_CONTACT, and for OV LEGAL_EXISTENCE.",
    },
    ATTESTATION: { description: "In a verified letter of a lawyer, notary, accountant or official; shows everything." },
  },
});

@ObjectType({ description: "A document that was seen; only specialists read it." })
export class EvidenceDocument {
  @Field(() => String, { description: "Its file name." }) name: string;
  @Field(() => String, { description: "application/pdf, image/png or image/jpeg." }) mediaType: string;
  @Field(() => Int, { description: "Bytes." }) size: number;
  @Field(() => String, { description: "SHA-256 of its bytes, hexadecimal." }) sha256: string;
  @Field(() => String, { description: "Where it is downloaded: a path relative to the application's address." })
  url: string;
}

/** One thing that a specialist saw. Never changed, never deleted. */
@ObjectType({ description: "One thing that a specialist saw of an organization, and where it can be seen again." })
@Entity("verification_evidence")
export class VerificationEvidence {
  @Field(() => ID, { description: "Opaque id." })
  @PrimaryGeneratedColumn("uuid")
  id: string;

  @Column("uuid", { name: "account_id" }) accountId: string;
  @Column("uuid", { name: "verification_id" }) verificationId: string;

  @Field(() => [VerificationSubject], { description: "What it shows." })
  @Column("text", { array: true })
  subjects: VerificationSubject[];

  @Field(() => EvidenceKind, { description: "How it was seen." })
  @Column("text")
  kind: EvidenceKind;

  @Field(() => String, { description: "Where it can be found again: register and entry, number called, document." })
  @Column("text")
  reference: string;

  @Column("text", { nullable: true }) note: string | null;
  @Column("uuid", { name: "contact_id", nullable: true }) contactId: string | null;
  @Column("uuid") by: string;

  @Field(() => DateTime, { description: "When it was written down." })
  @Column("timestamptz")
  at: Date;

  @Column("text", { name: "document_name", nullable: true }) documentName: string | null;
  @Column("text", { name: "document_media_type", nullable: true }) documentMediaType: string | null;
  @Column("integer", { name: "document_size", nullable: true }) documentSize: number | null;
  @Column("text", { name: "document_sha256", nullable: true }) documentSha256: string | null;
  /** Read by name alone: lists stay narrow. */
  @Column("bytea", { name: "document", nullable: true, select: false }) document: Buffer | null;
}
