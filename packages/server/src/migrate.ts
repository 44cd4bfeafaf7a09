import { runMigrations } from "graphile-worker";
import type { DataSource } from "typeorm";

// any number that nobody else locks with
const migrationLock = 716_201;

/** Brings the tables, ours and the queue's, to this version. Many processes may start at once: one migrates, the others wait. */
export async function migrate(source: DataSource, url: string): Promise<void> {
  const runner = source.createQueryRunner();
  try {
    await runner.query("select pg_advisory_lock($1)", [migrationLock]);
    await source.runMigrations({ transaction: "each" });
    await runMigrations({ connectionString: url });
  } finally {
    await runner.query("select pg_advisory_unlock($1)", [migrationLock]);
    await runner.release();
  }
}

/** Whether the database has everything this version needs. */
export async function isMigrated(source: DataSource): Promise<boolean> {
  return !(await source.showMigrations());
}
