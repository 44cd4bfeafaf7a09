import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Account } from "../src/accounts/account.ts";
import type { Viewer } from "../src/foundation/context.ts";
import type { Order } from "../src/orders/order.ts";
import { anOrder } from "./an-order.ts";
import { act, ask, codesOf, look } from "./duplicate-story.ts";
import { addAccount, addPerson, type House, newKey, openHouse } from "./house.ts";
import { addKey, type HttpHouse, openDoor } from "./http-house.ts";
import { makeCsr } from "./make-csr.ts";

/** One of two accounts that own the same kinds of things, and what in an answer would give them away. */
interface Tenant {
  account: Account;
  administrator: Viewer;
  order: Order;
  key: ReturnType<typeof newKey>;
  waiting: string;
  issued: string;
  ids: Record<"certificate" | "duplicate" | "organization" | "domain", string>;
  secrets: string[];
}

let house: House;
let door: HttpHouse;
let ours: Tenant;
let theirs: Tenant;

beforeAll(async () => {
  house = await openHouse();
  house.now = new Date();
  door = await openDoor(house);
  ours = await settle("Ours", "ours.example.com");
  theirs = await settle("Theirs", "theirs.example.net");
});
afterAll(async () => {
  await door.close();
  await house.close();
});

async function settle(name: string, dnsName: string): Promise<Tenant> {
  const account = await addAccount(house, "ONE_STEP", name);
  const administrator = await addPerson(house, account, "ADMINISTRATOR", `administrator.${name.toLowerCase()}`);
  const order = await anOrder(house, account, administrator, { names: [dnsName], legalName: `${name} Ltd` });
  const key = newKey();
  const { id: issued } = await ask(house, administrator, order, {
    csr: makeCsr(key, dnsName),
    skipApproval: true,
    serverName: `server of ${name}`,
  });
  await house.runJobs();
  const { id: waiting } = await ask(house, administrator, order, {
    comments: `comment of ${name}`,
    idempotencyKey: "shared wish",
  });
  const [row] = await house.source.query(
    `select (select id from certificate where order_id = o.id and is_primary) as certificate, (select id from certificate where order_id = o.id and not is_primary) as duplicate,
       o.organization_id as organization, (select id from domain where account_id = o.account_id) as domain from "order" o where o.id = $1`,
    [order.id],
  );
  const secrets = [
    account.id,
    name,
    dnsName,
    administrator.email,
    String(order.number),
    order.id,
    waiting,
    issued,
    ...(Object.values(row) as string[]),
  ];
  return { account, administrator, order, key, waiting, issued, ids: row, secrets };
}

function expectNothingOf(tenant: Tenant, answer: unknown, except: string[] = []) {
  const text = JSON.stringify(answer);
  const found = tenant.secrets.filter((secret) => !except.includes(secret) && text.includes(secret));
  expect([found, text]).toEqual([[], text]);
}

test("by id or number, another account's things are as if they were not", async () => {
  const query = /* GraphQL */ `
    query ($number: Int!, $certificate: ID!, $duplicate: ID!, $waiting: ID!, $issued: ID!, $domain: ID!, $organization: ID!) {
      order(number: $number) { id }
      certificate(id: $certificate) { id pem }
      duplicate: certificate(id: $duplicate) { id }
      waiting: certificateRequest(id: $waiting) { id }
      issued: certificateRequest(id: $issued) { id }
      domain(id: $domain) { id }
      organization(id: $organization) { id }
    }`;
  const { ids, order, waiting, issued } = theirs;
  const variables = { ...ids, number: order.number, waiting, issued };
  const { data } = await house.ask(ours.administrator, query, variables);
  expect(data).toEqual({
    order: null,
    certificate: null,
    duplicate: null,
    waiting: null,
    issued: null,
    domain: null,
    organization: null,
  });
  const own = await house.ask(theirs.administrator, query, variables);
  for (const value of Object.values(own.data)) expect(value).not.toBeNull();
});

