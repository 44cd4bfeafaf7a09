import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Account } from "../src/accounts/account.ts";
import type { Viewer } from "../src/foundation/context.ts";
import type { Order } from "../src/orders/order.ts";
import { sweep } from "../src/work/sweep.ts";
import { anOrder, proveAnew } from "./an-order.ts";
import { ask } from "./duplicate-story.ts";
import { addAccount, addPerson, type House, openHouse, storyTime } from "./house.ts";

const day = 86_400_000;
let house: House;
let account: Account;
let administrator: Viewer;
let manager: Viewer;
let order: Order;
let wildcard: Order;

beforeAll(async () => {
  house = await openHouse();
  account = await addAccount(house);
  administrator = await addPerson(house, account, "ADMINISTRATOR");
  manager = await addPerson(house, account, "MANAGER");
  await addPerson(house, account, "STANDARD_USER");
  order = await anOrder(house, account, manager, { names: ["www.lapse.com", "lapse.com"] });
  wildcard = await anOrder(house, account, administrator, {
    product: "ov_wildcard",
    names: ["*.lapse.com", "lapse.com"],
  });
  await anOrder(house, account, manager, { product: "dv", names: ["lapse.com"] });
  await ask(house, manager, order);
});
afterAll(() => house.close());

// biome-ignore lint/suspicious/noExplicitAny: an answer's shape is the query's
type Result = any;

const query = /* GraphQL */ `query ($domain: ID!, $organization: ID!) {
  domain(id: $domain) { validation { status } lapse { ...lapse } waitingRequests { id order { number } } orders { totalCount nodes { number } } }
  organization(id: $organization) { ov: lapse { ...lapse } ev: lapse(kind: EV) { ...lapse } waitingRequests { id } orders(first: 1) { totalCount nodes { number } } }
} fragment lapse on Lapse { at soon blocksOrders blocksRequests }`;

async function shown(viewer: Viewer): Promise<Result> {
  const [{ domain }] = await house.source.query("select id as domain from domain where account_id = $1", [account.id]);
  const { data } = await house.ask(viewer, query, { domain, organization: order.organizationId });
  return data;
}

test("a domain shows when it lapses and what that blocks, to each what they may see", async () => {
  house.now = storyTime;
  const provedAt = storyTime.getTime() - 40 * day;
  // 199 days of use, which the shorter limit of 15 March 2027 cuts off
  const at = "2027-03-15T00:00:00.000Z";
  expect(Date.parse(at)).toBeLessThan(provedAt + 199 * day);
  const { domain, organization } = await shown(manager);
  expect(domain).toMatchObject({
    lapse: { at, soon: false, blocksOrders: 2, blocksRequests: 1 },
    waitingRequests: [{ order: { number: order.number } }],
    orders: { totalCount: 3 },
  });
  expect(organization).toMatchObject({
    ov: { at: new Date(provedAt + 397 * day).toISOString(), soon: false, blocksOrders: 1, blocksRequests: 1 },
    ev: null,
    waitingRequests: [{}],
    orders: { totalCount: 1, nodes: [{ number: order.number }] },
  });
  const limited = await addPerson(house, account, "LIMITED_USER");
  expect((await shown(limited)).domain).toMatchObject({
    lapse: { at, blocksOrders: 0, blocksRequests: 0 },
    waitingRequests: [],
    orders: { totalCount: 0 },
  });
  house.now = new Date(Date.parse(at) - 30 * day);
  expect((await shown(manager)).domain.lapse.soon).toBe(true);
  house.now = new Date(at);
  // what waits is shown all the same
  expect((await shown(manager)).domain).toMatchObject({
    lapse: null,
    validation: { status: "EXPIRED" },
    waitingRequests: [{}],
  });
});

test("names that another proof serves are not blocked, and the names under a domain may lapse before itself", async () => {
  house.now = storyTime;
  const [{ id }] = await house.source.query(
    "insert into domain (account_id, name) values ($1, 'www.lapse.com') returning id",
    [account.id],
  );
  await insertProof(id, new Date(storyTime.getTime() - day));
  expect((await shown(manager)).domain.lapse).toMatchObject({ blocksOrders: 2 });
  // a file proof for lapse.com itself: the www name and the domain's own are served on; the wildcard is not
  const [{ own }] = await house.source.query(
    "select id as own from domain where account_id = $1 and name = 'lapse.com'",
    [account.id],
  );
  await insertProof(own, new Date(Date.parse("2027-03-01T00:00:00Z")), "EXACT");
  house.now = new Date("2027-03-02T00:00:00Z");
  await proveAgain(id);
  expect((await shownOf(own)).lapse).toEqual({
    at: "2027-03-15T00:00:00.000Z",
    soon: true,
    blocksOrders: 1,
    blocksRequests: 0,
  });
  expect(wildcard.number).toBeGreaterThan(0);
});

