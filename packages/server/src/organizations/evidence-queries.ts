import { isSpecialist } from "@duplicert/shared/roles";
import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { In } from "typeorm";
import type { Batch, Context } from "../foundation/context.ts";
import { OrganizationContact } from "./organization-contact.ts";
import { EvidenceDocument, VerificationEvidence } from "./verification-evidence.ts";
import { personsById, VerificationPerson } from "./verification-person.ts";

// those that were removed too: evidence goes on speaking of them
const contactsById: Batch<string, OrganizationContact> = async (db, ids) => {
  const rows = await db.findBy(OrganizationContact, { id: In([...ids]) });
  return new Map(rows.map((row) => [row.id, row]));
};

@Resolver(() => VerificationEvidence)
export class EvidenceQueries {
  @FieldResolver(() => VerificationPerson, { description: "The specialist who saw it." })
  by(@Root() { by }: VerificationEvidence, @Ctx() context: Context) {
    return context.many(personsById).load(by);
  }

  @FieldResolver(() => String, { nullable: true, description: "What the specialist noted; null to everybody else." })
  note(@Root() { note }: VerificationEvidence, @Ctx() { viewer }: Context): string | null {
    return isSpecialist(viewer.role) ? note : null;
  }

  @FieldResolver(() => OrganizationContact, {
    nullable: true,
    description: "The contact it speaks of, as they are now; removed ones too.",
  })
  contact(@Root() { contactId }: VerificationEvidence, @Ctx() context: Context) {
    return contactId ? context.many(contactsById).load(contactId) : null;
  }

  @FieldResolver(() => EvidenceDocument, { nullable: true, description: "The document; null to everybody else." })
  document(@Root() piece: VerificationEvidence, @Ctx() { viewer }: Context): EvidenceDocument | null {
    const { id, documentName, documentMediaType, documentSize, documentSha256 } = piece;
    if (!isSpecialist(viewer.role) || !documentName || !documentMediaType || !documentSize || !documentSha256)
      return null;
    return {
      name: documentName,
      mediaType: documentMediaType,
      size: documentSize,
      sha256: documentSha256,
      url: `/verification-evidence/${id}`,
    };
  }
}
