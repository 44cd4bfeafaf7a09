import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type DnsServer, openDnsServer } from "../../test/dns-server.ts";
import type { RecordType } from "./network.ts";
import { openResolver } from "./resolver.ts";

const now = new Date("2026-11-20T10:00:00Z");
let server: DnsServer;
let spare: DnsServer;

beforeAll(async () => {
  [server, spare] = await Promise.all([openDnsServer(), openDnsServer()]);
});
afterAll(() => Promise.all([server.close(), spare.close()]));
beforeEach(() => {
  for (const one of [server, spare]) {
    one.questions.length = 0;
    Object.assign(one, { followsAliases: true, authenticates: false });
  }
});

// long where an answer must come, short where none can
const lookUp = (name: string, type: RecordType, patience = 5_000, resolvers = [server.address]) =>
  openResolver(resolvers, patience).lookUp(name, type, now);

test("records are found, with where, for how long, and whether DNSSEC vouches for them", async () => {
  server.setRecords("one.example", "TXT", "a value");
  server.authenticates = true;
  expect(await lookUp("One.Example.", "TXT")).toEqual({
    name: "one.example",
    type: "TXT",
    resolver: server.address,
    transport: "UDP",
    status: "NOERROR",
    authenticated: true,
    chain: ["one.example"],
    records: [{ name: "one.example", ttl: 60, data: "a value" }],
    at: now.toISOString(),
  });
  server.setRecords("one.example", "A", "192.0.2.1", "192.0.2.2");
  server.setRecords("one.example", "AAAA", "2001:db8::1");
  expect((await lookUp("one.example", "A")).records.map(({ data }) => data)).toEqual(["192.0.2.1", "192.0.2.2"]);
  expect((await lookUp("one.example", "AAAA")).records.map(({ data }) => data)).toEqual(["2001:db8::1"]);
});

test("a CAA record is read and shown as in a zone file", async () => {
  server.setRecords("caa.example", "CAA", '128 Issue "ca.example; policy=ev"');
  expect((await lookUp("caa.example", "CAA")).records).toEqual([
    {
      name: "caa.example",
      ttl: 60,
      data: '128 issue "ca.example; policy=ev"',
      caa: { critical: true, tag: "issue", value: "ca.example; policy=ev" },
    },
  ]);
});

test("bytes that are no text are written out, so that nothing unreadable is kept", async () => {
  server.setRecords("bytes.example", "TXT", "a\0b");
  expect((await lookUp("bytes.example", "TXT")).records[0]?.data).toBe("a\\000b");
});

test("a name that is not there is told from one that has no such record", async () => {
  expect(await lookUp("nowhere.example", "TXT")).toMatchObject({ status: "NXDOMAIN", records: [] });
  server.setRecords("there.example", "A", "192.0.2.1");
  expect(await lookUp("there.example", "TXT")).toMatchObject({ status: "NOERROR", records: [] });
});

test("what does not fit into a datagram is asked for again over TCP", async () => {
  const long = "x".repeat(5_000);
  server.setRecords("long.example", "TXT", long);
  const answer = await lookUp("long.example", "TXT");
  expect(answer).toMatchObject({ status: "NOERROR", transport: "TCP", records: [{ data: long }] });
  expect(server.questions.map(({ transport }) => transport)).toEqual(["UDP", "TCP"]);
});

