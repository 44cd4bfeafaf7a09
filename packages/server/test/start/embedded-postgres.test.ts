import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { Client } from "pg";
import { startEmbeddedPostgres } from "../../src/start/embedded-postgres.ts";
import { processesNaming, runProgram, until } from "./processes.ts";

const source = fileURLToPath(new URL("../../src", import.meta.url));
// A busy machine takes its time to start a database.
jest.setTimeout(120_000);

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "duplicert-postgres-"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function ask(url: string, text: string) {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

test("PostgreSQL 18 starts, keeps what was written, and stops without a trace", async () => {
  const first = await startEmbeddedPostgres({ folder, durable: false });
  expect(await ask(first.url, "show server_version")).toEqual([{ server_version: expect.stringMatching(/^18\./) }]);
  expect(await ask(first.url, "select lower('ÄÖ中') as lower")).toEqual([{ lower: "äö中" }]);
  await ask(first.url, "create table kept (word text); insert into kept values ('証')");
  await first.stop();
  await first.ended;
  expect(processesNaming(folder)).toEqual([]);

  const second = await startEmbeddedPostgres({ folder, durable: false });
  expect(await ask(second.url, "select word from kept")).toEqual([{ word: "証" }]);
  await second.stop();
  expect(processesNaming(folder)).toEqual([]);
});

test("it lets nobody in without the password, which only its owner may read", async () => {
  const server = await startEmbeddedPostgres({ folder, durable: false });
  const wrong = new URL(server.url);
  wrong.password = "guessed";
  await expect(ask(wrong.href, "select 1")).rejects.toMatchObject({ code: "28P01" });
  expect(statSync(join(folder, "postgres-password")).mode & 0o777).toBe(0o600);
  expect(statSync(join(folder, "postgres")).mode & 0o777).toBe(0o700);
  expect(await ask(server.url, "show listen_addresses")).toEqual([{ listen_addresses: "127.0.0.1" }]);
  expect(await ask(server.url, "select rolsuper, rolcreatedb from pg_roles where rolname = current_user")).toEqual([
    { rolsuper: false, rolcreatedb: true },
  ]);
  await server.stop();
});

test("it stops by itself when the process that started it is killed", async () => {
  const file = join(folder, "parent.mts");
  writeFileSync(
    file,
    `import { startEmbeddedPostgres } from "${source}/start/embedded-postgres.ts";
     const server = await startEmbeddedPostgres({ folder: ${JSON.stringify(folder)}, durable: false });
     console.log("up " + server.url);`,
  );
  const parent = runProgram(file);
  await parent.wrote("up ");
  expect(processesNaming(join(folder, "postgres")).length).toBeGreaterThan(0);
  parent.child.kill("SIGKILL");
  await parent.ended;
  await until(() => processesNaming(folder).length === 0);
});

test("a server that was left behind is stopped, and its data is there", async () => {
  const left = await startEmbeddedPostgres({ folder, durable: false });
  const pid = Number(readFileSync(join(folder, "postgres/postmaster.pid"), "utf8").split("\n")[0]);
  // Killing the shell beside it leaves PostgreSQL without anyone who stops it.
  for (const shell of processesNaming(folder).filter((id) => id !== pid)) process.kill(shell, "SIGKILL");
  await left.ended;
  expect(processesNaming(folder)).toEqual([pid]);

  const next = await startEmbeddedPostgres({ folder, durable: false });
  expect(processesNaming(folder)).not.toContain(pid);
  expect(await ask(next.url, "select word from kept")).toEqual([{ word: "証" }]);
  await next.stop();
});

test("a stale postmaster.pid, its number reused by another process, is no obstacle", async () => {
  writeFileSync(join(folder, "postgres/postmaster.pid"), `${process.ppid}\n${folder}/postgres\n1\n1\n\n127.0.0.1\n\n`);
  const server = await startEmbeddedPostgres({ folder, durable: false });
  expect(await ask(server.url, "select 1 as one")).toEqual([{ one: 1 }]);
  await server.stop();
});

test("data of another major version is refused in one line", async () => {
  const file = join(folder, "postgres/PG_VERSION");
  writeFileSync(file, "15\n");
  try {
    await expect(startEmbeddedPostgres({ folder, durable: false })).rejects.toThrow(/was made by PostgreSQL 15/);
  } finally {
    writeFileSync(file, "18\n");
  }
});
