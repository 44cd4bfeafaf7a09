import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type DnsServer, openDnsServer } from "../../test/dns-server.ts";
import { openWebServer, type WebServer } from "../../test/web-server.ts";
import { openAgent } from "./agent.ts";
import { answerAgent } from "./answer-agent.ts";
import { openNetwork } from "./open-network.ts";

const now = new Date("2026-11-20T10:00:00Z");
const secret = "s".repeat(32);
const patience = { question: 5_000, file: 5_000 };
let dns: DnsServer;
let web: WebServer;
let server: ReturnType<typeof answerAgent>;
let origin: string;

beforeAll(async () => {
  [dns, web] = await Promise.all([openDnsServer(), openWebServer()]);
  const [there] = openNetwork(settings([])).perspectives;
  server = answerAgent(there, secret).listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await Promise.all([once(server, "close"), dns.close(), web.close()]);
});

const settings = (dnsPerspectives: { name: string; at: string }[]) => ({
  dnsResolvers: [dns.address],
  dnsPerspectives,
  perspectiveSecret: secret,
  validationHttpPort: web.port,
  validationHttpsPort: web.port,
  validationNetworks: ["127.0.0.1"],
  caaIdentities: ["ca.example"],
});

test("what an agent sees is answered as if it were seen here", async () => {
  dns.setRecords("site.example", "CAA", '0 issue "ca.example"');
  dns.setRecords("site.example", "A", "127.0.0.1");
  web.setPage("http://site.example/file.txt", "the value");
  const network = openNetwork(settings([{ name: "elsewhere", at: origin }]));
  const [here, elsewhere] = network.perspectives;
  expect(elsewhere?.name).toBe("elsewhere");
  expect(await elsewhere?.lookUp("site.example", "CAA", now)).toEqual(await here.lookUp("site.example", "CAA", now));
  const url = "http://site.example/file.txt";
  expect(await elsewhere?.fetchFile(url, now)).toEqual(await here.fetchFile(url, now));
});

test("an agent that is away, or does not know us, or talks nonsense, has not seen anything", async () => {
  const url = "http://site.example/file.txt";
  const nonsense = await openWebServer();
  nonsense.setPage(`http://127.0.0.1:${nonsense.port}/look-up`, JSON.stringify({ status: "NOERROR" }));
  const gone = await openWebServer();
  await gone.close();
  const agents = [
    openAgent("stranger", origin, "x".repeat(32), patience),
    openAgent("nonsense", `http://127.0.0.1:${nonsense.port}`, secret, patience),
    openAgent("gone", `http://127.0.0.1:${gone.port}`, secret, patience),
  ];
  for (const agent of agents) {
    expect(await agent.lookUp("site.example", "CAA", now)).toMatchObject({ status: "UNREACHABLE", records: [] });
    expect(await agent.fetchFile(url, now)).toMatchObject({ outcome: "UNREACHABLE", url, text: null });
  }
  await nonsense.close();
});

test("an agent answers nobody without the secret, and nothing but its questions", async () => {
  const post = async (path: string, body: string, authorization = `Bearer ${secret}`) =>
    (await fetch(`${origin}${path}`, { method: "POST", headers: { authorization }, body })).status;
  const question = JSON.stringify({ name: "site.example", type: "CAA", at: now });
  expect(await post("/look-up", question)).toBe(200);
  expect(await post("/look-up", question, "")).toBe(401);
  expect(await post("/look-up", question, `Bearer ${secret}x`)).toBe(401);
  expect(await post("/look-up", "{")).toBe(400);
  expect(await post("/look-up", JSON.stringify({ name: "site.example", type: "AXFR", at: now }))).toBe(400);
  expect(await post("/look-up", `${" ".repeat(5_000)}${question}`)).toBe(400);
  expect(await post("/elsewhere", question)).toBe(404);
  expect((await fetch(`${origin}/look-up`, { headers: { authorization: `Bearer ${secret}` } })).status).toBe(405);
  expect((await fetch(`${origin}/health`)).status).toBe(200);
});
