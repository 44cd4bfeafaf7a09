import { isSpecialist } from "@duplicert/shared/roles";
import { type EntityManager, type EntityTarget, In, type ObjectLiteral, type SelectQueryBuilder } from "typeorm";
import type { Batch, Viewer } from "../foundation/context.ts";
import { isUuid } from "../foundation/uuid.ts";
import { Organization } from "./organization.ts";

/** Every organization the viewer may see: their account's; for a specialist, those that were ever submitted. */
export function visibleOrganizations(db: EntityManager, viewer: Viewer): SelectQueryBuilder<Organization> {
  const query = db.createQueryBuilder(Organization, "g");
  return isSpecialist(viewer.role)
    ? query.where("exists (select 1 from organization_verification v where v.organization_id = g.id)")
    : query.where("g.accountId = :accountId", { accountId: viewer.accountId });
}

/** The organization of that id under a lock, if the viewer may see it. */
export async function lockOrganization(db: EntityManager, viewer: Viewer, id: string): Promise<Organization | null> {
  if (!isUuid(id)) return null;
  return visibleOrganizations(db, viewer).andWhere("g.id = :id", { id }).setLock("pessimistic_write").getOne();
}

/** Batched load of visible organizations by id. */
export const organizationsById: Batch<string, Organization> = async (db, ids, { viewer }) => {
  const rows = await visibleOrganizations(db, viewer)
    .andWhereInIds([...ids])
    .getMany();
  return new Map(rows.map((row) => [row.id, row]));
};

interface OfOrganization extends ObjectLiteral {
  organizationId: string;
}

/** Batched load of the rows of visible organizations; sorted as asked. */
export function rowsOfOrganization<T extends OfOrganization>(
  entity: () => EntityTarget<T>,
  order: Partial<Record<keyof T & string, "ASC" | "DESC">>,
  where: object = {},
): Batch<string, T[]> {
  return async (db, ids, asker) => {
    const visible = [...(await organizationsById(db, ids, asker)).keys()];
    const rows = await db.find(entity(), {
      where: { ...where, organizationId: In(visible) } as never,
      order: order as never,
    });
    const found = new Map(visible.map((id) => [id, [] as T[]]));
    for (const row of rows) found.get(row.organizationId)?.push(row);
    return found;
  };
}
