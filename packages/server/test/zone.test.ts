import { createSocket } from "node:dgram";
import { Resolver } from "node:dns/promises";
import { once } from "node:events";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type DecodedPacket, decode, encode, type Packet } from "dns-packet";
import { judgeRecord } from "../src/zone/judge-record.ts";
import { openZone, type Zone } from "../src/zone/open-zone.ts";
import { languageOf } from "../src/zone/page-words.ts";

const publicUrl = "https://certificates.duplicert.test";
const dns = new Resolver({ timeout: 2000, tries: 2 });
let folder: string;
let zone: Zone;

const open = (ports: Partial<Zone> = {}) =>
  openZone({ file: join(folder, "zone.json"), dnsPort: 0, webPort: 0, pagePort: 0, publicUrl, ...ports });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "duplicert-zone-"));
  zone = await open();
  dns.setServers([`127.0.0.1:${zone.dnsPort}`]);
});
afterAll(async () => {
  await zone.close();
  await rm(folder, { recursive: true });
});

const page = (path: string) => `http://localhost:${zone.pagePort}${path}`;

async function publish(type: string, name: string, value: string) {
  const body = JSON.stringify({ type, name, value });
  const answer = await fetch(page("/api/records"), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  return { status: answer.status, ...((await answer.json()) as { id: string; faults: { code: string }[] }) };
}

/** What a person's browser sends when the form is posted. */
function post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  return fetch(page(path), {
    method: "POST",
    redirect: "manual",
    headers: { origin: `http://localhost:${zone.pagePort}`, ...headers },
    body: new URLSearchParams(fields),
  });
}

/** fetch refuses to say another Host. */
function ask(port: number, path: string, host: string, method = "GET"): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request({ port, path, method, host: "127.0.0.1", headers: { host } }, async (answer) => {
      let text = "";
      for await (const chunk of answer) text += chunk;
      resolve({ status: answer.statusCode!, text });
    });
    asked.on("error", reject).end();
  });
}

async function overUdp(message: Buffer): Promise<DecodedPacket & { rcode?: string }> {
  const socket = createSocket("udp4");
  socket.send(message, zone.dnsPort, "127.0.0.1");
  const [bytes] = await once(socket, "message");
  socket.close();
  return decode(bytes);
}

const asking = (name: string, type: "TXT" | "A", more: Partial<Packet> = {}) =>
  encode({ type: "query", id: 7, questions: [{ name, type }], ...more });

test("a domain of the demo has an address and a mail host with one", async () => {
  expect(await dns.resolve4("harbour.example.com")).toEqual(["127.0.0.1"]);
  const [exchanger] = await dns.resolveMx("harbour.example.com");
  expect(exchanger).toMatchObject({ exchange: "mail.harbour.example.com" });
  expect(await dns.resolve4(exchanger!.exchange)).toEqual(["127.0.0.1"]);
});

test("a name that is there without such a record has no data, and any other name does not exist", async () => {
  await expect(dns.resolveCaa("harbour.example.com")).rejects.toMatchObject({ code: "ENODATA" });
  await expect(dns.resolveTxt("com")).rejects.toMatchObject({ code: "ENODATA" });
  await expect(dns.resolveTxt("_duplicert.harbour.example.com")).rejects.toMatchObject({ code: "ENOTFOUND" });
  await expect(dns.resolve4("www.nobody.test")).rejects.toMatchObject({ code: "ENOTFOUND" });
});

test("answers are authoritative, and an empty one names its zone", async () => {
  const { flag_aa, rcode, authorities } = await overUdp(asking("nobody.tea.example.net", "TXT"));
  expect({ flag_aa, rcode }).toEqual({ flag_aa: true, rcode: "NXDOMAIN" });
  expect(authorities).toMatchObject([{ type: "SOA", name: "tea.example.net" }]);
});

