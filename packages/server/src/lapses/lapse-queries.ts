import { Arg, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { EntityManager } from "typeorm";
import { Domain } from "../domains/domain.ts";
import type { Batch, Context } from "../foundation/context.ts";
import { Organization } from "../organizations/organization.ts";
import { OrganizationProofKind } from "../organizations/organization-proof.ts";
import { CertificateRequest, requestsById } from "../requests/certificate-request.ts";
import { type DomainLapses, domainLapses, type FoundLapse } from "./domain-lapses.ts";
import { Lapse } from "./lapse.ts";
import { type OrganizationLapse, organizationLapses } from "./organization-lapses.ts";

const day = 86_400_000;
const soonDays = 30;
const mostRequests = 100;

@Resolver(() => Domain)
export class DomainLapse {
  @FieldResolver(() => Lapse, {
    nullable: true,
    description:
      "When its validation lapses and what that blocks; null when it is not validated. Where the names under it lapse sooner than its own, and orders need them, that is told.",
  })
  async lapse(@Root() domain: Domain, @Ctx() context: Context): Promise<Lapse | null> {
    const { lapses, validated } = await ofDomain(context, domain);
    const coming = lapses.filter(({ at }) => at > context.now);
    const first = coming.find(({ orderIds, requestIds }) => orderIds.length + requestIds.length > 0) ?? coming.at(-1);
    return validated && first ? lapseOf(first, context.now) : null;
  }

  @FieldResolver(() => [CertificateRequest], {
    description:
      "The requests you may see that wait and that it blocks now, or will when its validation lapses: the oldest 100.",
  })
  async waitingRequests(@Root() domain: Domain, @Ctx() context: Context): Promise<CertificateRequest[]> {
    return requestsOf(context, (await ofDomain(context, domain)).requestIds);
  }
}

@Resolver(() => Organization)
export class OrganizationLapses {
  @FieldResolver(() => Lapse, {
    nullable: true,
    description:
      "When its validation to that level lapses and what that blocks; null when it is not validated to that level.",
  })
  async lapse(
    @Root() organization: Organization,
    @Arg("kind", () => OrganizationProofKind, {
      nullable: true,
      defaultValue: "OV",
      description: "OV (an EV proof serves it, too), or EV.",
    })
    kind: OrganizationProofKind | null,
    @Ctx() context: Context,
  ): Promise<Lapse | null> {
    const { lapse, validated } = await ofOrganization(context, organization, kind ?? "OV");
    return validated && lapse ? lapseOf(lapse, context.now) : null;
  }

  @FieldResolver(() => [CertificateRequest], {
    description:
      "The requests you may see that wait and that it blocks now, or will when its validation lapses: the oldest 100.",
  })
  async waitingRequests(@Root() organization: Organization, @Ctx() context: Context): Promise<CertificateRequest[]> {
    const kinds = await Promise.all((["OV", "EV"] as const).map((kind) => ofOrganization(context, organization, kind)));
    return requestsOf(
      context,
      kinds.flatMap(({ requestIds }) => requestIds),
    );
  }
}

function lapseOf({ at, orderIds, requestIds }: FoundLapse, now: Date): Lapse {
  const soon = at.getTime() - now.getTime() <= soonDays * day;
  return Object.assign(new Lapse(), { at, soon, blocksOrders: orderIds.length, blocksRequests: requestIds.length });
}

async function requestsOf(context: Context, ids: readonly string[]): Promise<CertificateRequest[]> {
  const found = await context.many(requestsById).loadMany([...new Set(ids)]);
  return found
    .filter((one): one is CertificateRequest => one instanceof CertificateRequest)
    .sort((a, b) => a.requestedAt.getTime() - b.requestedAt.getTime())
    .slice(0, mostRequests);
}

async function ofDomain(context: Context, domain: Domain): Promise<DomainLapses> {
  return (await context.many(loadDomainLapses).load(domain)) as DomainLapses;
}

const loadDomainLapses: Batch<Domain, DomainLapses> = async (db, domains, { viewer, now }) => {
  const found = await domainLapses(db, domains, now, viewer);
  return new Map(domains.map((domain) => [domain, found.get(domain.id) as DomainLapses]));
};

async function ofOrganization(context: Context, organization: Organization, kind: OrganizationProofKind) {
  return (await context.many(loaders[kind]).load(organization)) as OrganizationLapse;
}

const loaderOf =
  (kind: OrganizationProofKind) =>
  async (
    db: EntityManager,
    organizations: readonly Organization[],
    { viewer, now }: Parameters<Batch<never, never>>[2],
  ) => {
    const found = await organizationLapses(db, organizations, kind, now, viewer);
    return new Map(organizations.map((one) => [one, found.get(one.id) as OrganizationLapse]));
  };

const loaders = { OV: loaderOf("OV"), EV: loaderOf("EV") };
