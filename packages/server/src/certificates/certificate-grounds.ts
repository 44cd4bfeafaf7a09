import { Ctx, Field, FieldResolver, ID, ObjectType, Resolver, Root } from "type-graphql";
import { In } from "typeorm";
import { Domain, domainsById } from "../domains/domain.ts";
import { DomainProof } from "../domains/domain-proof.ts";
import type { Batch, Context } from "../foundation/context.ts";
import { DateTime, JSONObject } from "../foundation/scalars.ts";
import { OrganizationProof } from "../organizations/organization-proof.ts";
import { CaaCheck } from "./caa-check.ts";
import { Certificate } from "./certificate.ts";
import { SigningAttempt } from "./signing-attempt.ts";

@ObjectType({ description: "What the CAA records of a name said before it was certified (RFC 8659)." })
export class CaaPermission {
  @Field(() => ID, { description: "Opaque id." }) id: string;
  @Field(() => String, { description: "The name on the certificate." }) dnsName: string;
  @Field(() => DateTime, { description: "When the records were looked up: at most eight hours before the signature." })
  at: Date;
  @Field(() => JSONObject, { description: "What each perspective found: the resolvers' answers, and what decided." })
  evidence: object;
}

@ObjectType({
  description:
    "What a certificate rests on: the proofs there were when it was signed, and what CAA said. The request says who allowed it.",
})
export class CertificateGrounds {
  @Field(() => [DomainProof], { description: "The proofs of control that its names rest on." }) domains: DomainProof[];
  @Field(() => OrganizationProof, {
    nullable: true,
    description: "The verification of its organization; null on DV certificates.",
  })
  organization: OrganizationProof | null;
  @Field(() => [CaaPermission], { description: "The last look at the CAA records of each name, by name." })
  caa: CaaPermission[];
}

/** Read from what was on record before the signature, not from what is proved today. */
const groundsOfIssuance: Batch<string, CertificateGrounds> = async (db, issuanceIds, { viewer }) => {
  const own = { accountId: viewer.accountId };
  const attempts = await db.find(SigningAttempt, {
    select: { id: true, issuanceId: true, proofs: true },
    where: { ...own, issuanceId: In([...issuanceIds]), outcome: "STORED" },
  });
  const proofs = In([...new Set(attempts.flatMap((attempt) => attempt.proofs))]);
  const domains = await db.findBy(DomainProof, { ...own, id: proofs });
  const organizations = await db.findBy(OrganizationProof, { ...own, id: proofs });
  const checks = await db.find(CaaCheck, {
    where: { ...own, issuanceId: In([...issuanceIds]), permitted: true },
    order: { number: "ASC" },
  });
  return new Map(
    attempts.map(({ issuanceId, proofs: used }) => [
      issuanceId,
      {
        domains: domains.filter(({ id }) => used.includes(id)),
        organization: organizations.find(({ id }) => used.includes(id)) ?? null,
        caa: lastOfEach(checks.filter((check) => check.issuanceId === issuanceId)),
      },
    ]),
  );
};

/** Of checks in the order they were made, the last of each name. */
function lastOfEach(checks: CaaCheck[]): CaaPermission[] {
  const last = new Map(checks.map((check) => [check.dnsName, check]));
  return [...last.values()].sort((a, b) => (a.dnsName < b.dnsName ? -1 : 1));
}

@Resolver(() => Certificate)
export class CertificateGroundsQuery {
  @FieldResolver(() => CertificateGrounds, {
    nullable: true,
    description: "What it rests on; null for one that was imported, which its own CA answers for.",
  })
  async grounds(@Root() certificate: Certificate, @Ctx() context: Context): Promise<CertificateGrounds | null> {
    const { issuanceId } = certificate;
    return issuanceId ? ((await context.many(groundsOfIssuance).load(issuanceId)) ?? null) : null;
  }
}

@Resolver(() => DomainProof)
export class ProofDomain {
  @FieldResolver(() => Domain, { description: "The domain that it proves control of." })
  async domain(@Root() proof: DomainProof, @Ctx() context: Context): Promise<Domain> {
    const domain = await context.many(domainsById).load(proof.domainId);
    if (!domain) throw new Error(`proof ${proof.id} is of no domain`);
    return domain;
  }
}
