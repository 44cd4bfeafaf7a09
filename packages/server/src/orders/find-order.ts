import { seesAllOrders } from "@duplicert/shared/roles";
import type { EntityManager, SelectQueryBuilder } from "typeorm";
import type { Viewer } from "../foundation/context.ts";
import { Order } from "./order.ts";

/** Every order the viewer may see: their account's; for a limited user, those they placed. */
export function visibleOrders(db: EntityManager, viewer: Viewer): SelectQueryBuilder<Order> {
  const query = db.createQueryBuilder(Order, "o").where("o.accountId = :accountId", { accountId: viewer.accountId });
  if (!seesAllOrders(viewer.role)) query.andWhere("o.placedBy = :placedBy", { placedBy: viewer.id });
  return query;
}

/** Who changes an order locks it for update; who only relies on it, for share. */
export type OrderLock = "share" | "update";

/** The order of that number, if the viewer may see it. */
export async function findOrder(
  db: EntityManager,
  viewer: Viewer,
  number: number,
  lock?: OrderLock,
): Promise<Order | null> {
  const query = visibleOrders(db, viewer).andWhere("o.number = :number", { number });
  if (lock) query.setLock(lock === "share" ? "pessimistic_read" : "pessimistic_write");
  return query.getOne();
}

/** The order of that id under a lock, whoever asks: for steps that hold something which points to it. */
export async function lockOrder(db: EntityManager, id: string, lock: OrderLock): Promise<Order> {
  return db.findOneOrFail(Order, {
    where: { id },
    lock: { mode: lock === "share" ? "pessimistic_read" : "pessimistic_write" },
  });
}
