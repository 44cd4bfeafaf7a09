import { Resolver } from "node:dns/promises";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { type AddressInfo, createServer, type Server } from "node:net";
import { join } from "node:path";
import { afterEach, expect, jest, test } from "@jest/globals";
import { freePort } from "../../src/start/free-port.ts";
import { type Program, processesNaming, runProgram, until } from "./processes.ts";
import { type Stage, setStage } from "./programs.ts";

// Whole programs come up here, on a machine that may be busy with the other tests.
jest.setTimeout(180_000);

let stage: Stage;
const running: Program[] = [];
const occupants: Server[] = [];

afterEach(async () => {
  for (const occupant of occupants.splice(0)) occupant.close();
  for (const program of running.splice(0)) {
    program.child.kill("SIGKILL");
    await program.ended;
  }
  await until(() => processesNaming(stage.folder).length === 0);
  stage.clear();
});

// A database and a relay of one's own that nobody calls: for what is about neither.
const own = { DATABASE_URL: "postgres://me@127.0.0.1:9/duplicert", SMTP_URL: "smtp://127.0.0.1:9" };
const embedded = { DATABASE_URL: "", SMTP_URL: "" };

async function begin(env: Record<string, string> = {}): Promise<Program & { port: number }> {
  const port = Number(env.PORT ?? (await freePort()));
  const passphrase = join(stage.folder, "passphrase");
  writeFileSync(passphrase, "open sesame\n");
  const secrets: Record<string, string> =
    env.DATABASE_URL === "" ? {} : { AUTH_SECRET: "a".repeat(32), CA_PASSPHRASE_FILE: passphrase };
  const defaults = { DUPLICERT_DATA: stage.data, PORT: String(port), MAILBOX_PORT: "", ZONE_PORT: "" };
  for (const name of ["MAILBOX_PORT", "ZONE_PORT"] as const) defaults[name] = String(await freePort());
  const program = runProgram(stage.startFile, { ...defaults, ...own, ...secrets, ...env });
  running.push(program);
  return { ...program, port };
}

