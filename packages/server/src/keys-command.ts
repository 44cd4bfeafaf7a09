import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import type { DataSource } from "typeorm";
import { commandFolder, configFromEnvironment, requireConfig } from "./config.ts";
import { openDatabase } from "./database.ts";
import { look, theProduct, transact } from "./foundation/transact.ts";
import { banKey, certifiedWith, settleLateComers } from "./keys/ban-key.ts";
import { banWeakKeysInUse } from "./keys/ban-weak-keys.ts";
import { importCompromisedKeys, importDebianKeys } from "./keys/import-keys.ts";
import { keyChecksOf } from "./keys/key-checks.ts";
import { keysInFile } from "./keys/keys-in-file.ts";
import { migrate } from "./migrate.ts";

const usage = `Usage: npx --yes pnpm@12 keys COMMAND
  ban --spki-sha256 HEX --reason TEXT      bans one key for good; what is certified with it is revoked. Asks before; --yes does not
  ban --file FILE --reason TEXT            the same, by a PEM file: private or public key, CSR or certificate
  import FILE --source NAME                loads a list of compromised keys: SHA-256 of an SPKI a line, in hexadecimal
  import FILE --debian --source NAME       loads a list of Debian weak keys, in the form of openssl-blacklist
  list                                     says what is loaded`;

interface Options {
  "spki-sha256"?: string | undefined;
  file?: string | undefined;
  reason?: string | undefined;
  source?: string | undefined;
  debian?: boolean | undefined;
  yes?: boolean | undefined;
}

/** The operator's word on keys: bans, lists of compromised and of weak keys, and what is loaded. */
async function keys(): Promise<string> {
  const { values, positionals } = readArguments();
  const config = requireConfig(configFromEnvironment(), "databaseUrl");
  const source = await openDatabase(config.databaseUrl, 2);
  try {
    await migrate(source, config.databaseUrl);
    const [command, file] = positionals;
    if (command === "ban" && positionals.length === 1) return await ban(source, values);
    if (command === "import" && file && positionals.length === 2) return await load(source, file, values);
    if (command === "list" && positionals.length === 1) return await list(source);
    throw new Error(usage);
  } finally {
    await source.destroy();
  }
}

function readArguments(): { values: Options; positionals: string[] } {
  try {
    return parseArgs({
      options: {
        "spki-sha256": { type: "string" },
        file: { type: "string" },
        reason: { type: "string" },
        source: { type: "string" },
        debian: { type: "boolean" },
        yes: { type: "boolean" },
      },
      allowPositionals: true,
    });
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${usage}`);
  }
}

const counted = (entries: number) => `${entries} ${entries === 1 ? "key" : "keys"}`;
const actor = () => ({ accountId: null, actor: "operator", now: new Date() });

async function ban(source: DataSource, { "spki-sha256": hex, file, reason, yes }: Options): Promise<string> {
  if ((hex === undefined) === (file === undefined))
    throw new Error(`ban takes either --spki-sha256 or --file.\n${usage}`);
  if (!reason?.trim()) throw new Error(`--reason is missing.\n${usage}`);
  const known = hex?.toLowerCase();
  if (known !== undefined && !/^[0-9a-f]{64}$/.test(known))
    throw new Error("--spki-sha256 takes 64 hexadecimal digits: the SHA-256 of the key's SubjectPublicKeyInfo.");
  const banned =
    known !== undefined ? [known] : await keysInFile(await readFile(resolve(commandFolder(), file as string), "utf8"));
  if (!yes && !(await confirmed(source, banned))) return "Nothing was banned.";
  await transact(source, theProduct, async (tx) => {
    for (const spkiSha256 of banned)
      await banKey(tx, { spkiSha256, reason: reason.trim(), source: "operator" }, actor());
  });
  return `Banned; whatever is certified with it is being revoked:\n${banned.join("\n")}`;
}

/** Says what a ban will end; only a typed "yes" goes on, since neither a ban nor a revocation can be taken back. */
async function confirmed(source: DataSource, spkiSha256s: string[]): Promise<boolean> {
  const { certificates, accounts } = await look(source, theProduct, (db) => certifiedWith(db, spkiSha256s, new Date()));
  const what = `${spkiSha256s.join("\n")}\nwill be banned for good. Certificates on it that will be revoked: ${certificates}, in ${accounts} ${accounts === 1 ? "account" : "accounts"}.`;
  if (!process.stdin.isTTY) throw new Error(`${what}\nNobody is here to say yes: add --yes.`);
  const dialogue = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await dialogue.question(`${what}\nType yes to ban: `);
  dialogue.close();
  return answer.trim() === "yes";
}

async function load(source: DataSource, file: string, { source: name, debian }: Options): Promise<string> {
  if (!name?.trim()) throw new Error(`--source is missing.\n${usage}`);
  const read = debian ? importDebianKeys : importCompromisedKeys;
  const { entries, added, ...found } = await transact(source, theProduct, (tx) =>
    read(tx, name.trim(), linesOf(file), actor()),
  );
  const late = await transact(source, theProduct, async (tx) => {
    if (debian) await banWeakKeysInUse(tx, name.trim(), actor());
    return settleLateComers(tx, new Date());
  });
  const used = found.used + late;
  return `${counted(entries)} loaded as "${name.trim()}", ${added} new; ${used} in use here${used > 0 ? ": what is certified with them is being revoked" : ""}.`;
}

/** The lines of a file of any length; whoever reads them trims them. */
async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = "";
  const chunks = createReadStream(resolve(commandFolder(), file), { encoding: "utf8", highWaterMark: 1024 * 1024 });
  for await (const chunk of chunks as AsyncIterable<string>) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  yield rest;
}

async function list(source: DataSource): Promise<string> {
  const checks = await look(source, theProduct, keyChecksOf);
  const rows = checks.map(({ name, entries, loadedAt }) => [
    name,
    entries === null ? "computed" : counted(entries),
    loadedAt?.toISOString() ?? "",
  ]);
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

keys().then(
  (words) => console.log(words),
  (error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  },
);
