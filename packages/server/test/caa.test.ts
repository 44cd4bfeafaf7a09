import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { issueCertificate, issueChecked } from "../src/certificates/issue-certificate.ts";
import { lookUpCaa } from "../src/certificates/look-up-caa.ts";
import type { Viewer } from "../src/foundation/context.ts";
import { openNetwork } from "../src/network/open-network.ts";
import type { Order } from "../src/orders/order.ts";
import { anOrder } from "./an-order.ts";
import { type DnsServer, openDnsServer } from "./dns-server.ts";
import { act, ask, look } from "./duplicate-story.ts";
import { addAccount, addPerson, type House, networkSettings, openHouse, storyTime } from "./house.ts";

const hour = 3_600_000;
let house: House;
let manager: Viewer;
let order: Order;
let wild: Order;

beforeAll(async () => {
  house = await openHouse();
  const account = await addAccount(house);
  manager = await addPerson(house, account, "MANAGER");
  order = await anOrder(house, account, manager, { names: ["www.shop.example.com"] });
  wild = await anOrder(house, account, manager, { product: "ov_wildcard", names: ["*.example.net", "example.net"] });
});
afterAll(() => house.close());
beforeEach(() => {
  house.now = storyTime;
  house.mails.length = 0;
});
afterEach(() => {
  for (const name of [
    "www.shop.example.com",
    "shop.example.com",
    "example.com",
    "com",
    "example.net",
    "alias.example",
  ]) {
    house.dns.setRecords(name, "CAA");
    house.dns.setRecords(name, "CNAME");
    house.dns.trouble(name, null);
  }
  house.dns.questions.length = 0;
});

const ours = "ca.duplicert.test";
const run = (sql: string, ...values: unknown[]) => house.source.query(sql, values);

/** A duplicate that was approved; its job waits. */
async function approved(of = order) {
  const { id } = await ask(house, manager, of, { skipApproval: true });
  const [{ issuance_id: issuanceId }] = await run("select issuance_id from certificate_request where id = $1", id);
  house.dns.questions.length = 0;
  return { id: id as string, issuanceId: issuanceId as string };
}

async function issued(of = order) {
  const { id, issuanceId } = await approved(of);
  await house.runJobs();
  const { status, failure } = await look(house, manager, id);
  const checks = await run("select * from caa_check where issuance_id = $1 order by dns_name, number", issuanceId);
  return { id, issuanceId, status, failure, checks };
}

test("a name without CAA records up to the top may be certified, and what was asked is on record", async () => {
  const { status, checks } = await issued();
  expect(status).toBe("ISSUED");
  expect(checks).toMatchObject([{ dns_name: "www.shop.example.com", permitted: true, at: storyTime }]);
  const [finding] = checks[0].evidence.findings;
  expect(finding).toMatchObject({ perspective: "primary", holds: true, foundAt: null, forbiddenBy: null });
  expect(finding.answers.map((one: { name: string; status: string }) => [one.name, one.status])).toEqual([
    ["www.shop.example.com", "NXDOMAIN"],
    ["shop.example.com", "NXDOMAIN"],
    ["example.com", "NXDOMAIN"],
    ["com", "NXDOMAIN"],
  ]);
  await expect(run("update caa_check set permitted = true")).rejects.toThrow("never changed or deleted");
  await expect(run("delete from caa_check")).rejects.toThrow("never changed or deleted");
  await expect(run("truncate caa_check")).rejects.toThrow("never changed or deleted");
});

test("the nearest records decide: what a parent forbids, the name itself may permit", async () => {
  house.dns.setRecords("example.com", "CAA", '0 issue "other.example"');
  house.dns.setRecords("shop.example.com", "CAA", `0 issue "${ours}"`, '0 iodef "mailto:security@example.com"');
  const { status, checks } = await issued();
  expect(status).toBe("ISSUED");
  expect(checks[0].evidence.findings[0].foundAt).toBe("shop.example.com");
  expect(house.dns.questions.map(({ name }) => name)).toEqual(["www.shop.example.com", "shop.example.com"]);
});

test("a record that names another CA refuses, with the record and what to add; once that is there, a retry issues", async () => {
  house.dns.setRecords("example.com", "CAA", '0 issue "other.example"');
  const { id, status, failure, checks } = await issued();
  expect(status).toBe("FAILED");
  expect(failure).toBe(
    'The DNS record example.com. CAA 0 issue "other.example" does not let us issue for www.shop.example.com.',
  );
  expect(checks).toMatchObject([{ permitted: false }]);
  const [{ failure: recorded }] = await run("select failure from issuance where id = $1", checks[0].issuance_id);
  expect(recorded.reasons).toMatchObject([{ code: "CAA_FORBIDS" }]);
  const mail = house.mails.find(({ subject }) => subject.startsWith("Not issued"));
  expect(mail?.text).toContain(`Add the record example.com. CAA 0 issue "${ours}" beside it`);

  house.dns.setRecords("example.com", "CAA", '0 issue "other.example"', `0 issue "${ours}"`);
  expect(await act(house, manager, "retryRequest", { id })).toMatchObject({ status: "APPROVED" });
  await house.runJobs();
  expect((await look(house, manager, id)).status).toBe("ISSUED");
});