test("what is published is found at once, by names of the demo and by any other, and what is removed is not", async () => {
  const { status, id } = await publish("TXT", "_Duplicert.Regatta.example.com.", "ab12");
  expect(status).toBe(201);
  await publish("TXT", "_duplicert.regatta.example.com", "cd34");
  expect((await dns.resolveTxt("_DUPLICERT.regatta.example.com")).sort()).toEqual([["ab12"], ["cd34"]]);
  await publish("TXT", "_duplicert.newcomer.test", "ef56");
  expect(await dns.resolveTxt("_duplicert.newcomer.test")).toEqual([["ef56"]]);
  await expect(dns.resolve4("newcomer.test")).rejects.toMatchObject({ code: "ENODATA" });

  expect((await fetch(page(`/api/records/${id}`), { method: "DELETE" })).status).toBe(200);
  expect(await dns.resolveTxt("_duplicert.regatta.example.com")).toEqual([["cd34"]]);
  expect((await fetch(page(`/api/records/${id}`), { method: "DELETE" })).status).toBe(404);
});

test("an alias is followed to its end, a circle is not, and nothing stands beside an alias", async () => {
  await publish("CNAME", "_k7.tea.example.net", "dcv.duplicert.example");
  expect(await dns.resolveCname("_k7.tea.example.net")).toEqual(["dcv.duplicert.example"]);
  expect(await dns.resolve4("_k7.tea.example.net")).toEqual(["127.0.0.1"]);
  await publish("CNAME", "a.circle.test", "b.circle.test");
  await publish("CNAME", "b.circle.test", "a.circle.test");
  expect((await overUdp(asking("a.circle.test", "TXT"))).answers).toHaveLength(2);

  const beside = [
    await publish("TXT", "_k7.tea.example.net", "text"),
    await publish("CNAME", "www.tea.example.net", "elsewhere.test"),
    await publish("FILE", "http://a.circle.test/file", "text"),
  ];
  expect(beside.map(({ status, faults }) => [status, faults.map(({ code }) => code)])).toEqual([
    [422, ["CNAME_ALONE"]],
    [422, ["CNAME_ALONE"]],
    [422, ["CNAME_ALONE"]],
  ]);
  // a new target takes the old one's place
  await publish("CNAME", "_k7.tea.example.net", "other.test");
  expect(await dns.resolveCname("_k7.tea.example.net")).toEqual(["other.test"]);
});

test("CAA and MX are told as they were published", async () => {
  await publish("MX", "newcomer.test", "5 mail.newcomer.test.");
  expect(await dns.resolveMx("newcomer.test")).toMatchObject([{ exchange: "mail.newcomer.test", priority: 5 }]);
  await publish("CAA", "freight.example.net", "0 issue other.example");
  expect(await dns.resolveCaa("freight.example.net")).toEqual([{ critical: 0, issue: "other.example", type: "CAA" }]);
});

test("an answer too long for a datagram is cut off there, and whole by TCP", async () => {
  for (let i = 0; i < 8; i++) await publish("TXT", "long.test", `${i}`.repeat(250));
  const cut = await overUdp(asking("long.test", "TXT"));
  expect([cut.flag_tc, cut.answers]).toEqual([true, []]);
  expect(await dns.resolveTxt("long.test")).toHaveLength(8);
});

test("two questions on one connection are answered one after the other, and nonsense closes it", async () => {
  const framed = (message: Buffer) =>
    Buffer.concat([Buffer.from([message.length >> 8, message.length & 255]), message]);
  const socket = connect(zone.dnsPort, "127.0.0.1");
  const one = framed(asking("tea.example.net", "A"));
  socket.write(Buffer.concat([one, one, framed(Buffer.from("no DNS"))]));
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk);
  const all = Buffer.concat(chunks);
  const end = 2 + all.readUInt16BE(0);
  expect(all.length).toBe(2 * end);
  expect(decode(all.subarray(2, end)).answers).toMatchObject([{ type: "A", data: "127.0.0.1" }]);
});

test("what is no question of ours is answered with why", async () => {
  const question = asking("tea.example.net", "A");
  const update = Buffer.from(question);
  update[2] = 5 << 3;
  expect((await overUdp(update)).rcode).toBe("NOTIMP");
  expect((await overUdp(question.subarray(0, 20))).rcode).toBe("FORMERR");
  const chaos = encode({ type: "query", id: 7, questions: [{ name: "version.bind", type: "TXT", class: "CH" }] });
  expect((await overUdp(chaos)).rcode).toBe("REFUSED");
});

