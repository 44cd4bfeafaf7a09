import { isSpecialist } from "@duplicert/shared/roles";
import { VerificationSubject } from "@duplicert/shared/verification-refusal";
import { missingSubjects, needsSecondPerson, subjectsNeeded } from "@duplicert/shared/verification-refusals";
import { Arg, Ctx, Field, FieldResolver, ID, InputType, Int, Query, Resolver, Root } from "type-graphql";
import { accountNamesById } from "../accounts/account-names.ts";
import { connectionOf, type Keyset, readPage } from "../foundation/connection.ts";
import type { Context } from "../foundation/context.ts";
import { isUuid } from "../foundation/uuid.ts";
import { Organization } from "./organization.ts";
import { OrganizationProofKind } from "./organization-proof.ts";
import { OrganizationVerification } from "./organization-verification.ts";
import { VerificationEvidence } from "./verification-evidence.ts";
import { evidenceFactsOf } from "./verification-facts.ts";
import { type Person, personsById, VerificationPerson } from "./verification-person.ts";
import { openStates, VerificationState } from "./verification-state.ts";
import { organizationsById } from "./visible-organizations.ts";
import { evidenceOfVerification, visibleVerifications } from "./visible-verifications.ts";

const VerificationConnection = connectionOf(OrganizationVerification, "OrganizationVerification");
type VerificationConnection = InstanceType<typeof VerificationConnection>;

@InputType({ description: "Which verifications to list; all conditions hold." })
export class VerificationFilter {
  @Field(() => [VerificationState], { nullable: true, description: "In one of these states; empty or null: any." })
  state?: VerificationState[] | null;

  @Field(() => OrganizationProofKind, { nullable: true, description: "Of this kind; null: both." })
  kind?: OrganizationProofKind | null;
}

const oldestFirst: Keyset<OrganizationVerification> = {
  columns: [
    { path: "v.submittedAt", cast: "timestamptz", valueOf: ({ submittedAt }) => submittedAt.toISOString() },
    { path: "v.id", cast: "uuid", valueOf: ({ id }) => id },
  ],
  direction: "ASC",
};

@Resolver(() => OrganizationVerification)
export class VerificationQueries {
  @Query(() => VerificationConnection, {
    description:
      "Verifications, those that wait longest first: to a specialist of all accounts, to others those of their own.",
  })
  verifications(
    @Arg("first", () => Int, { nullable: true, defaultValue: 25, description: "Items a page, 1 to 100." }) first:
      | number
      | null,
    @Arg("after", () => String, { nullable: true, description: "`pageInfo.endCursor` of the page before." }) after:
      | string
      | null,
    @Arg("filter", () => VerificationFilter, { nullable: true, description: "Which ones; default: all." })
    filter: VerificationFilter | null,
    @Ctx() context: Context,
  ): Promise<VerificationConnection> {
    return context.look(async (db) => {
      const query = visibleVerifications(db, context.viewer);
      if (filter?.state?.length) query.andWhere("v.state in (:...states)", { states: filter.state });
      if (filter?.kind) query.andWhere("v.kind = :kind", { kind: filter.kind });
      return VerificationConnection.of(await readPage(query, oldestFirst, { first, after }));
    });
  }

  @Query(() => OrganizationVerification, {
    nullable: true,
    description: "One verification; null when there is none of that id that you may see.",
  })
  verification(@Arg("id", () => ID) id: string, @Ctx() context: Context): Promise<OrganizationVerification | null> {
    if (!isUuid(id)) return Promise.resolve(null);
    return context.look((db) => visibleVerifications(db, context.viewer).andWhere("v.id = :id", { id }).getOne());
  }

  @FieldResolver(() => Organization, { description: "What is verified." })
  async organization(@Root() { organizationId }: OrganizationVerification, @Ctx() context: Context) {
    return context.many(organizationsById).load(organizationId);
  }

  @FieldResolver(() => String, { description: "The account that submitted it." })
  async accountName(@Root() { accountId }: OrganizationVerification, @Ctx() context: Context) {
    return context.many(accountNamesById).load(accountId);
  }

  @FieldResolver(() => [VerificationEvidence], { description: "What was seen, oldest first." })
  async evidence(@Root() { id }: OrganizationVerification, @Ctx() context: Context) {
    return (await context.many(evidenceOfVerification).load(id)) ?? [];
  }

  @FieldResolver(() => [VerificationSubject], { description: "Everything that has to be shown for its kind." })
  needed(@Root() { kind }: OrganizationVerification): readonly VerificationSubject[] {
    return subjectsNeeded(kind);
  }

  @FieldResolver(() => [VerificationSubject], {
    description:
      "What has to be shown yet: evidence that has aged or whose contact was changed counts no more. Empty once it is decided.",
  })
  async missing(@Root() { id, kind, state }: OrganizationVerification, @Ctx() context: Context) {
    if (!openStates.includes(state)) return [];
    return missingSubjects({ kind, evidence: await this.evidenceFacts(id, context) }, context.now);
  }

  @FieldResolver(() => Boolean, {
    description:
      "Whether you may not decide on it because you had a hand in the collection (EVG 5.2.4): another specialist has to.",
  })
  async secondPersonRequired(
    @Root() { id, kind, state, collectedById: collectedBy }: OrganizationVerification,
    @Ctx() context: Context,
  ): Promise<boolean> {
    if (!openStates.includes(state) || !isSpecialist(context.viewer.role)) return false;
    return needsSecondPerson({ kind, evidence: await this.evidenceFacts(id, context), collectedBy }, context.viewer.id);
  }

  @FieldResolver(() => VerificationPerson, { description: "Who of the account submitted it." })
  submittedBy(@Root() { submittedById }: OrganizationVerification, @Ctx() context: Context) {
    return context.many(personsById).load(submittedById);
  }

  @FieldResolver(() => VerificationPerson, { nullable: true, description: "Who completed the collection." })
  collectedBy(@Root() { collectedById }: OrganizationVerification, @Ctx() context: Context) {
    return personOrNull(context, collectedById);
  }

  @FieldResolver(() => VerificationPerson, { nullable: true, description: "Who validated, declined or canceled it." })
  decidedBy(@Root() { decidedById }: OrganizationVerification, @Ctx() context: Context) {
    return personOrNull(context, decidedById);
  }

  private async evidenceFacts(id: string, context: Context) {
    return (await context.many(evidenceFactsOf).load(id)) ?? [];
  }
}

async function personOrNull(context: Context, id: string | null): Promise<Person | null> {
  return id ? ((await context.many(personsById).load(id)) ?? null) : null;
}
