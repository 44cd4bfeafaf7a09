import { type EntityManager, In } from "typeorm";
import { Domain } from "../domains/domain.ts";
import type { LapsingValidation } from "../mail/validation-lapses.ts";
import { Order } from "../orders/order.ts";
import { Organization } from "../organizations/organization.ts";
import { domainLapses, type FoundLapse } from "./domain-lapses.ts";
import { organizationLapses } from "./organization-lapses.ts";

const mostNamed = 10;

type Lapsing = FoundLapse & Pick<LapsingValidation, "kind" | "name" | "path">;

/** What an account is told of on that day, the soonest first; without what has been renewed meanwhile. */
export async function lapsingValidations(
  db: EntityManager,
  accountId: string,
  day: string,
  now: Date,
): Promise<LapsingValidation[]> {
  const noted: { proofId: string; domainId: string | null; organizationId: string | null }[] = await db.query(
    `select proof_id as "proofId", domain_id as "domainId", organization_id as "organizationId" from lapse_reminder
     where account_id = $1 and day = $2`,
    [accountId, day],
  );
  const proofs = new Set(noted.map(({ proofId }) => proofId));
  const domains = await db.findBy(Domain, { id: In(noted.flatMap(({ domainId }) => domainId ?? [])) });
  const organizations = await db.findBy(Organization, {
    id: In(noted.flatMap(({ organizationId }) => organizationId ?? [])),
  });
  const found = [...(await ofDomains(db, domains, now)), ...(await ofOrganizations(db, organizations, now))];
  const lapsing = found.filter(({ proofId }) => proofs.has(proofId)).sort((a, b) => a.at.getTime() - b.at.getTime());
  return Promise.all(lapsing.map((one) => inWords(db, one, now)));
}

async function ofDomains(db: EntityManager, domains: Domain[], now: Date): Promise<Lapsing[]> {
  const lapses = await domainLapses(db, domains, now, null);
  return domains.flatMap(({ id, name }) =>
    (lapses.get(id)?.lapses ?? []).map((lapse) => ({
      ...lapse,
      kind: "DOMAIN" as const,
      name,
      path: `/domains/${id}`,
    })),
  );
}

// An EV proof serves OV orders, too: what it blocks is told together.
async function ofOrganizations(db: EntityManager, organizations: Organization[], now: Date): Promise<Lapsing[]> {
  const byProof = new Map<string, Lapsing>();
  for (const kind of ["OV", "EV"] as const)
    for (const [id, { lapse }] of await organizationLapses(db, organizations, kind, now, null)) {
      if (!lapse) continue;
      const name = organizations.find((one) => one.id === id)?.legalName ?? "";
      const other = byProof.get(lapse.proofId);
      byProof.set(lapse.proofId, {
        ...lapse,
        ...{ kind: "ORGANIZATION", name, path: `/organizations/${id}` },
        orderIds: [...(other?.orderIds ?? []), ...lapse.orderIds],
        requestIds: [...(other?.requestIds ?? []), ...lapse.requestIds],
      });
    }
  return [...byProof.values()];
}

async function inWords(db: EntityManager, lapsing: Lapsing, now: Date): Promise<LapsingValidation> {
  const { kind, name, path, at, orderIds, requestIds } = lapsing;
  const orders = await db.find(Order, { where: { id: In(orderIds) }, order: { number: "ASC" }, take: mostNamed });
  return {
    ...{ kind, name, path, at, lapsed: at <= now },
    orders: orders.map(({ number, commonName }) => ({ number, commonName })),
    orderCount: orderIds.length,
    requestCount: requestIds.length,
  };
}
