import { dueReminder, type ReminderDays } from "@duplicert/shared/lapse-reminder";
import { type EntityManager, MoreThan } from "typeorm";
import { Domain } from "../domains/domain.ts";
import { proofsWithoutEvidence } from "../domains/domain-proof.ts";
import { Organization } from "../organizations/organization.ts";
import { provedUntil } from "./domain-lapses.ts";
import { organizationLapses } from "./organization-lapses.ts";

/** A reminder that is due: of which proof's lapse, and how many days before it. */
export interface DueLapse {
  proofId: string;
  daysBefore: ReminderDays;
  lapsesAt: Date;
  domainId: string | null;
  organizationId: string | null;
}

const atOnce = 500;

/** What an account is to be reminded of by `now`, whether or not it has been. */
export async function dueLapses(db: EntityManager, accountId: string, now: Date): Promise<DueLapse[]> {
  const due: DueLapse[] = [];
  for await (const domains of inParts(db, Domain, accountId)) {
    const proofs = await proofsWithoutEvidence(
      db,
      domains.map(({ id }) => id),
    );
    for (const { id, name } of domains) {
      const own = proofs.filter(({ domainId, requestId }) => domainId === id && requestId === null);
      for (const { proofId, validFrom, validUntil } of provedUntil(name, own, now)) {
        const daysBefore = dueReminder({ obtainedAt: validFrom, lapsesAt: validUntil }, now);
        if (daysBefore !== null)
          due.push({ proofId, daysBefore, lapsesAt: validUntil, domainId: id, organizationId: null });
      }
    }
  }
  for await (const organizations of inParts(db, Organization, accountId))
    for (const kind of ["OV", "EV"] as const)
      for (const [id, { lapse }] of await organizationLapses(db, organizations, kind, now, null)) {
        const daysBefore = lapse && dueReminder({ obtainedAt: lapse.obtainedAt, lapsesAt: lapse.at }, now);
        if (lapse && daysBefore !== null)
          due.push({ proofId: lapse.proofId, daysBefore, lapsesAt: lapse.at, domainId: null, organizationId: id });
      }
  return due;
}

async function* inParts<T extends Domain | Organization>(
  db: EntityManager,
  entity: new () => T,
  accountId: string,
): AsyncGenerator<T[]> {
  for (let after = "00000000-0000-0000-0000-000000000000"; ; ) {
    const rows = (await db.find<Domain | Organization>(entity, {
      where: { accountId, id: MoreThan(after) },
      order: { id: "ASC" },
      take: atOnce,
    })) as T[];
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < atOnce) return;
    after = last.id;
  }
}
