import type { DataSource, EntityManager, QueryRunner } from "typeorm";
import { Problem } from "./problem.ts";

declare const open: unique symbol;

/** An open transaction that may write. Only `transact` makes one, so a job cannot be enqueued outside of it. */
export type Tx = EntityManager & { readonly [open]: true };

/** On whose behalf the database is asked; set for the transaction as `app.account_id` and `app.role`. */
export interface Tenant {
  /** null: the product itself (`work`), which belongs to no account. */
  accountId: string | null;
  role: string;
}

/** The tenant of jobs and of what the product does by itself. */
export const theProduct: Tenant = { accountId: null, role: "work" };

class RolledBack extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super("rolled back because of a refusal");
    this.problem = problem;
  }
}

/** The door for writing: one transaction, rolled back on a throw and when a Problem is returned. */
export async function transact<T>(source: DataSource, tenant: Tenant, write: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await source.transaction(async (manager) => {
      await setTenant(manager, tenant);
      const result = await write(manager as Tx);
      if (result instanceof Problem) throw new RolledBack(result);
      return result;
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
    const { after } = error.problem;
    if (after) await transact(source, tenant, (tx) => after(tx));
    return error.problem as T;
  }
}

/** The door for reading: one read-only snapshot, closed when `read` is done. */
export async function look<T>(source: DataSource, tenant: Tenant, read: (db: EntityManager) => Promise<T>): Promise<T> {
  const { manager, close } = await openLook(source, tenant);
  try {
    return await read(manager);
  } finally {
    await close();
  }
}

/** A read-only snapshot that stays open. Queries may be asked at once; they run one after another. */
export interface Look {
  readonly manager: EntityManager;
  close(): Promise<void>;
}

/** The same door held open for a while: one per GraphQL operation. The caller closes it. */
export async function openLook(source: DataSource, tenant: Tenant): Promise<Look> {
  const runner = source.createQueryRunner();
  try {
    await runner.query("start transaction isolation level repeatable read read only");
    oneAfterAnother(runner);
    await setTenant(runner.manager, tenant);
  } catch (error) {
    await runner.release();
    throw error;
  }
  return {
    manager: runner.manager,
    async close() {
      try {
        await runner.query("commit");
      } finally {
        await runner.release();
      }
    },
  };
}

// A PostgreSQL connection answers one query at a time; resolvers of one operation ask at the same time.
function oneAfterAnother(runner: QueryRunner): void {
  const ask = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
  let last: Promise<unknown> = Promise.resolve();
  runner.query = ((...args: unknown[]) => {
    const next = last.then(() => ask(...args));
    last = next.catch(() => {});
    return next;
  }) as QueryRunner["query"];
}

async function setTenant(manager: EntityManager, tenant: Tenant): Promise<void> {
  await manager.query("select set_config('app.account_id', $1, true), set_config('app.role', $2, true)", [
    tenant.accountId ?? "",
    tenant.role,
  ]);
}
