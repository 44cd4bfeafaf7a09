import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decryptKey } from "../src/ca/key-file.ts";
import { ensureCa } from "../src/certificates/ensure-ca.ts";
import { openDatabase } from "../src/database.ts";
import { migrate } from "../src/migrate.ts";
import { startEmbeddedPostgres } from "../src/start/embedded-postgres.ts";

/** What every story's house is made from: a PostgreSQL, a migrated template database, and a CA whose keys die with the run. */
export interface Ground {
  /** Of the server's default database; stories make their own. */
  databaseUrl: string;
  template: string;
  keyFolder: string;
}

export const caPassphrase = "a passphrase of throwaway keys";
export const pkiUrl = "http://pki.duplicert.test";

/** Lays the ground once for a whole run. */
export async function layGround(): Promise<{ ground: Ground; clear: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "duplicert-test-"));
  const postgres = await startEmbeddedPostgres({ folder, durable: false });
  const template = "story_template";
  const source = await openDatabase(postgres.url, 1);
  await source.query(`create database ${template}`);
  await source.destroy();

  const keyFolder = join(folder, "ca");
  const templateUrl = databaseUrlOf(postgres.url, template);
  const made = await openDatabase(templateUrl, 2);
  await migrate(made, templateUrl);
  const notBefore = new Date("2023-01-01T00:00:00Z");
  await ensureCa(made, { keyFolder, passphrase: caPassphrase, name: "Story", pkiUrl, notBefore }, notBefore);
  await made.destroy();
  await openSooner(keyFolder);

  const clear = async () => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { ground: { databaseUrl: postgres.url, template, keyFolder }, clear };
}

/** Every house opens these keys: here they are encrypted so that it takes no time, where the product sees to it that it does. */
async function openSooner(keyFolder: string): Promise<void> {
  for (const name of await readdir(keyFolder)) {
    const file = join(keyFolder, name);
    const key = decryptKey(await readFile(file, "utf8"), caPassphrase);
    if (typeof key === "string") throw new Error(`${file} holds no key: ${key}`);
    await writeFile(
      file,
      key.export({ format: "pem", type: "pkcs8", cipher: "aes-256-cbc", passphrase: caPassphrase }),
    );
  }
}

/** The address of another database on the same server. */
export function databaseUrlOf(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}
