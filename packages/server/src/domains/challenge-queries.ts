import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import type { Batch, Context } from "../foundation/context.ts";
import { DateTime } from "../foundation/scalars.ts";
import { isUuid } from "../foundation/uuid.ts";
import { ChallengeRecipient, mailsOfChallenge, recipientsOf } from "./challenge-mail.ts";
import { Domain, domainsById } from "./domain.ts";
import { challengesById, DomainChallenge, DomainChallengeState, isByMail, stateOf } from "./domain-challenge.ts";
import { DomainCheck } from "./domain-check-type.ts";
import { caaIdentityOf, DomainInstruction, instructionOf, targetOf } from "./instruction.ts";

const shownOfDomain = 20;

/** The challenges of domains of the viewer's account: open ones first, then the newest. */
const challengesOfDomain: Batch<string, DomainChallenge[]> = async (db, ids, { viewer }) => {
  const rows = await db
    .createQueryBuilder(DomainChallenge, "c")
    .where(
      `c.id in (select r.id from (select id, row_number() over (partition by domain_id order by (state = 'OPEN') desc, created_at desc, id) as place
         from domain_challenge where account_id = :accountId and domain_id = any(:ids)) r where r.place <= :shownOfDomain)`,
      { accountId: viewer.accountId, ids: [...ids], shownOfDomain },
    )
    .orderBy("c.storedState = 'OPEN'", "DESC")
    .addOrderBy("c.createdAt", "DESC")
    .addOrderBy("c.id", "ASC")
    .getMany();
  const found = new Map(ids.map((id) => [id, [] as DomainChallenge[]]));
  for (const row of rows) found.get(row.domainId)?.push(row);
  return found;
};

@Resolver(() => DomainChallenge)
export class ChallengeQueries {
  @Query(() => DomainChallenge, {
    nullable: true,
    description: "One challenge; null when there is none of that id in your account.",
  })
  async domainChallenge(@Arg("id", () => ID) id: string, @Ctx() context: Context): Promise<DomainChallenge | null> {
    return isUuid(id) ? ((await context.many(challengesById).load(id)) ?? null) : null;
  }

  @FieldResolver(() => Domain, { description: "The domain it is to prove." })
  async domain(@Root() challenge: DomainChallenge, @Ctx() context: Context): Promise<Domain> {
    return (await context.many(domainsById).load(challenge.domainId)) as Domain;
  }

  @FieldResolver(() => DomainChallengeState, { description: "What became of it, as of now." })
  state(@Root() challenge: DomainChallenge, @Ctx() context: Context): DomainChallengeState {
    return stateOf(challenge, context.now);
  }

  @FieldResolver(() => DateTime, { nullable: true, description: "When control was shown; null before." })
  provedAt(@Root() { storedState, endedAt }: DomainChallenge): Date | null {
    return storedState === "PROVED" ? endedAt : null;
  }

  @FieldResolver(() => DomainInstruction, {
    nullable: true,
    description: "What to publish, part by part to copy; null where mail asks.",
  })
  async instruction(@Root() challenge: DomainChallenge, @Ctx() context: Context): Promise<DomainInstruction | null> {
    const { name } = await this.domain(challenge, context);
    return instructionOf(challenge, name, targetOf(caaIdentityOf(context.addresses)));
  }

  @FieldResolver(() => [ChallengeRecipient], {
    description: "Who is asked by mail. Of a DNS contact empty until the record has been read.",
  })
  async recipients(@Root() challenge: DomainChallenge, @Ctx() context: Context): Promise<ChallengeRecipient[]> {
    if (!isByMail(challenge.method)) return [];
    return recipientsOf(challenge.addresses, (await context.many(mailsOfChallenge).load(challenge.id)) ?? []);
  }

  @FieldResolver(() => DomainCheck, {
    nullable: true,
    description: "What the last look found; null before the first.",
  })
  result(@Root() { found }: DomainChallenge): DomainCheck | null {
    return found && DomainCheck.of(found);
  }

  @FieldResolver(() => Boolean, { description: "Whether it is being looked at now: ask again in a moment." })
  checking(@Root() challenge: DomainChallenge, @Ctx() { now }: Context): boolean {
    return stateOf(challenge, now) === "OPEN" && challenge.nextCheckAt !== null && challenge.nextCheckAt <= now;
  }
}

@Resolver(() => Domain)
export class DomainChallenges {
  @FieldResolver(() => [DomainChallenge], {
    description: `What was asked for to prove it: the open ones first, then the newest; at most ${shownOfDomain}.`,
  })
  async challenges(@Root() domain: Domain, @Ctx() context: Context): Promise<DomainChallenge[]> {
    return (await context.many(challengesOfDomain).load(domain.id)) ?? [];
  }

  @FieldResolver(() => DomainChallenge, {
    nullable: true,
    description: "The open challenge that serves every OV and EV order; null when there is none.",
  })
  async challenge(@Root() domain: Domain, @Ctx() context: Context): Promise<DomainChallenge | null> {
    const all = await this.challenges(domain, context);
    return all.find((one) => one.requestId === null && stateOf(one, context.now) === "OPEN") ?? null;
  }
}
