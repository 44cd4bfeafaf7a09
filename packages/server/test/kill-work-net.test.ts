import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import type { Viewer } from "../src/foundation/context.ts";
import { anOrder } from "./an-order.ts";
import { ask, look } from "./duplicate-story.ts";
import { caPassphrase, type Ground } from "./ground.ts";
import { addAccount, addPerson, type House, openHouse } from "./house.ts";

const ground: Ground = JSON.parse(process.env.STORY_GROUND ?? "null");
const serverFolder = fileURLToPath(new URL("..", import.meta.url));
const running: ChildProcess[] = [];
let folder: string;
let house: House;
let manager: Viewer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "duplicert-kill-"));
  await writeFile(join(folder, "passphrase"), caPassphrase);
  house = await openHouse();
  // a process of its own has the real clock
  house.now = new Date();
  const account = await addAccount(house);
  manager = await addPerson(house, account, "MANAGER");
});
afterEach(async () => {
  await Promise.all(running.splice(0).map(kill));
});
afterAll(async () => {
  await house.close();
  await rm(folder, { recursive: true });
});

/** A `work` of its own, once it says that it works. */
async function startWork(): Promise<ChildProcess> {
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: house.databaseUrl,
    // nobody listens there: a mail that cannot be sent keeps no certificate waiting
    SMTP_URL: "smtp://127.0.0.1:9",
    AUTH_SECRET: "a secret of thirty-two characters or more",
    CA_PASSPHRASE_FILE: join(folder, "passphrase"),
    // the CA's keys are in `ca` there
    DUPLICERT_DATA: dirname(ground.keyFolder),
    DEMO: "false",
    DNS_RESOLVERS: house.dns.address,
    LOG_LEVEL: "silent",
  };
  const child = spawn(process.execPath, ["--import", "tsx", "src/work.ts"], {
    cwd: serverFolder,
    env,
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  running.push(child);
  const [message] = await once(child, "message");
  expect(message).toMatchObject({ ready: true });
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

/** Asks the database again and again until it says so, at most for half a minute. */
async function until(condition: string, ...values: unknown[]): Promise<void> {
  const end = Date.now() + 12_000;
  while (Date.now() < end) {
    const [{ so }] = await house.source.query(`select (${condition}) as so, pg_sleep(0.05)`, values);
    if (so) return;
  }
  throw new Error(`not within half a minute: ${condition}`);
}

async function approved() {
  const order = await anOrder(house, { id: manager.accountId } as never, manager);
  const { id } = await ask(house, manager, order, { skipApproval: true });
  const [{ issuance_id }] = await house.source.query("select issuance_id from certificate_request where id = $1", [id]);
  return { id, issuanceId: issuance_id as string };
}

// What a run waits for while the test holds it: before it signs nothing is on record, after it the bytes are.
const places = [
  { place: "before anything is reserved", table: "signing_attempt", mode: "share", attempts: 0 },
  { place: "between reserve and store", table: "certificate", mode: "share", attempts: 1 },
] .slice(1) as any;

for (const { place, table, mode, attempts } of places) {
  test(`kill -9 of work ${place}: the next work issues one certificate within 30 s`, async () => {
    const { id, issuanceId } = await approved();
    const holder = house.source.createQueryRunner();
    await holder.startTransaction();
    await holder.query(`lock table ${table} in ${mode} mode`);
    const victim = await startWork();
    // its run has come to where it waits for us
    await until(
      "exists (select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like $1)",
      `%${table}%`,
    );
    await kill(victim);
    await holder.rollbackTransaction();
    await holder.release();
    const reserved = await house.source.query("select serial, outcome from signing_attempt where issuance_id = $1", [
      issuanceId,
    ]);
    expect(reserved).toHaveLength(attempts);
    expect((await look(house, manager, id)).status).toBe("APPROVED");

    const began = Date.now();
    await startWork();
    await until("exists (select 1 from certificate where issuance_id = $1)", issuanceId).catch(() => {});
    console.log(JSON.stringify(await house.source.query("select state, failure from issuance where id = $1", [issuanceId])), JSON.stringify(await house.source.query("select dns_name, permitted, at from caa_check where issuance_id = $1", [issuanceId])), JSON.stringify(await house.source.query("select pid, state, wait_event_type, left(query,80) as q, now() - xact_start as age from pg_stat_activity where datname = current_database()")), JSON.stringify(await house.source.query("select id, task_identifier, attempts, locked_by, run_at from graphile_worker.jobs")));
    expect(Date.now() - began).toBeLessThan(30_000);
    const outcomes = await house.source.query(
      "select outcome from signing_attempt where issuance_id = $1 order by outcome",
      [issuanceId],
    );
    expect(outcomes.map((one: { outcome: string }) => one.outcome)).toEqual(
      attempts === 0 ? ["STORED"] : ["ABANDONED", "STORED"],
    );
    expect(await look(house, manager, id)).toMatchObject({ status: "ISSUED", certificate: { status: "ISSUED" } });
  });
}
