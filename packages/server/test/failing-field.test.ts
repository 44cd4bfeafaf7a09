import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { readPage } from "../src/foundation/connection.ts";
import { Context, type Viewer } from "../src/foundation/context.ts";
import { openApollo } from "../src/http/graphql-route.ts";
import { Order } from "../src/orders/order.ts";
import { anOrder } from "./an-order.ts";
import { ask } from "./duplicate-story.ts";
import { addAccount, addPerson, addresses, type House, openHouse } from "./house.ts";

let house: House;
let manager: Viewer;

beforeAll(async () => {
  house = await openHouse();
  const account = await addAccount(house);
  manager = await addPerson(house, account, "MANAGER");
  for (const product of ["ov", "ev"]) {
    const order = await anOrder(house, account, manager, { product });
    await ask(house, manager, order);
  }
});
afterAll(() => house.close());

const open = () =>
  house.source.query(
    "select state, query from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'",
  );

test("an operation that fails early leaves no transaction open behind it", async () => {
  const slow =
    "nodes { id domains { name } certificates { nodes { id status pem request { id decisions { by { id } } } } } duplicateRequests { nodes { id order { number } mayDecide } } }";
  const query = `{ slow: orders { ${slow} } failing: orders(first: 1000) { totalCount } alsoSlow: certificateRequests { nodes { id order { ${"number"} } requestedBy { id } mayDecide } } }`;
  // as many as the pool has connections, and once more
  for (let round = 0; round < 3; round++) {
    const answers = await Promise.all(Array.from({ length: 10 }, () => house.ask(manager, query)));
    for (const { data, errors } of answers) {
      expect(data).toBeNull();
      expect(errors).toEqual([expect.objectContaining({ message: expect.stringContaining("1 to 100") })]);
    }
  }
  const answers = await Promise.all(Array.from({ length: 20 }, () => house.ask(manager, "{ orders { totalCount } }")));
  expect(new Set(answers.map((answer) => answer.data.orders.totalCount))).toEqual(new Set([2]));
  expect(await open()).toEqual([]);
});

test("every read of an operation is of one moment, and what a mutation returns is read after it", async () => {
  const { data } = await house.ask(manager, "{ certificateRequests { nodes { id status } } }");
  const [{ id }] = data.certificateRequests.nodes;
  const query =
    "mutation ($input: CancelRequestInput!) { cancelRequest(input: $input) { ... on DuplicateRequest { status decisions { outcome } order { duplicateRequests { nodes { id status } } } } } }";
  const canceled = await house.ask(manager, query, { input: { id } });
  expect(canceled.data.cancelRequest).toMatchObject({
    status: "CANCELED",
    decisions: [{ outcome: "CANCELED" }],
    order: { duplicateRequests: { nodes: [{ id, status: "CANCELED" }] } },
  });
  expect(await open()).toEqual([]);
});

test("a list is counted up to 10,000 and read no further, filter and all", async () => {
  await house.source.query(
    `insert into "order" (account_id, product, state, common_name, created_at, valid_to, organization_id, issuing_ca_id, default_platform, placed_by)
     select o.account_id, o.product, 'PENDING', 'many.example.org', o.created_at, o.valid_to, o.organization_id, o.issuing_ca_id, o.default_platform, $1
     from (select * from "order" limit 1) o, generate_series(1, 10050)`,
    [manager.id],
  );
  const { data } = await house.ask(
    manager,
    "{ all: orders(first: 1) { totalCount } some: orders(first: 1, filter: { status: [ISSUED] }) { totalCount } }",
  );
  expect(data).toEqual({ all: { totalCount: 10_000 }, some: { totalCount: 2 } });

  await house.source.query("create sequence rows_read");
  const query = house.source.manager
    .createQueryBuilder(Order, "o")
    .where("nextval('rows_read') > :least", { least: 0 });
  const number = { path: "o.number", cast: "bigint" as const, valueOf: (order: Order) => order.number };
  const page = await readPage(query, { columns: [number], direction: "ASC" }, { first: 1 });
  const [before] = await house.source.query("select last_value::int as rows from rows_read");
  expect(await page.count()).toBe(10_000);
  const [after] = await house.source.query("select last_value::int as rows from rows_read");
  expect(after.rows - before.rows).toBe(10_000);
});

test("only a query that fails on our side says that nothing was changed", async () => {
  const order = await house.source.manager.findOneByOrFail(Order, { state: "ISSUED", productKey: "ov" });
  const asked = await ask(house, manager, order);
  const apollo = await openApollo([], { error: () => {} });
  const messagesOf = async (query: string) => {
    const contextValue = new Context(house.source, manager, house.now, addresses);
    const { body } = await apollo.executeOperation({ query }, { contextValue });
    return body.kind === "single" ? (body.singleResult.errors ?? []).map((error) => error.message) : [];
  };
  await house.source.query("alter table order_contact rename to elsewhere");
  try {
    expect(await messagesOf("{ orders(first: 1) { nodes { contacts { name } } } }")).toEqual([
      expect.stringContaining("nothing was changed. Try again"),
    ]);
    const done = await messagesOf(
      `mutation { cancelRequest(input: { id: "${asked.id}" }) { ... on DuplicateRequest { order { contacts { name } } } } }`,
    );
    expect(done).toEqual([expect.stringContaining("look whether it was done before you repeat it")]);
    expect(done[0]).not.toContain("nothing was changed");
  } finally {
    await house.source.query("alter table elsewhere rename to order_contact");
    await apollo.stop();
  }
  const { data } = await house.ask(manager, `{ certificateRequest(id: "${asked.id}") { status } }`);
  expect(data.certificateRequest.status).toBe("CANCELED");
});