describe.each([
  { how: "inside one answer", followsAliases: true, questions: 1 },
  { how: "by further questions", followsAliases: false, questions: 3 },
])("CNAMEs $how", ({ followsAliases, questions }) => {
  test("are followed to the records", async () => {
    server.followsAliases = followsAliases;
    server.setRecords("first.example", "CNAME", "second.example");
    server.setRecords("second.example", "CNAME", "third.example");
    server.setRecords("third.example", "TXT", "found");
    const answer = await lookUp("first.example", "TXT");
    expect(answer).toMatchObject({
      status: "NOERROR",
      chain: ["first.example", "second.example", "third.example"],
      records: [{ name: "third.example", data: "found" }],
    });
    expect(server.questions).toHaveLength(questions);
    // the alias itself is what is asked for here
    const alias = await lookUp("first.example", "CNAME");
    expect(alias).toMatchObject({ chain: ["first.example"], records: [{ data: "second.example" }] });
  });

  test("that lead in a circle, or to nowhere, or too far, come to an end", async () => {
    server.followsAliases = followsAliases;
    server.setRecords("round.example", "CNAME", "about.example");
    server.setRecords("about.example", "CNAME", "round.example");
    expect(await lookUp("round.example", "TXT")).toMatchObject({ status: "CHAIN_TOO_LONG", records: [] });
    server.setRecords("astray.example", "CNAME", "gone.example");
    expect(await lookUp("astray.example", "TXT")).toMatchObject({
      status: "NXDOMAIN",
      chain: ["astray.example", "gone.example"],
    });
    for (let i = 0; i < 9; i++) server.setRecords(`step${i}.example`, "CNAME", `step${i + 1}.example`);
    server.setRecords("step9.example", "TXT", "the end");
    expect((await lookUp("step0.example", "TXT")).status).toBe("CHAIN_TOO_LONG");
    expect(await lookUp("step1.example", "TXT")).toMatchObject({ status: "NOERROR", records: [{ data: "the end" }] });
  });
});

test("an answer to another question, or under another number, is passed over", async () => {
  server.setRecords("forged.example", "TXT", "a value");
  for (const trouble of ["WRONG_ID", "OTHER_QUESTION"] as const) {
    server.trouble("forged.example", trouble);
    expect(await lookUp("forged.example", "TXT", 80)).toMatchObject({ status: "TIMEOUT", records: [] });
  }
});

test("what goes wrong is said", async () => {
  server.setRecords("bad.example", "TXT", "a value");
  const said = async (trouble: Parameters<DnsServer["trouble"]>[1], patience?: number) => {
    server.trouble("bad.example", trouble);
    return (await lookUp("bad.example", "TXT", patience)).status;
  };
  expect(await said("SERVFAIL")).toBe("SERVFAIL");
  expect(await said("BOGUS")).toBe("BOGUS");
  expect(await said("REFUSED")).toBe("REFUSED");
  expect(await said("GARBAGE")).toBe("MALFORMED");
  expect(await said("SILENT", 80)).toBe("TIMEOUT");
  server.setRecords("many.example", "A", ...Array.from({ length: 600 }, (_, at) => `192.0.2.${at % 256}`));
  expect((await lookUp("many.example", "A")).status).toBe("MALFORMED");
  const gone = await openDnsServer();
  await gone.close();
  expect((await lookUp("bad.example", "TXT", 5_000, [gone.address])).status).toBe("UNREACHABLE");
  expect((await lookUp(`${"x".repeat(64)}.example`, "TXT")).status).toBe("NAME_NOT_VALID");
  expect((await lookUp("a..example", "TXT")).status).toBe("NAME_NOT_VALID");
});

test("a resolver that does not answer is asked once more, one that is broken is stood in for by the next", async () => {
  server.setRecords("twice.example", "TXT", "second time");
  server.trouble("twice.example", "SILENT");
  server.onQuestion = () => server.questions.length === 2 && server.trouble("twice.example", null);
  expect(await lookUp("twice.example", "TXT", 250)).toMatchObject({ status: "NOERROR" });
  server.onQuestion = null;

  server.trouble("broken.example", "SERVFAIL");
  spare.setRecords("broken.example", "TXT", "from the spare");
  const answer = await lookUp("broken.example", "TXT", 5_000, [server.address, spare.address]);
  expect(answer).toMatchObject({ resolver: spare.address, records: [{ data: "from the spare" }] });

  // but a wrong signature is not healed by a resolver that does not check
  server.setRecords("broken.example", "TXT", "forged");
  server.trouble("broken.example", "BOGUS");
  expect((await lookUp("broken.example", "TXT", 5_000, [server.address, spare.address])).status).toBe("BOGUS");
});

test("however many there are to ask, and however slow they are, a look ends in time", async () => {
  server.trouble("slow.example", "SILENT");
  const many = Array.from({ length: 40 }, () => server.address);
  expect((await lookUp("slow.example", "TXT", 30, many)).status).toBe("TIMEOUT");
  // five times the patience for one question; timers may be a little early, and a busy machine late
  expect(server.questions.length).toBeLessThan(15);
});