test("records at the end of an alias count", async () => {
  house.dns.setRecords("www.shop.example.com", "CNAME", "alias.example");
  house.dns.setRecords("alias.example", "CAA", '0 issue ";"');
  const { failure, issuanceId } = await issued();
  expect(failure).toContain('alias.example. CAA 0 issue ";"');
  const [{ failure: recorded }] = await run("select failure from issuance where id = $1", issuanceId);
  expect(recorded.reasons[0].remedy).toContain(`alias.example. CAA 0 issue "${ours}"`);
});

test("issuewild forbids the wildcard alone, and is what has to be added", async () => {
  house.dns.setRecords("example.net", "CAA", `0 issue "${ours}"`, '0 issuewild ";"');
  const { status, checks } = await issued(wild);
  expect(status).toBe("FAILED");
  expect(checks.map((one: { dns_name: string; permitted: boolean }) => [one.dns_name, one.permitted])).toEqual([
    ["*.example.net", false],
    ["example.net", true],
  ]);
  const [{ failure }] = await run("select failure from issuance where id = $1", checks[0].issuance_id);
  expect(failure.reasons[0].remedy).toContain(`example.net. CAA 0 issuewild "${ours}"`);
  // both names climb to the same records: they are asked for once
  expect(house.dns.questions).toHaveLength(1);
});

test("a critical property that is not understood refuses, whoever is named", async () => {
  house.dns.setRecords("example.com", "CAA", `0 issue "${ours}"`, '128 future "x"');
  const { status, failure, checks } = await issued();
  expect(status).toBe("FAILED");
  expect(failure).toContain('example.com. CAA 128 future "x"');
  const [{ failure: recorded }] = await run("select failure from issuance where id = $1", checks[0].issuance_id);
  expect(recorded.reasons[0].remedy).toContain("take it away");
});

test("records that cannot be looked up are no permission: it is tried again, and given up in words", async () => {
  house.dns.trouble("example.com", "SERVFAIL");
  const { id, issuanceId, status, checks } = await issued();
  // the job failed and waits for its next try
  expect([status, checks]).toEqual(["APPROVED", []]);
  await expect(
    issueCertificate(house.source, house.issuer, house.network, { issuanceId }, () => house.now),
  ).rejects.toThrow("SERVFAIL for example.com");
  await run(
    "update graphile_worker._private_jobs set attempts = max_attempts - 1, run_at = now() where key = $1",
    issuanceId,
  );
  await house.runJobs();
  const failed = await look(house, manager, id);
  expect(failed).toMatchObject({ status: "FAILED" });
  expect(failed.failure).toContain(`the resolver ${house.dns.address} (primary) answered SERVFAIL for example.com.`);
  expect(await run("select 1 from signing_attempt where issuance_id = $1", issuanceId)).toEqual([]);

  // forged answers are no better
  house.dns.trouble("example.com", "BOGUS");
  const again = await approved();
  await expect(
    issueCertificate(house.source, house.issuer, house.network, { issuanceId: again.issuanceId }, () => house.now),
  ).rejects.toThrow("BOGUS for example.com");
});

test("nothing is signed without a look of the last eight hours", async () => {
  const { issuanceId } = await approved();
  const sign = () => issueChecked(house.source, house.issuer, { issuanceId }, () => house.now);
  await expect(sign()).rejects.toThrow("www.shop.example.com were not looked up in the last eight hours");
  // as if the run had died after its look
  const died = issueCertificate(house.source, house.issuer, house.network, { issuanceId }, () => house.now, {
    reserved: () => Promise.reject(new Error("killed")),
  });
  await expect(died).rejects.toThrow("killed");
  house.now = new Date(storyTime.getTime() + 8 * hour + 1000);
  await expect(sign()).rejects.toThrow("were not looked up in the last eight hours");
  // by then another CA is named
  house.dns.setRecords("example.com", "CAA", '0 issue "other.example"');
  await issueCertificate(house.source, house.issuer, house.network, { issuanceId }, () => house.now);
  expect(await run("select state from issuance where id = $1", issuanceId)).toEqual([{ state: "FAILED" }]);
});

test("one place on the network of three may see it otherwise, two may not", async () => {
  const remote: DnsServer[] = await Promise.all([openDnsServer(), openDnsServer(), openDnsServer()]);
  const { network } = house;
  house.network = openNetwork({
    ...networkSettings(house.dns, house.web),
    dnsPerspectives: remote.map(({ address: at }, i) => ({ name: `remote-${i}`, at })),
  });
  try {
    remote[0]!.setRecords("com", "CAA", '0 issue "other.example"');
    const one = await issued();
    expect(one.status).toBe("ISSUED");
    const seen = one.checks[0].evidence.findings.map((f: { perspective: string; holds: boolean }) => [
      f.perspective,
      f.holds,
    ]);
    expect(seen).toEqual([
      ["primary", true],
      ["remote-0", false],
      ["remote-1", true],
      ["remote-2", true],
    ]);
    remote[1]!.setRecords("com", "CAA", '0 issue "other.example"');
    expect(await issued()).toMatchObject({ status: "FAILED", failure: expect.stringContaining("com. CAA 0 issue") });
  } finally {
    house.network = network;
    await Promise.all(remote.map((one) => one.close()));
  }
});

test("names that take longer than all may take together are unknown, and nobody is asked any more", async () => {
  house.dns.questions.length = 0;
  const [verdict] = await lookUpCaa(house.network, ["late.example.com"], house.now, 0);
  expect(verdict).toMatchObject({
    permitted: false,
    findings: [{ forbiddenBy: null, answers: [{ status: "TIMEOUT" }] }],
  });
  expect(house.dns.questions).toEqual([]);
});
