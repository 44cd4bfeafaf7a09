import { type EntityTarget, In, type ObjectLiteral } from "typeorm";
import type { Batch } from "./context.ts";

interface Tenanted extends ObjectLiteral {
  id: string;
  accountId: string;
}

/** Batched load of rows of the viewer's account by id. Make it once per entity, at module level. */
export function rowsById<T extends Tenanted>(entity: () => EntityTarget<T>): Batch<string, T> {
  return async (db, ids, { viewer }) => {
    const rows = await db.find(entity(), { where: { id: In([...ids]), accountId: viewer.accountId } as never });
    return new Map(rows.map((row) => [row.id, row]));
  };
}

/** Batched load of the rows of the viewer's account that point to a parent; sorted as asked. */
export function rowsOf<T extends Tenanted>(
  entity: () => EntityTarget<T>,
  parent: keyof T & string,
  order: Partial<Record<keyof T & string, "ASC" | "DESC">>,
): Batch<string, T[]> {
  return async (db, ids, { viewer }) => {
    const where = { [parent]: In([...ids]), accountId: viewer.accountId } as never;
    const rows = await db.find(entity(), { where, order: order as never });
    const found = new Map(ids.map((id) => [id, [] as T[]]));
    for (const row of rows) found.get(row[parent])?.push(row);
    return found;
  };
}