async function occupy(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  occupants.push(server);
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

const told = (name: string) => JSON.parse(readFileSync(join(stage.data, name), "utf8"));

async function serveTells(port: number) {
  return (await (await fetch(`http://127.0.0.1:${port}/readyz`)).json()) as {
    pid: number;
    env: Record<string, string>;
  };
}

/** The page of the demo's zone, as announced. */
function zoneIn(output: string): string {
  const found = /DNS records +(\S+)/.exec(output)?.[1];
  if (!found) throw new Error(`no zone is announced: ${output}`);
  return found;
}

const answers = (port: number) =>
  fetch(`http://127.0.0.1:${port}/readyz`).then(
    () => true,
    () => false,
  );

/** The process that listens at that port of 127.0.0.1, as /proc tells. */
function listenerAt(port: string): number {
  const lines = readFileSync("/proc/net/tcp", "utf8").split("\n");
  const address = `0100007F:${Number(port).toString(16).toUpperCase().padStart(4, "0")}`;
  const fields = lines
    .map((line) => line.trim().split(/\s+/))
    .find(([, local, , state]) => local === address && state === "0A");
  const socket = `socket:[${fields?.[9]}]`;
  const linksOf = (pid: string) => {
    try {
      return readdirSync(`/proc/${pid}/fd`).map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`));
    } catch {
      return [];
    }
  };
  const found = readdirSync("/proc").find((pid) => /^\d+$/.test(pid) && linksOf(pid).includes(socket));
  if (!found) throw new Error(`nobody listens at ${port}`);
  return Number(found);
}

function leftIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.includes(".pid") || name.includes("probe") || name.includes("new"));
}

test("start brings everything up, and Ctrl-C ends all of it with code 0", async () => {
  stage = setStage();
  const first = await begin(embedded);
  await first.wrote("Ctrl-C stops everything");
  expect(first.output()).toContain(`Open         http://localhost:${first.port}`);
  const mailbox = /Mailbox +(\S+)/.exec(first.output())?.[1];
  expect(await (await fetch(`${mailbox}/api/email`)).json()).toEqual([]);
  const zone = zoneIn(first.output());
  expect(await (await fetch(`${zone}/api/records`)).json()).toEqual({ records: [] });
  expect(statSync(join(stage.data, "auth-secret")).mode & 0o777).toBe(0o600);
  expect(statSync(join(stage.data, "ca-passphrase")).mode & 0o777).toBe(0o600);

  first.signal("SIGINT");
  expect(await first.ended).toBe(0);
  expect(processesNaming(stage.folder)).toEqual([]);
  expect(leftIn(stage.data)).toEqual([]);
  expect(existsSync(join(stage.data, "postgres/postmaster.pid"))).toBe(false);
  expect(await answers(first.port)).toBe(false);
  await expect(fetch(zone)).rejects.toThrow();

  const secret = readFileSync(join(stage.data, "auth-secret"), "utf8");
  const second = await begin(embedded);
  await second.wrote("Ctrl-C stops everything");
  expect(readFileSync(join(stage.data, "auth-secret"), "utf8")).toBe(secret);
  second.signal("SIGTERM");
  expect(await second.ended).toBe(0);
});

test("serve and work are told the same, but only work learns where the CA's passphrase is", async () => {
  stage = setStage();
  const program = await begin({ ...embedded, DEMO: "false" });
  await program.wrote("Ctrl-C stops everything");
  const serve = (await serveTells(program.port)).env;
  const work = told("work.json").env;
  expect(work).toMatchObject({ DUPLICERT_DATA: stage.data, DEMO: "false", PORT: String(program.port) });
  expect(work.CA_PASSPHRASE_FILE).toBe(join(stage.data, "ca-passphrase"));
  expect(serve.CA_PASSPHRASE_FILE).toBeUndefined();
  for (const name of ["DATABASE_URL", "SMTP_URL", "AUTH_SECRET", "PUBLIC_URL", "PKI_URL", "MAILBOX_URL"]) {
    expect(work[name]).toBeTruthy();
    expect(serve[name]).toBe(work[name]);
  }
  // the real internet is asked
  expect(program.output()).not.toContain("DNS records");
  for (const name of ["DNS_RESOLVERS", "VALIDATION_NETWORKS", "CAA_IDENTITIES", "ZONE_URL"])
    expect([work[name], serve[name]]).toEqual([undefined, undefined]);
});

test("the demo looks for its domains in a zone of its own, which is found where it was when it died, and beside another", async () => {
  stage = setStage();
  const program = await begin({ DEMO: "true" });
  await program.wrote("Ctrl-C stops everything");
  const zone = zoneIn(program.output());
  const { env: work } = told("work.json");
  const { env: serve } = await serveTells(program.port);
  expect(work).toMatchObject({
    VALIDATION_NETWORKS: "127.0.0.1/32",
    CAA_IDENTITIES: "duplicert.example",
    ZONE_URL: zone,
  });
  for (const name of ["DNS_RESOLVERS", "CAA_IDENTITIES", "ZONE_URL"]) expect(serve[name]).toBe(work[name]);

  const record = { type: "FILE", name: "http://www.regatta.example.com/file", value: "kept" };
  const body = JSON.stringify(record);
  await fetch(`${zone}/api/records`, { method: "POST", headers: { "content-type": "application/json" }, body });
  expect(told("zone.json")).toEqual({ records: [record] });
  process.kill(listenerAt(new URL(zone).port), "SIGKILL");
  await program.wrote("zone is back.");
  expect(await (await fetch(`${zone}/api/records`)).json()).toMatchObject({ records: [record] });
  const dns = new Resolver();
  dns.setServers([work.DNS_RESOLVERS]);
  expect(await dns.resolve4("www.regatta.example.com")).toEqual(["127.0.0.1"]);
  expect((await fetch(`http://127.0.0.1:${work.VALIDATION_HTTP_PORT}/`)).status).toBe(404);

  const elsewhere = { DUPLICERT_DATA: join(stage.folder, "second"), ZONE_PORT: new URL(zone).port };
  const second = await begin({ DEMO: "true", ...elsewhere });
  await second.wrote("Ctrl-C stops everything");
  expect(zoneIn(second.output())).not.toBe(zone);
  expect(await (await fetch(`${zoneIn(second.output())}/api/records`)).json()).toEqual({ records: [] });
});

test("whoever says where to ask is asked there, in the demo too", async () => {
  stage = setStage();
  const program = await begin({ DEMO: "true", DNS_RESOLVERS: "192.0.2.53" });
  await program.wrote("Ctrl-C stops everything");
  expect(program.output()).not.toContain("DNS records");
  expect(told("work.json").env).toMatchObject({ DNS_RESOLVERS: "192.0.2.53" });
  expect(told("work.json").env.VALIDATION_NETWORKS).toBeUndefined();
});

test("work that is killed is back, and start says so", async () => {
  stage = setStage();
  const program = await begin();
  await program.wrote("Ctrl-C stops everything");
  const killed = told("work.json").pid;
  process.kill(killed, "SIGKILL");
  await program.wrote("work was ended by SIGKILL; starting it again.");
  await program.wrote("work is back.");
  expect(told("work.json").pid).not.toBe(killed);
});

test("a child that says why it cannot start ends start with that one line", async () => {
  stage = setStage({
    work: `import { reportFailure } from "${new URL("../../src/foundation/child-process.ts", import.meta.url).pathname}";
           await reportFailure("The CA's keys cannot be opened:\\n wrong passphrase.");`,
  });
  const program = await begin();
  expect(await program.ended).toBe(1);
  expect(program.output()).toContain("\nThe CA's keys cannot be opened: wrong passphrase.\n");
  expect(processesNaming(stage.folder)).toEqual([]);
  expect(leftIn(stage.data)).toEqual([]);
});

test("kill -9 of start leaves no process, and the next start takes the stale lock over", async () => {
  stage = setStage();
  const killed = await begin(embedded);
  await killed.wrote("Ctrl-C stops everything");
  const zone = zoneIn(killed.output());
  killed.child.kill("SIGKILL");
  await killed.ended;
  await until(() =>
    fetch(zone).then(
      () => false,
      () => true,
    ),
  );
  const next = await begin({ ...embedded, SMTP_URL: own.SMTP_URL });
  await next.wrote("Ctrl-C stops everything");
  next.signal("SIGINT");
  expect(await next.ended).toBe(0);
  await until(() => processesNaming(stage.folder).length === 0);
});

test("a second start on the same folder says so in one line, and the first one goes on", async () => {
  stage = setStage();
  const first = await begin();
  await first.wrote("Ctrl-C stops everything");
  const second = await begin();
  expect(await second.ended).toBe(1);
  expect(second.output()).toBe(
    `Duplicert already runs on ${stage.data} (process ${first.child.pid}): stop that one, or set DUPLICERT_DATA to another folder.\n`,
  );
  expect(await answers(first.port)).toBe(true);
});

test("a taken port is one line and code 1, before anything is started", async () => {
  stage = setStage();
  const port = await occupy();
  const program = await begin({ PORT: String(port) });
  expect(await program.ended).toBe(1);
  expect(program.output()).toBe(
    `PORT ${port} on 127.0.0.1 is taken by another program: stop that one, or choose another port, such as PORT=${port + 1}.\n`,
  );
  expect(readdirSync(stage.data)).toEqual([]);
});

test("a taken mailbox port is no obstacle: the mailbox takes a free one", async () => {
  stage = setStage();
  const port = await occupy();
  const program = await begin({ SMTP_URL: "", MAILBOX_PORT: String(port) });
  await program.wrote("Ctrl-C stops everything");
  const mailbox = /Mailbox +(\S+)/.exec(program.output())?.[1];
  expect(mailbox).not.toContain(String(port));
  expect((await fetch(`${mailbox}/api/email`)).status).toBe(200);
});

test("a folder that cannot be written is one line and code 1", async () => {
  stage = setStage();
  const file = join(stage.folder, "file");
  writeFileSync(file, "");
  const program = await begin({ DUPLICERT_DATA: join(file, "data") });
  expect(await program.ended).toBe(1);
  expect(program.output()).toBe(
    `The data folder ${file}/data cannot be written (a part of the path is a file, not a folder): set DUPLICERT_DATA to a folder that you may write.\n`,
  );
});

test("a wrong variable is one line and code 1", async () => {
  stage = setStage();
  const program = await begin({ PORT: "many" });
  expect(await program.ended).toBe(1);
  expect(program.output()).toBe('PORT is "many": it should be a whole number from 1 to 65535.\n');
});

test("with a database of one's own the secrets have to be given, and nothing embedded starts", async () => {
  stage = setStage();
  const without = await begin({ AUTH_SECRET: "" });
  expect(await without.ended).toBe(1);
  expect(without.output()).toMatch(/^AUTH_SECRET is missing: .*\n$/);

  const nowhere = join(stage.folder, "nowhere");
  const unread = await begin({ CA_PASSPHRASE_FILE: nowhere });
  expect(await unread.ended).toBe(1);
  expect(unread.output()).toBe(`CA_PASSPHRASE_FILE is "${nowhere}", which cannot be read (it is not there).\n`);

  const program = await begin();
  await program.wrote("Ctrl-C stops everything");
  expect((await serveTells(program.port)).env).toMatchObject(own);
  expect(readdirSync(stage.data).sort()).toEqual(["start.pid", "work.json"]);
  expect(program.output()).not.toContain("Mailbox");
});

test("a reader of its output that goes away stops it all", async () => {
  stage = setStage();
  const program = await begin();
  await program.wrote("Starting Duplicert");
  program.child.stdout!.destroy();
  program.child.stderr!.destroy();
  expect(await program.ended).toBe(0);
  expect(processesNaming(stage.folder)).toEqual([]);
  expect(leftIn(stage.data)).toEqual([]);
});

test("Ctrl-C while everything is still coming up leaves nothing behind", async () => {
  stage = setStage();
  const program = await begin(embedded);
  await program.wrote("Starting Duplicert");
  program.signal("SIGINT");
  expect(await program.ended).toBe(0);
  expect(processesNaming(stage.folder)).toEqual([]);
  expect(leftIn(stage.data)).toEqual([]);
});

test("the web pages are built anew when their sources changed, and a failed build shows why", async () => {
  stage = setStage();
  const web = join(stage.folder, "packages/web");
  mkdirSync(join(web, "node_modules/.bin"), { recursive: true });
  writeFileSync(
    join(web, "node_modules/.bin/graphql-codegen"),
    "#!/bin/sh\necho 'the schema has no field x'\nexit 3\n",
    {
      mode: 0o755,
    },
  );
  mkdirSync(join(web, "src"));
  writeFileSync(join(web, "src/main.tsx"), "changed");
  utimesSync(join(web, "dist/index.html"), 1_700_000_000, 1_700_000_000);
  const program = await begin();
  expect(await program.ended).toBe(1);
  expect(program.output()).toContain("Building the web pages");
  expect(program.output()).toMatch(
    /could not be built: graphql-codegen ended with code 3\.\nthe schema has no field x\n$/,
  );
  expect(leftIn(stage.data)).toEqual([]);
});
