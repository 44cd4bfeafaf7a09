import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Viewer } from "../src/foundation/context.ts";
import { anOrder } from "./an-order.ts";
import { ask } from "./duplicate-story.ts";
import { addAccount, addPerson, type House, openHouse } from "./house.ts";

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
