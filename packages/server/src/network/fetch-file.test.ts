import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type DnsServer, openDnsServer } from "../../test/dns-server.ts";
import { openWebServer, type WebServer } from "../../test/web-server.ts";
import { wrongCertificate } from "../../test/wrong-certificate.ts";
import { type FileSettings, fetchFile } from "./fetch-file.ts";
import { openResolver } from "./resolver.ts";

const now = new Date("2026-11-20T10:00:00Z");
const url = "http://site.example/file.txt";
let dns: DnsServer;
let web: WebServer;
let secure: WebServer;

beforeAll(async () => {
  [dns, web, secure] = await Promise.all([openDnsServer(), openWebServer(), openWebServer(wrongCertificate)]);
});
afterAll(() => Promise.all([dns.close(), web.close(), secure.close()]));
beforeEach(() => {
  dns.onQuestion = null;
  web.requests.length = 0;
  for (const name of ["site.example", "www.site.example", "other.example"]) dns.setRecords(name, "A", "127.0.0.1");
});

const fetched = (asked = url, settings: Partial<FileSettings> = {}) =>
  fetchFile(
    openResolver([dns.address], 5_000),
    {
      validationHttpPort: web.port,
      validationHttpsPort: secure.port,
      validationNetworks: ["127.0.0.1"],
      patience: 10_000,
      ...settings,
    },
    asked,
    now,
  );

test("a file is fetched as a stranger would, and everything seen is written down", async () => {
  web.setPage(url, "the value\n");
  expect(await fetched()).toEqual({
    outcome: "OK",
    url,
    hops: [{ url, address: "127.0.0.1", status: 200, location: null }],
    size: 10,
    sha256: createHash("sha256").update("the value\n").digest("hex"),
    text: "the value\n",
    at: now.toISOString(),
  });
  expect(web.requests[0]?.headers).toEqual({
    host: "site.example",
    "user-agent": "Duplicert-validation/1",
    accept: "*/*",
    "accept-encoding": "identity",
    connection: "close",
  });
});

test("of what is not text, only what can be kept is shown", async () => {
  web.setPage(url, "a\0b");
  expect(await fetched()).toMatchObject({ outcome: "OK", text: "a\ufffdb" });
  web.setPage(url, "x".repeat(5_000));
  expect((await fetched()).text).toHaveLength(4096);
});

test.each([301, 302, 307, 308])(
  "a redirect %i to the same name is followed, by https too and whatever its certificate",
  async (status) => {
    web.setPage(url, { status, headers: { location: "https://www.site.example/there.txt" } });
    secure.setPage("https://www.site.example/there.txt", { status, headers: { location: "//site.example/end.txt" } });
    secure.setPage("https://site.example/end.txt", "found");
    const answer = await fetched();
    expect(answer).toMatchObject({ outcome: "OK", text: "found" });
    expect(answer.hops).toEqual([
      { url, address: "127.0.0.1", status, location: "https://www.site.example/there.txt" },
      { url: "https://www.site.example/there.txt", address: "127.0.0.1", status, location: "//site.example/end.txt" },
      { url: "https://site.example/end.txt", address: "127.0.0.1", status: 200, location: null },
    ]);
  },
);

describe("a redirect is refused", () => {
  test.each([
    ["to the address of a cloud's own data", "http://169.254.169.254/latest/meta-data/"],
    ["to this machine", "http://127.0.0.1/file.txt"],
    ["to this machine, by name", "http://localhost/file.txt"],
    ["to this machine, in IPv6", "http://[::1]/file.txt"],
    ["to this machine, as one number", "http://2130706433/file.txt"],
    ["to another name", "http://other.example/file.txt"],
    ["to a name below", "http://a.site.example/file.txt"],
    ["to another port", "http://site.example:8080/file.txt"],
    ["with credentials", "http://me:secret@site.example/file.txt"],
    ["to another scheme", "ftp://site.example/file.txt"],
    ["to a file of this machine", "file:///etc/passwd"],
    ["to nothing that can be read", "http://["],
  ])("%s", async (_where, location) => {
    web.setPage(url, { status: 302, headers: { location } });
    const answer = await fetched();
    expect(answer).toMatchObject({ outcome: "REDIRECT_REFUSED", text: null, sha256: null });
    // where it wanted to lead is on record, and nobody went there
    expect(answer.hops).toEqual([{ url, address: "127.0.0.1", status: 302, location }]);
    expect(web.requests).toHaveLength(1);
  });
});

test("a sixth redirect is one too many", async () => {
  for (let i = 0; i < 7; i++)
    web.setPage(`http://site.example/${i}`, { status: 301, headers: { location: `/${i + 1}` } });
  expect(await fetched("http://site.example/0")).toMatchObject({ outcome: "TOO_MANY_REDIRECTS" });
  expect(web.requests).toHaveLength(6);
  web.setPage("http://site.example/7", "the end");
  expect(await fetched("http://site.example/2")).toMatchObject({ outcome: "OK", text: "the end" });
});