test("a file is served by the host it was published for, which then has an address", async () => {
  const path = "/.well-known/pki-validation/fileauth.txt";
  await publish("FILE", `http://Race.regatta.example.com${path}`, "ab12\r\n");
  expect(await dns.resolve4("race.regatta.example.com")).toEqual(["127.0.0.1"]);
  expect(await ask(zone.webPort, path, "race.regatta.example.com")).toEqual({ status: 200, text: "ab12\n" });
  expect((await ask(zone.webPort, path, `RACE.regatta.example.com:${zone.webPort}`)).status).toBe(200);
  expect((await ask(zone.webPort, path, "regatta.example.com")).status).toBe(404);
  expect((await ask(zone.webPort, "/", "race.regatta.example.com")).status).toBe(404);
  expect((await ask(zone.webPort, path, "race.regatta.example.com", "POST")).status).toBe(405);
});

test.each([
  ["A", "a.test", "x", ["TYPE_UNKNOWN"]],
  ["TXT", "", "", ["NAME_MISSING", "VALUE_MISSING"]],
  ["TXT", "two words.test", "x", ["NAME_NOT_DNS"]],
  ["TXT", "*.a.test", "x", ["NAME_NOT_DNS"]],
  ["TXT", `${"a".repeat(64)}.test`, "x", ["NAME_NOT_DNS"]],
  ["TXT", "127.0.0.1", "x", ["NAME_NOT_DNS"]],
  ["TXT", "_duplicert", "x", ["NAME_ONE_LABEL"]],
  ["TXT", "a.test", "two\nlines", ["VALUE_UNPRINTABLE"]],
  ["TXT", "a.test", "茶".repeat(86), ["TEXT_TOO_LONG"]],
  ["CNAME", "a.test", "nowhere", ["TARGET_NOT_DNS"]],
  ["CNAME", "a.test", "A.test.", ["TARGET_ITSELF"]],
  ["CAA", "a.test", "issue ca.example", ["CAA_UNREADABLE"]],
  ["CAA", "a.test", '256 issue "ca.example"', ["CAA_UNREADABLE"]],
  ["MX", "a.test", "mail.a.test", ["MX_UNREADABLE"]],
  ["FILE", "https://a.test/f", "x", ["URL_NOT_HTTP"]],
  ["FILE", "a.test/f", "x", ["URL_NOT_HTTP"]],
  ["FILE", "http://a.test:8080/f", "x", ["URL_PORT"]],
  ["FILE", "http://127.0.0.1/f", "x", ["URL_HOST"]],
  ["FILE", "http://[::1]/f", "x", ["URL_HOST"]],
  ["FILE", "http://a.test/f?x", "x", ["URL_QUERY"]],
  ["FILE", `http://a.test/${"f".repeat(500)}`, "x", ["URL_TOO_LONG"]],
  ["FILE", "http://a.test/f", "x".repeat(4097), ["FILE_TOO_LARGE"]],
])("what cannot be published is refused for what it is (%#: %s)", (type, name, value, faults) => {
  expect(judgeRecord({ type, name, value })).toEqual({ record: null, faults });
});

test("a name may be written in Unicode", () => {
  expect(judgeRecord({ type: "TXT", name: "_duplicert.茶.example.net", value: "x" }).record?.name).toBe(
    "_duplicert.xn--cl1a.example.net",
  );
});

test("a link fills the form in, and what is in it is text, never markup", async () => {
  const query = new URLSearchParams({ type: "CNAME", name: '"><b>x', value: "</textarea><script>" });
  const text = await (await fetch(page(`/?${query}`))).text();
  expect(text).toContain('<option value="CNAME" selected>');
  expect(text).toContain('value="&quot;&gt;&lt;b&gt;x"');
  expect(text).toContain("&lt;/textarea&gt;&lt;script&gt;</textarea>");
  expect(text).not.toContain("<script");
});