test("every list, filter and nested field holds one's own alone", async () => {
  const deep = /* GraphQL */ `
    query ($text: String, $number: Int) {
      viewer { id email account { id name } }
      orders(first: 5, filter: { text: $text }) { totalCount nodes {
        id number commonName dnsNames organization { id legalName proofs { id evidence } } domains { name domain { id name proofs { id evidence } } } contacts { email }
        certificate { id } certificates { totalCount nodes { id pem serverName request { id comments requestedBy { id email } decisions { by { email } } order { number } } } }
        duplicateRequests { totalCount nodes { id csr comments } } duplicateEligibility { refusals { message } }
      } }
      certificateRequests(filter: { orderNumber: $number }) { totalCount nodes { id comments order { number } certificate { id } requestedBy { email } } }
      serverPlatforms { id }
    }`;
  const plain = await house.ask(ours.administrator, deep, {});
  expect(plain.data.orders.totalCount).toBe(1);
  expect(plain.data.certificateRequests.totalCount).toBe(2);
  expectNothingOf(theirs, plain);
  for (const text of [
    "Theirs",
    "theirs.example.net",
    String(theirs.order.number),
    `#${theirs.order.number}`,
    "%",
    "_",
  ]) {
    const answer = await house.ask(ours.administrator, deep, { text, number: theirs.order.number });
    expect([text, answer.data.orders.totalCount, answer.data.certificateRequests]).toEqual([
      text,
      0,
      { totalCount: 0, nodes: [] },
    ]);
    expectNothingOf(theirs, answer);
  }
});

test("a cursor of another account leads to one's own things", async () => {
  const lists = ["orders", "certificateRequests"];
  for (const list of lists) {
    const { data } = await house.ask(theirs.administrator, `{ list: ${list} { pageInfo { startCursor endCursor } } }`);
    for (const after of [data.list.pageInfo.startCursor, data.list.pageInfo.endCursor]) {
      const answer = await house.ask(
        ours.administrator,
        `query ($after: String) { list: ${list}(after: $after) { totalCount nodes { id } edges { cursor } } }`,
        { after },
      );
      expectNothingOf(theirs, answer);
      expect(answer.data.list.totalCount).toBe(list === "orders" ? 1 : 2);
    }
  }
  const nested = `query ($n: Int!) { order(number: $n) { certificates(first: 1) { pageInfo { endCursor } } duplicateRequests(first: 1) { pageInfo { endCursor } } } }`;
  const { order } = (await house.ask(theirs.administrator, nested, { n: theirs.order.number })).data;
  const after = order.certificates.pageInfo.endCursor;
  const mine = await house.ask(
    ours.administrator,
    `query ($n: Int!, $after: String) { order(number: $n) { certificates(after: $after) { nodes { id } } duplicateRequests(after: $after) { nodes { id } } } }`,
    { n: ours.order.number, after },
  );
  expectNothingOf(theirs, mine);
});

test("no mutation touches another account's things", async () => {
  const before = await house.source.query("select * from certificate_request where account_id = $1 order by id", [
    theirs.account.id,
  ]);
  for (const id of [theirs.waiting, theirs.issued]) {
    for (const mutation of ["approveRequest", "cancelRequest", "retryRequest"] as const) {
      const answer = await act(house, ours.administrator, mutation, { id });
      expect([mutation, answer]).toEqual([mutation, { __typename: "RequestNotFound", message: expect.any(String) }]);
      expectNothingOf(theirs, answer);
    }
    expect((await act(house, ours.administrator, "rejectRequest", { id, reason: "no" })).__typename).toBe(
      "RequestNotFound",
    );
  }
  const asked = await ask(house, ours.administrator, theirs.order);
  expect(asked.__typename).toBe("OrderNotFound");
  expectNothingOf(theirs, asked, [String(theirs.order.number)]);
  expect(
    await house.source.query("select * from certificate_request where account_id = $1 order by id", [
      theirs.account.id,
    ]),
  ).toEqual(before);
  expect(
    await house.source.query(
      "select 1 from key k join certificate_request r on r.key_id = k.id where k.account_id <> r.account_id",
    ),
  ).toEqual([]);
});

test("a name of the other account's certificate is no name here", async () => {
  const asked = await ask(house, ours.administrator, ours.order, { dnsNames: ["theirs.example.net"] });
  expect(codesOf(asked)).toEqual(["NAME_NOT_ALLOWED"]);
});

test("whether a key is in use elsewhere is never told", async () => {
  const csr = makeCsr(theirs.key, "ours.example.com");
  const query =
    "query ($csr: String!, $n: Int) { inspectCsr(csr: $csr, orderNumber: $n) { faults { code found } names { value status } refusals { code } } }";
  const seen = await house.ask(ours.administrator, query, { csr, n: theirs.order.number });
  expect(seen.data.inspectCsr).toMatchObject({ faults: [], refusals: [], names: [{ status: "NOT_ON_ORDER" }] });
  const asked = await ask(house, ours.administrator, ours.order, { csr });
  expect(asked.__typename).toBe("DuplicateRequest");
  expectNothingOf(theirs, asked);
  // with the owner it is told, with where it is
  const owned = await house.ask(theirs.administrator, query, { csr, n: theirs.order.number });
  expect(owned.data.inspectCsr.faults).toMatchObject([
    { code: "KEY_ALREADY_USED", found: expect.stringContaining("server of Theirs") },
  ]);
});

