import { ValidationStatus } from "@duplicert/shared/validation";
import { proofsReachBackTo } from "@duplicert/shared/validity";
import { Arg, Ctx, Field, InputType, Int, Query, Resolver } from "type-graphql";
import type { SelectQueryBuilder } from "typeorm";
import { connectionOf, type Keyset, readPage } from "../foundation/connection.ts";
import type { Context } from "../foundation/context.ts";
import { plainText } from "../foundation/plain-text.ts";
import { Organization } from "./organization.ts";
import { OrganizationProofKind } from "./organization-proof.ts";
import { visibleOrganizations } from "./visible-organizations.ts";

const OrganizationConnection = connectionOf(Organization, "Organization");
type OrganizationConnection = InstanceType<typeof OrganizationConnection>;

@InputType({ description: "Which organizations to list; all conditions hold." })
export class OrganizationFilter {
  @Field(() => String, {
    nullable: true,
    description: "Part of the legal name or the city, or the registration number; case does not matter.",
  })
  text?: string | null;

  @Field(() => [ValidationStatus], {
    nullable: true,
    description: "Only those whose validation for `kind` now has one of these states; an empty list or null: any.",
  })
  status?: ValidationStatus[] | null;

  @Field(() => OrganizationProofKind, { nullable: true, description: "What `status` is judged for. Default OV." })
  kind?: OrganizationProofKind | null;
}

const byName: Keyset<Organization> = {
  columns: [
    { path: "g.legalName", cast: "text", valueOf: ({ legalName }) => legalName },
    { path: "g.id", cast: "uuid", valueOf: ({ id }) => id },
  ],
  direction: "ASC",
};

@Resolver()
export class OrganizationList {
  @Query(() => OrganizationConnection, {
    description:
      "The organizations of your account by name, a page at a time; to a specialist, those submitted to the CA.",
  })
  organizations(
    @Arg("first", () => Int, { nullable: true, defaultValue: 25, description: "Items a page, 1 to 100." }) first:
      | number
      | null,
    @Arg("after", () => String, { nullable: true, description: "`pageInfo.endCursor` of the page before." }) after:
      | string
      | null,
    @Arg("filter", () => OrganizationFilter, { nullable: true, description: "Which ones; default: all." })
    filter: OrganizationFilter | null,
    @Ctx() context: Context,
  ): Promise<OrganizationConnection> {
    return context.look(async (db) => {
      const query = visibleOrganizations(db, context.viewer);
      const text = plainText("text", filter?.text, 253);
      if (text)
        query.andWhere("(g.legalName ilike :like or g.locality ilike :like or g.registrationNumber = :text)", {
          text,
          like: `%${text.replace(/[\\%_]/g, "\\$&")}%`,
        });
      if (filter?.status?.length) inStatus(query, filter.status, filter.kind ?? "OV", context.now);
      return OrganizationConnection.of(await readPage(query, byName, { first, after }));
    });
  }
}

const counting = `from organization_proof p where p.organization_id = g.id and p.obtained_at <= :now
  and (p.voided_at is null or p.voided_at > :now)`;

// The same as `validation` says of each, as of now: a proof of EV serves OV, too.
function inStatus(
  query: SelectQueryBuilder<Organization>,
  status: ValidationStatus[],
  kind: OrganizationProofKind,
  now: Date,
): void {
  const serving = kind === "EV" ? "p.kind = 'EV'" : "p.kind in ('OV', 'EV')";
  const any = `exists (select 1 ${counting} and ${serving})`;
  const standing = `exists (select 1 ${counting} and ${serving}
    and p.obtained_at > case p.kind when 'EV' then cast(:reachOfEv as timestamptz) else :reachOfOv end)`;
  const conditions: Record<ValidationStatus, string> = {
    VALIDATED: standing,
    EXPIRED: `(${any} and not ${standing})`,
    PENDING: `not ${any}`,
  };
  query.andWhere(`(${status.map((one) => conditions[one]).join(" or ")})`, {
    now,
    reachOfEv: proofsReachBackTo("ORGANIZATION_EV", now),
    reachOfOv: proofsReachBackTo("ORGANIZATION_OV", now),
  });
}