test("administrators and managers are told 30, 7 and 1 days before, and when it has lapsed, once each", async () => {
  const other = await addAccount(house, "ONE_STEP", "Reminded Ltd");
  house.now = storyTime;
  const ada = await addPerson(house, other, "ADMINISTRATOR", "ada");
  const mei = await addPerson(house, other, "MANAGER", "mei");
  await house.source.query("update member set locale = 'ZH_HANT' where id = $1", [mei.id]);
  await addPerson(house, other, "FINANCE_MANAGER");
  const first = await anOrder(house, other, ada, {
    names: ["www.remind.com"],
    orderEndsInDays: 500,
    certificateEndsInDays: 150,
  });
  await anOrder(house, other, ada, { names: ["other-remind.com"], orderEndsInDays: 500 });
  await proveAnew(house, other, "domain_proof", new Date("2027-03-20T15:00:00Z"));
  const lapse = Date.parse("2027-03-20T15:00:00Z") + 99 * day;

  const remind = () =>
    house.source.query("select graphile_worker.add_job('remindOfLapses', $1)", [
      JSON.stringify({ accountId: other.id, day: house.now.toISOString().slice(0, 10) }),
    ]);
  const tell = async (at: number, ask: () => Promise<unknown> = remind) => {
    house.now = new Date(at);
    house.mails.length = 0;
    // twice a day is once a day
    for (let run = 0; run < 2; run++) {
      await ask();
      await house.runJobs();
    }
    return house.mails
      .filter(({ to }) => [ada.email, mei.email].includes(to.address))
      .map(({ to, subject, text }) => ({ to: to.address, subject, text }));
  };
  expect(await tell(lapse - 31 * day)).toEqual([]);
  const thirty = await tell(lapse - 30 * day, () => sweep(house.source, house.now));
  expect(thirty.map(({ to }) => to).sort()).toEqual([ada.email, mei.email].sort());
  const letter = thirty.find(({ to }) => to === ada.email);
  expect(letter?.subject).toContain("and 1 more");
  expect(letter?.text).toContain(`${first.number} www.remind.com`);
  expect(letter?.text).toMatch(/https:\/\/certificates\.duplicert\.test\/domains\/[0-9a-f-]{36}/);
  expect(thirty.find(({ to }) => to === mei.email)?.subject).toContain("需要重新驗證");
  expect(await tell(lapse - 29 * day)).toEqual([]);
  expect(await tell(lapse - 7 * day)).toHaveLength(2);
  // as if it had died before the mail went out: what was due is on record, and is sent by the next run
  await house.source.query("delete from mail where account_id = $1", [other.id]);
  house.mails.length = 0;
  await remind();
  await house.runJobs();
  expect(house.mails.map(({ to }) => to.address).sort()).toEqual([ada.email, mei.email].sort());
  // one of the two is renewed: only the other one is told of
  const [{ id }] = await house.source.query(
    "select id from domain where account_id = $1 and name = 'other-remind.com'",
    [other.id],
  );
  await insertProof(id, house.now);
  const last = await tell(lapse - day);
  expect(last).toHaveLength(2);
  expect(last.find(({ to }) => to === ada.email)?.subject).toBe("Validation lapses on 2027-06-27: remind.com");
  const lapsed = await tell(lapse + day);
  expect(lapsed.find(({ to }) => to === ada.email)?.subject).toBe("Validation has lapsed: remind.com");
  expect(await tell(lapse + 2 * day)).toEqual([]);
  const reminded = await house.source.query(
    "select days_before, count(*)::int from lapse_reminder where account_id = $1 group by days_before order by days_before desc",
    [other.id],
  );
  expect(reminded).toEqual([
    { days_before: 30, count: 2 },
    { days_before: 7, count: 2 },
    { days_before: 1, count: 1 },
    { days_before: 0, count: 1 },
  ]);
});

async function shownOf(id: string): Promise<Result> {
  const { data } = await house.ask(
    manager,
    "query ($id: ID!) { domain(id: $id) { lapse { at soon blocksOrders blocksRequests } } }",
    { id },
  );
  return data.domain;
}

async function insertProof(domainId: string, at: Date, scope = "SUBDOMAINS"): Promise<void> {
  const method = scope === "EXACT" ? "HTTP_FILE" : "DNS_TXT";
  await house.source.query(
    `insert into domain_proof (account_id, domain_id, method, scope, obtained_at, evidence)
     select account_id, id, $2, $3, $4, '{}' from domain where id = $1`,
    [domainId, method, scope, at],
  );
}

async function proveAgain(domainId: string): Promise<void> {
  await insertProof(domainId, house.now);
}