test("a limited user is not told whose key it is on orders they may not see", async () => {
  const limited = await addPerson(house, theirs.account, "LIMITED_USER");
  const query = "query ($csr: String!) { inspectCsr(csr: $csr) { faults { code found message } } }";
  const { data } = await house.ask(limited, query, { csr: makeCsr(theirs.key, "theirs.example.net") });
  expect(data.inspectCsr.faults).toMatchObject([{ code: "KEY_ALREADY_USED", found: null }]);
  expectNothingOf(theirs, data);
});

test("an idempotency key is one's own", async () => {
  const csr = makeCsr(newKey(), "ours.example.com");
  const mine = await ask(house, ours.administrator, ours.order, { csr, idempotencyKey: "a wish of mine" });
  const input = { csr, idempotencyKey: "a wish of mine", orderNumber: ours.order.number };
  expect((await act(house, theirs.administrator, "requestDuplicate", input)).__typename).toBe("OrderNotFound");
  const again = await ask(house, theirs.administrator, theirs.order, {
    csr: makeCsr(newKey(), "x"),
    idempotencyKey: "a wish of mine",
  });
  expect(again.id).not.toBe(mine.id);
  expectNothingOf(ours, again);
  // and a colleague's is theirs
  const colleague = await addPerson(house, ours.account, "MANAGER");
  const other = await ask(house, colleague, ours.order, { idempotencyKey: "a wish of mine" });
  expect(other.id).not.toBe(mine.id);
});

test("a download, by session or key, is of one's own alone", async () => {
  const keys = { ours: await addKey(door, ours.administrator), theirs: await addKey(door, theirs.administrator) };
  for (const id of [theirs.ids.certificate, theirs.ids.duplicate]) {
    for (const path of ["pem_all", "cer", "p7b", "platform", "platform/nginx"]) {
      const own = await door.fetch(`/certificates/${id}/download/${path}`, { headers: { "x-api-key": keys.theirs } });
      const foreign = await door.fetch(`/certificates/${id}/download/${path}`, { headers: { "x-api-key": keys.ours } });
      expect([path, own.status, foreign.status]).toEqual([path, 200, 404]);
      expectNothingOf(theirs, foreign.text);
    }
  }
  const answer = await door.graphql(`{ order(number: ${theirs.order.number}) { id } orders { nodes { number } } }`, {
    "x-api-key": keys.ours,
  });
  expect(answer.json.data).toEqual({ order: null, orders: { nodes: [{ number: ours.order.number }] } });
});

test("mail goes to the account's own people and contacts", async () => {
  await house.runJobs();
  house.mails.length = 0;
  const { id } = await ask(house, ours.administrator, ours.order);
  await act(house, ours.administrator, "approveRequest", { id });
  await house.runJobs();
  expect((await look(house, ours.administrator, id)).status).toBe("ISSUED");
  expect(house.mails.length).toBeGreaterThan(0);
  for (const mail of house.mails) {
    expect(mail.to.address).not.toBe(theirs.administrator.email);
    expectNothingOf(theirs, [mail.subject, mail.text]);
  }
});

test("the database refuses rows that reach across accounts", async () => {
  const run = (sql: string, ...values: unknown[]) => house.source.query(sql, values);
  const { account, order, ids } = theirs;
  await expect(
    run(
      "insert into order_contact (account_id, order_id, kind, name, email) values ($1, $2, 'CERTIFICATE', 'x', 'x@example.com')",
      ours.account.id,
      order.id,
    ),
  ).rejects.toThrow("foreign key");
  await expect(
    run(
      "insert into order_name (account_id, order_id, dns_name, position, domain_id) values ($1, $2, 'x.example.com', 9, $3)",
      ours.account.id,
      ours.order.id,
      ids.domain,
    ),
  ).rejects.toThrow("foreign key");
  await expect(
    run(
      "insert into domain_proof (account_id, domain_id, method, scope, obtained_at, evidence) values ($1, $2, 'DNS_TXT', 'SUBDOMAINS', now(), '{}')",
      ours.account.id,
      ids.domain,
    ),
  ).rejects.toThrow("foreign key");
  await expect(
    run(`update "order" set organization_id = $2 where id = $1`, ours.order.id, ids.organization),
  ).rejects.toThrow("foreign key");
  await expect(
    run(`update "order" set placed_by = $2 where id = $1`, ours.order.id, theirs.administrator.id),
  ).rejects.toThrow("foreign key");
  await expect(
    run(
      "insert into request_decision (account_id, request_id, step, outcome, by, at) values ($1, $2, 9, 'APPROVED', $3, now())",
      account.id,
      theirs.waiting,
      ours.administrator.id,
    ),
  ).rejects.toThrow("foreign key");
});
