import type { ClientBase } from "pg";
import type { DataSource } from "typeorm";
import { look, theProduct, transact } from "../foundation/transact.ts";

// any number that nobody else locks with
const working = 716_202;

/** Says, for as long as this connection lives, that a `work` runs. */
export async function sayWorking(connection: ClientBase): Promise<void> {
  await connection.query("select pg_advisory_lock_shared($1)", [working]);
}

/** Whether some `work` runs. */
export async function isWorking(source: DataSource): Promise<boolean> {
  const rows = await look(source, theProduct, (db) =>
    db.query(
      "select 1 from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database()) and classid = 0 and objid = $1 and granted limit 1",
      [working],
    ),
  );
  return rows.length > 0;
}

/** Holds a lock in a job runner's name: when its process dies, the lock is free at once. */
export async function holdName(connection: ClientBase, workerId: string): Promise<void> {
  await connection.query("select pg_advisory_lock(hashtextextended('worker ' || $1, 0))", [workerId]);
}

/** Gives the jobs back that dead runners have locked: graphile-worker alone would wait four hours. */
export async function freeJobsOfTheDead(source: DataSource): Promise<void> {
  await transact(source, theProduct, async (tx) => {
    const rows: { worker: string }[] = await tx.query(
      "select distinct locked_by as worker from graphile_worker.jobs where locked_by is not null",
    );
    for (const { worker } of rows) {
      const [row] = await tx.query("select pg_try_advisory_xact_lock(hashtextextended('worker ' || $1, 0)) as dead", [
        worker,
      ]);
      if (row.dead) await tx.query("select graphile_worker.force_unlock_workers(array[$1])", [worker]);
    }
  });
}
