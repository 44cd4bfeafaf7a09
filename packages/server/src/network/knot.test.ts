import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { freePort } from "../start/free-port.ts";
import type { RecordType } from "./network.ts";
import { openResolver } from "./resolver.ts";

// Debian's knot, on any machine; daemons are not on everybody's path
const env = { PATH: `${process.env.PATH}:/usr/sbin:/usr/local/sbin` };
const installed = spawnSync("knotd", ["--version"], { env }).status === 0;
const withKnot = installed ? test : test.skip;
let folder: string;
let server: ChildProcess;
let address: string;

beforeAll(async () => {
  if (!installed) return;
  folder = mkdtempSync(join(tmpdir(), "duplicert-knot-"));
  const port = await freePort();
  address = `127.0.0.1:${port}`;
  writeFileSync(join(folder, "knot.conf"), configuration(port));
  writeFileSync(join(folder, "example.zone"), zone);
  server = spawn("knotd", ["-c", join(folder, "knot.conf")], { env, stdio: ["ignore", "pipe", "pipe"] });
  for await (const line of createInterface(server.stdout!)) if (line.includes("server started")) break;
});
afterAll(async () => {
  if (!server) return;
  server.kill("SIGTERM");
  if (server.exitCode === null) await once(server, "exit");
  rmSync(folder, { recursive: true });
});

// signed, so that answers hold the records of DNSSEC as well
const configuration = (port: number) => `
server:
  listen: 127.0.0.1@${port}
  rundir: ${folder}
database:
  storage: ${folder}
log:
  - target: stdout
    any: info
zone:
  - domain: example
    file: ${folder}/example.zone
    dnssec-signing: on
    zonefile-sync: -1
`;

const long = "0123456789abcdef".repeat(15);
const zone = `$ORIGIN example.
$TTL 300
@ SOA ns.example. hostmaster.example. 1 3600 600 86400 60
@ NS ns.example.
@ CAA 0 issue "ca.example; policy=ev"
@ CAA 128 iodef "mailto:security@example"
ns A 127.0.0.1
ns AAAA 2001:db8::1
txt TXT "in two " "parts"
bytes TXT "a\\000\\200z"
long TXT ${Array(12).fill(`"${long}"`).join(" ")}
first CNAME second
second CNAME third
third TXT "found"
round CNAME about
about CNAME round
out CNAME elsewhere.test.
*.wild TXT "any"
`;

const lookUp = (name: string, type: RecordType) =>
  openResolver([address], 5_000).lookUp(name, type, new Date("2026-11-20T10:00:00Z"));
const dataOf = async (name: string, type: RecordType) =>
  (await lookUp(name, type)).records.map(({ data }) => data).sort();

withKnot("a name server of the wild is understood: records of every type, signed", async () => {
  expect(await dataOf("ns.example", "A")).toEqual(["127.0.0.1"]);
  expect(await dataOf("ns.example", "AAAA")).toEqual(["2001:db8::1"]);
  expect(await dataOf("txt.example", "TXT")).toEqual(["in two parts"]);
  expect(await dataOf("bytes.example", "TXT")).toEqual(["a\\000\\200z"]);
  expect(await dataOf("a.wild.example", "TXT")).toEqual(["any"]);
  expect(await dataOf("example", "CAA")).toEqual([
    '0 issue "ca.example; policy=ev"',
    '128 iodef "mailto:security@example"',
  ]);
});

withKnot("its chains, truncations and refusals as well", async () => {
  expect(await lookUp("first.example", "TXT")).toMatchObject({
    status: "NOERROR",
    chain: ["first.example", "second.example", "third.example"],
    records: [{ name: "third.example", ttl: 300, data: "found" }],
  });
  expect(await dataOf("first.example", "CNAME")).toEqual(["second.example"]);
  expect((await lookUp("round.example", "TXT")).status).toBe("CHAIN_TOO_LONG");
  expect(await lookUp("long.example", "TXT")).toMatchObject({ transport: "TCP", records: [{ data: long.repeat(12) }] });
  expect(await lookUp("nowhere.example", "TXT")).toMatchObject({ status: "NXDOMAIN", records: [] });
  expect(await lookUp("ns.example", "TXT")).toMatchObject({ status: "NOERROR", records: [] });
  // it speaks for its own zone alone
  expect(await lookUp("elsewhere.test", "TXT")).toMatchObject({ status: "REFUSED" });
  expect(await lookUp("out.example", "TXT")).toMatchObject({
    status: "REFUSED",
    chain: ["out.example", "elsewhere.test"],
  });
});
