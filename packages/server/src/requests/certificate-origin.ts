import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { type EntityManager, In } from "typeorm";
import { Certificate } from "../certificates/certificate.ts";
import type { Context } from "../foundation/context.ts";
import { CertificateRequest } from "./certificate-request.ts";

@Resolver(() => Certificate)
export class CertificateOrigin {
  @FieldResolver(() => CertificateRequest, {
    nullable: true,
    description:
      "The request it came of; null when it came of none: it was imported, or issued before orders were placed here.",
  })
  async request(@Root() certificate: Certificate, @Ctx() context: Context): Promise<CertificateRequest | null> {
    return certificate.issuanceId
      ? ((await context.many(requestsOfIssuances).load(certificate.issuanceId)) ?? null)
      : null;
  }
}

async function requestsOfIssuances(
  db: EntityManager,
  issuanceIds: readonly string[],
): Promise<Map<string, CertificateRequest>> {
  const rows = await db.findBy(CertificateRequest, { issuanceId: In([...issuanceIds]) });
  return new Map(rows.map((row) => [row.issuanceId as string, row]));
}
