import { ValidationStatus } from "@duplicert/shared/validation";
import { proofsReachBackTo } from "@duplicert/shared/validity";
import { Arg, Ctx, Field, InputType, Int, Query, Resolver } from "type-graphql";
import type { SelectQueryBuilder } from "typeorm";
import { connectionOf, type Keyset, readPage } from "../foundation/connection.ts";
import type { Context } from "../foundation/context.ts";
import { plainText } from "../foundation/plain-text.ts";
import { Domain } from "./domain.ts";

export const DomainConnection = connectionOf(Domain, "Domain");
type DomainConnection = InstanceType<typeof DomainConnection>;

@InputType({ description: "Which domains to list; all conditions hold." })
export class DomainFilter {
  @Field(() => String, { nullable: true, description: "Part of the name; case does not matter." })
  text?: string | null;

  @Field(() => [ValidationStatus], {
    nullable: true,
    description: "Only those whose validation now has one of these states; an empty list or null means any.",
  })
  status?: ValidationStatus[] | null;
}

const byName: Keyset<Domain> = {
  columns: [
    { path: "d.name", cast: "text", valueOf: (domain) => domain.name },
    { path: "d.id", cast: "uuid", valueOf: (domain) => domain.id },
  ],
  direction: "ASC",
};

@Resolver()
export class DomainList {
  @Query(() => DomainConnection, { description: "The domains of your account by name, a page at a time." })
  domains(
    @Arg("first", () => Int, { nullable: true, defaultValue: 25, description: "Items a page, 1 to 100." }) first:
      | number
      | null,
    @Arg("after", () => String, { nullable: true, description: "`pageInfo.endCursor` of the page before." }) after:
      | string
      | null,
    @Arg("filter", () => DomainFilter, { nullable: true, description: "Which ones; default: all." })
    filter: DomainFilter | null,
    @Ctx() context: Context,
  ): Promise<DomainConnection> {
    return context.look(async (db) => {
      const { accountId } = context.viewer;
      const query = db.createQueryBuilder(Domain, "d").where("d.accountId = :accountId", { accountId });
      const text = plainText("text", filter?.text, 253);
      if (text) query.andWhere("d.name like :like", { like: `%${text.toLowerCase().replace(/[\\%_]/g, "\\$&")}%` });
      if (filter?.status?.length) inStatus(query, filter.status, context.now);
      return DomainConnection.of(await readPage(query, byName, { first, after }));
    });
  }
}

// The same as `validation` says of each: by proofs that serve every order, as of now.
const counting = `from domain_proof p where p.domain_id = d.id and p.request_id is null and p.obtained_at <= :now
  and (p.voided_at is null or p.voided_at > :now)`;

function inStatus(query: SelectQueryBuilder<Domain>, status: ValidationStatus[], now: Date): void {
  const any = `exists (select 1 ${counting})`;
  const standing = `exists (select 1 ${counting} and p.obtained_at > :reach)`;
  const conditions: Record<ValidationStatus, string> = {
    VALIDATED: standing,
    EXPIRED: `(${any} and not ${standing})`,
    PENDING: `not ${any}`,
  };
  const wished = status.map((one) => conditions[one]).join(" or ");
  query.andWhere(`(${wished})`, { now, reach: proofsReachBackTo("DOMAIN", now) });
}