test("every hop is judged by its address: one that leads inside is refused", async () => {
  web.setPage(url, { status: 301, headers: { location: "http://www.site.example/file.txt" } });
  for (const address of ["10.0.0.1", "127.0.0.2", "169.254.169.254", "100.64.0.1", "192.168.1.1", "0.0.0.0"]) {
    dns.setRecords("www.site.example", "A", address);
    const answer = await fetched();
    expect(answer).toMatchObject({ outcome: "ADDRESS_FORBIDDEN" });
    expect(answer.hops[1]).toEqual({ url: "http://www.site.example/file.txt", address, status: null, location: null });
  }
  expect(await fetched(url, { validationNetworks: [] })).toMatchObject({
    outcome: "ADDRESS_FORBIDDEN",
    hops: [{ url, address: "127.0.0.1", status: null }],
  });
});

test("a name that moves inside after it was judged gains nothing: the judged address is the one that is asked", async () => {
  web.setPage(url, "the value");
  // from its second question on, the name is elsewhere
  dns.onQuestion = (name, type) => {
    const asked = dns.questions.filter((one) => one.name === name && one.type === "A").length;
    if (name === "site.example" && type === "A" && asked > 1) dns.setRecords(name, "A", "169.254.169.254");
  };
  dns.questions.length = 0;
  expect(await fetched()).toMatchObject({ outcome: "OK", hops: [{ address: "127.0.0.1" }] });
  expect(dns.questions.filter(({ name, type }) => name === "site.example" && type === "A")).toHaveLength(1);
  // and the next time it is judged anew
  expect(await fetched()).toMatchObject({ outcome: "ADDRESS_FORBIDDEN", hops: [{ address: "169.254.169.254" }] });
});

test("the next address is tried when nobody answers at the first", async () => {
  web.setPage(url, "the value");
  const gone = await openWebServer();
  await gone.close();
  expect(await fetched(url, { validationHttpPort: gone.port })).toMatchObject({ outcome: "UNREACHABLE" });
  dns.setRecords("site.example", "A", "127.0.0.3", "127.0.0.1");
  const answer = await fetched(url, { validationNetworks: ["127.0.0.0/8"] });
  expect(answer).toMatchObject({ outcome: "OK" });
  expect(answer.hops.map(({ address, status }) => [address, status])).toEqual([
    ["127.0.0.3", null],
    ["127.0.0.1", 200],
  ]);
});

test("5 MB are not read to their end, announced or not", async () => {
  const body = "x".repeat(5 * 1024 * 1024);
  for (const headers of [{}, { "transfer-encoding": "chunked" }] as Record<string, string>[]) {
    web.setPage(url, { status: 200, headers, body });
    const answer = await fetched();
    expect(answer).toMatchObject({ outcome: "TOO_LARGE", text: null, sha256: null });
    expect(answer.size).toBeLessThan(256 * 1024);
  }
});

test("what takes too long is given up, however slowly it comes", async () => {
  web.setPage(url, (_request, response) => void response.write("begun"));
  expect(await fetched(url, { patience: 150 })).toMatchObject({
    outcome: "TIMEOUT",
    hops: [{ url, address: "127.0.0.1", status: null }],
    text: null,
  });
  web.setPage(url, () => {});
  expect(await fetched(url, { patience: 150 })).toMatchObject({ outcome: "TIMEOUT" });
});

test("what is not a file is told apart", async () => {
  web.setPage(url, { status: 404, body: "the value" });
  expect(await fetched()).toMatchObject({ outcome: "HTTP_STATUS", hops: [{ status: 404 }], text: null });
  web.setPage(url, { status: 303, headers: { location: "/other.txt" } });
  expect(await fetched()).toMatchObject({ outcome: "HTTP_STATUS", hops: [{ status: 303 }] });
  web.setPage(url, { status: 200, headers: { "content-encoding": "gzip" }, body: "the value" });
  expect(await fetched()).toMatchObject({ outcome: "ENCODED", text: null });
  web.setPage(url, (_request, response) => void response.socket?.end("SSH-2.0-OpenSSH_9.2\r\n"));
  expect(await fetched()).toMatchObject({ outcome: "UNREACHABLE" });
  const upgrade = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: another\r\nConnection: Upgrade\r\n\r\n";
  web.setPage(url, (_request, response) => void response.socket?.write(upgrade));
  expect(await fetched()).toMatchObject({ outcome: "UNREACHABLE" });
  expect(await fetched("http://nowhere.example/file.txt")).toMatchObject({ outcome: "NO_ADDRESS" });
  dns.trouble("broken.example", "SERVFAIL");
  expect(await fetched("http://broken.example/file.txt")).toMatchObject({ outcome: "DNS_FAILED" });
});