test("the form publishes, says so and what to do next; its list removes", async () => {
  const fields = { type: "TXT", name: "_duplicert.pantry.example.com", value: "form", lang: "en" };
  const answer = await post("/publish", fields);
  expect(answer.status).toBe(303);
  const said = await (await fetch(new URL(answer.headers.get("location")!, page("/")))).text();
  expect(said).toContain("Go back to where you came from and wait: it is looked at by itself.");
  expect(said).toContain(publicUrl);
  expect(await dns.resolveTxt("_duplicert.pantry.example.com")).toEqual([["form"]]);

  const id = new URL(answer.headers.get("location")!, page("/")).searchParams.get("published")!;
  const removed = await post("/remove", { id });
  expect(removed.headers.get("location")).toBe("/?removed=1");
  await expect(dns.resolveTxt("_duplicert.pantry.example.com")).rejects.toMatchObject({ code: "ENOTFOUND" });
});

test("what is refused says why in the reader's language, and keeps what was written", async () => {
  const answer = await post("/publish", { type: "TXT", name: "_duplicert", value: "kept", lang: "zh-Hant" });
  expect(answer.status).toBe(422);
  const text = await answer.text();
  expect(text).toContain("需要包含網域的完整名稱");
  expect(text).toContain("kept</textarea>");
});

test("only the page itself may publish and remove, by a name of this machine", async () => {
  const wish = { type: "TXT", name: "stranger.test", value: "x" };
  for (const origin of ["https://stranger.example", "null", `http://127.0.0.1:${zone.pagePort}`])
    expect((await post("/publish", wish, { origin })).status).toBe(403);
  expect((await fetch(page("/publish"), { method: "POST", body: new URLSearchParams(wish) })).status).toBe(403);
  const json = { method: "POST", body: JSON.stringify(wish) };
  const strange = { origin: "https://stranger.example", "content-type": "application/json" };
  expect((await fetch(page("/api/records"), { ...json, headers: strange })).status).toBe(403);
  expect((await fetch(page("/api/records"), { ...json, headers: { "content-type": "text/plain" } })).status).toBe(415);
  expect((await ask(zone.pagePort, "/", "rebound.example")).status).toBe(421);
  await expect(dns.resolveTxt("stranger.test")).rejects.toMatchObject({ code: "ENOTFOUND" });
});

test("more than a form can hold is not taken", async () => {
  const answer = await post("/publish", { type: "FILE", name: "http://a.test/f", value: "x".repeat(40_000) });
  expect(answer.status).toBe(413);
});

test("the language is the one asked for, or the browser's", () => {
  expect(languageOf(null, "zh-TW,zh;q=0.9,en;q=0.5")).toBe("zh-Hant");
  expect(languageOf(null, "de,en;q=0.4,zh;q=0.8")).toBe("zh-Hant");
  expect(languageOf("en", "zh-TW")).toBe("en");
  expect(languageOf(null, undefined)).toBe("en");
});

test("what was published is there after a restart on the same ports, kept for its owner alone", async () => {
  const before = await (await fetch(page("/api/records"))).json();
  const { dnsPort, webPort, pagePort } = zone;
  await zone.close();
  zone = await open({ dnsPort, webPort, pagePort });
  expect(await (await fetch(page("/api/records"))).json()).toEqual(before);
  expect(zone).toMatchObject({ dnsPort, webPort, pagePort });
  expect((await stat(join(folder, "zone.json"))).mode & 0o777).toBe(0o600);
  expect(JSON.parse(await readFile(join(folder, "zone.json"), "utf8")).records.length).toBeGreaterThan(5);
});

test("a second zone takes a page port of its own, and a broken file is one line", async () => {
  const second = await openZone({
    file: join(folder, "second.json"),
    dnsPort: 0,
    webPort: 0,
    pagePort: zone.pagePort,
    publicUrl,
  });
  expect(second.pagePort).not.toBe(zone.pagePort);
  await second.close();
  await writeFile(join(folder, "broken.json"), "{");
  await expect(
    openZone({ file: join(folder, "broken.json"), dnsPort: 0, webPort: 0, pagePort: 0, publicUrl }),
  ).rejects.toThrow("broken.json does not hold records of the demo's zone: delete it");
});
