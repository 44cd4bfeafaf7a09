import { domainValidation, type ProofFacts, type Validation } from "@duplicert/shared/validation";
import { proofValidUntil } from "@duplicert/shared/validity";
import { Field, FieldResolver, ID, ObjectType, Resolver, Root, registerEnumType } from "type-graphql";
import { Column, Entity, type EntityManager, In, PrimaryGeneratedColumn } from "typeorm";
import type { Batch } from "../foundation/context.ts";
import { DateTime, JSONObject } from "../foundation/scalars.ts";

export const DomainProofMethod = {
  DNS_TXT: "DNS_TXT",
  DNS_CNAME: "DNS_CNAME",
  HTTP_FILE: "HTTP_FILE",
  EMAIL_CONSTRUCTED: "EMAIL_CONSTRUCTED",
  EMAIL_TXT_CONTACT: "EMAIL_TXT_CONTACT",
} as const;
export type DomainProofMethod = (typeof DomainProofMethod)[keyof typeof DomainProofMethod];
registerEnumType(DomainProofMethod, {
  name: "DomainProofMethod",
  description: "How control of the domain was shown.",
  valuesConfig: {
    DNS_TXT: { description: "A random value in a TXT record (BR 3.2.2.4.7)." },
    DNS_CNAME: { description: "A random value in a CNAME record (BR 3.2.2.4.7)." },
    HTTP_FILE: {
      description:
        "A random value in /.well-known/pki-validation/fileauth.txt (BR 3.2.2.4.18); proves the exact name only.",
    },
    EMAIL_CONSTRUCTED: {
      description: "A link sent to admin@, administrator@, hostmaster@, postmaster@ or webmaster@ (BR 3.2.2.4.4).",
    },
    EMAIL_TXT_CONTACT: { description: "A link sent to the DNS TXT contact (BR 3.2.2.4.14)." },
  },
});

export const DomainProofScope = { EXACT: "EXACT", SUBDOMAINS: "SUBDOMAINS" } as const;
export type DomainProofScope = (typeof DomainProofScope)[keyof typeof DomainProofScope];
registerEnumType(DomainProofScope, {
  name: "DomainProofScope",
  description: "Which names a proof covers.",
  valuesConfig: {
    EXACT: { description: "The domain's own name and no other; never a wildcard." },
    SUBDOMAINS: { description: "The domain, everything under it, and wildcards." },
  },
});

/** Control of a domain, shown once. Status and date are derived from these rows. */
@ObjectType({ description: "One completed proof of control of a domain, with what was seen. Never edited." })
@Entity("domain_proof")
export class DomainProof {
  @Field(() => ID, { description: "Opaque id; an issuance records the ids of the proofs it relied on." })
  @PrimaryGeneratedColumn("uuid")
  id: string;

  @Column("uuid", { name: "account_id" }) accountId: string;
  @Column("uuid", { name: "domain_id" }) domainId: string;
  /** The request on a DV order that it was made for, and counts for alone; null: it counts for every OV and EV order. */
  @Column("uuid", { name: "request_id", nullable: true }) requestId: string | null;

  @Field(() => DomainProofMethod, { description: "How control was shown." })
  @Column("text")
  method: DomainProofMethod;

  @Field(() => DomainProofScope, { description: "Which names it covers." })
  @Column("text")
  scope: DomainProofScope;

  @Field(() => DateTime, { description: "When control was shown." })
  @Column("timestamptz", { name: "obtained_at" })
  obtainedAt: Date;

  @Field(() => JSONObject, { description: "What was seen: record, resolver's answer, address, bytes." })
  @Column("jsonb")
  evidence: object;

  @Field(() => DateTime, { nullable: true, description: "Since when it counts no more; null while it stands." })
  @Column("timestamptz", { name: "voided_at", nullable: true })
  voidedAt: Date | null;
}

/** How many proofs of a domain are shown: each holds what was seen. */
export const shownProofs = 20;

/** The newest proofs of domains of the viewer's account. */
export const proofsOfDomain: Batch<string, DomainProof[]> = async (db, ids, { viewer }) => {
  const rows = await db
    .createQueryBuilder(DomainProof, "p")
    .where(
      `p.id in (select r.id from (select id, row_number() over (partition by domain_id order by obtained_at desc, id) as place
         from domain_proof where account_id = :accountId and domain_id = any(:ids)) r where r.place <= :shownProofs)`,
      { accountId: viewer.accountId, ids: [...ids], shownProofs },
    )
    .orderBy("p.obtainedAt", "DESC")
    .addOrderBy("p.id", "ASC")
    .getMany();
  return Map.groupBy(rows, (proof) => proof.domainId);
};

/** A proof as the rules are told of it. */
export type PlainProof = Omit<DomainProof, "evidence">;

/** All proofs of some domains; without the evidence, of which there may be much. */
export function proofsWithoutEvidence(db: EntityManager, domainIds: readonly string[]): Promise<PlainProof[]> {
  const select = { id: true, accountId: true, domainId: true, requestId: true, method: true, scope: true } as const;
  const dates = { obtainedAt: true, voidedAt: true } as const;
  return db.find(DomainProof, { select: { ...select, ...dates }, where: { domainId: In([...domainIds]) } });
}

/** The same of domains of the viewer's account, by their ids. */
export const plainProofsOfDomain: Batch<string, PlainProof[]> = async (db, ids, { viewer }) => {
  const proofs = await proofsWithoutEvidence(db, ids);
  const own = proofs.filter(({ accountId }) => accountId === viewer.accountId);
  return Map.groupBy(own, (proof) => proof.domainId);
};

function domainProofFacts(proof: PlainProof): ProofFacts {
  return { id: proof.id, kind: "DOMAIN", scope: proof.scope, obtainedAt: proof.obtainedAt, voidedAt: proof.voidedAt };
}

/** The validation of a name under a domain at `now`, derived from the domain's proofs. */
export function validationOfName(domain: string, name: string, proofs: PlainProof[], now: Date): Validation {
  return domainValidation(domain, name, proofs.map(domainProofFacts), now);
}

@Resolver(() => DomainProof)
export class DomainProofResolver {
  @FieldResolver(() => DateTime, {
    description:
      "Until when it may be relied on (exclusive): 199 days now, by the day of use, one inside the limit of BR 4.2.1.",
  })
  validUntil(@Root() proof: DomainProof): Date {
    return proofValidUntil("DOMAIN", proof.obtainedAt);
  }
}
