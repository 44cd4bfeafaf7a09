import type { DataSource } from "typeorm";
import type { Actor } from "../audit/audit.ts";
import { type Config, requireConfig } from "../config.ts";
import { openDatabase } from "../database.ts";
import { migrate } from "../migrate.ts";
import type { Around } from "./verb.ts";

/** What an online verb has: the installation's database, brought to this version, and its configuration. */
export interface Online {
  source: DataSource;
  config: Config;
}

/** Does something with the installation's database. */
export async function online<T>(around: Around, work: (there: Online) => Promise<T>): Promise<T> {
  const config = requireConfig(around.config(), "databaseUrl");
  const source = await openDatabase(config.databaseUrl, 2);
  try {
    await migrate(source, config.databaseUrl);
    return await work({ source, config });
  } finally {
    await source.destroy();
  }
}

/** Who the ceremony is in the audit trail. */
export const ceremonyActor = (around: Around): Actor => ({ accountId: null, actor: "ceremony", now: around.now });
