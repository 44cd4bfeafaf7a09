import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import type { Account } from "../src/accounts/account.ts";
import { Member } from "../src/accounts/member.ts";
import type { Viewer } from "../src/foundation/context.ts";
import type { Order } from "../src/orders/order.ts";
import { sweep } from "../src/work/sweep.ts";
import { anOrder } from "./an-order.ts";
import { act, ask, look } from "./duplicate-story.ts";
import { addAccount, addPerson, type House, newKey, openHouse, storyTime } from "./house.ts";
import { makeCsr } from "./make-csr.ts";

const day = 86_400_000;
let house: House;
let account: Account;
let manager: Viewer;
let standard: Viewer;
let order: Order;

beforeAll(async () => {
  house = await openHouse();
  account = await addAccount(house, "TWO_STEP");
  manager = await addPerson(house, account, "MANAGER");
  standard = await addPerson(house, account, "STANDARD_USER");
  await house.source.manager.update(Member, { id: standard.id }, { locale: "ZH_HANT" });
  order = await anOrder(house, account, manager);
});
afterAll(() => house.close());
beforeEach(async () => {
  house.now = storyTime;
  await house.runJobs();
  house.mails.length = 0;
});

async function sweepAt(at: number): Promise<void> {
  house.now = new Date(at);
  await sweep(house.source, house.now);
  await house.runJobs();
}
const eventsOf = (id: string) =>
  house.source.query("select action, actor from audit_event where object_id = $1 and action = 'request.lapse'", [id]);

test("a request that nobody decides on for thirty days is canceled, its key is free, and its requester is told", async () => {
  const csr = makeCsr(newKey(), "www.example.com");
  const own = await ask(house, standard, order, { csr });
  const half = await ask(house, manager, order);
  await act(house, await addPerson(house, account, "ADMINISTRATOR"), "approveRequest", { id: half.id });

  await sweepAt(storyTime.getTime() + 30 * day - 1);
  expect(await look(house, manager, own.id)).toMatchObject({ status: "SUBMITTED", decisions: [] });
  expect(await look(house, manager, half.id)).toMatchObject({ status: "PENDING" });

  house.mails.length = 0;
  await sweepAt(storyTime.getTime() + 30 * day);
  expect(await look(house, manager, own.id)).toMatchObject({
    status: "CANCELED",
    decisions: [{ step: 1, outcome: "LAPSED", by: { id: standard.id }, comments: null, at: house.now.toISOString() }],
  });
  expect(await look(house, manager, half.id)).toMatchObject({
    status: "CANCELED",
    decisions: [{ outcome: "APPROVED" }, { step: 2, outcome: "LAPSED", by: { id: manager.id } }],
  });
  expect(house.mails.map(({ to, subject }) => [to.address, subject]).sort()).toEqual(
    [
      [standard.email, `已取消：www.example.com 的重複憑證（訂單編號 ${order.number}）`],
      [manager.email, `Canceled: duplicate certificate for www.example.com (order ${order.number})`],
    ].sort(),
  );
  expect(await eventsOf(own.id)).toEqual([{ action: "request.lapse", actor: "work" }]);

  // once, and what is decided meanwhile stays as it is
  house.mails.length = 0;
  await sweepAt(storyTime.getTime() + 31 * day);
  expect(house.mails).toEqual([]);
  expect(await act(house, manager, "approveRequest", { id: half.id })).toMatchObject({ __typename: "RequestNotOpen" });
  const again = await ask(house, standard, await anOrder(house, account, manager), { csr });
  expect(again).toMatchObject({ __typename: "DuplicateRequest", status: "SUBMITTED" });
});

test("a request that was decided, or has failed, is left alone", async () => {
  const rejected = await ask(house, standard, order);
  await act(house, manager, "rejectRequest", { id: rejected.id, reason: "no" });
  const failed = await ask(house, standard, order);
  for (const role of ["ADMINISTRATOR", "MANAGER"] as const)
    await act(house, await addPerson(house, account, role), "approveRequest", { id: failed.id });
  await house.source.query(
    `update issuance set state = 'FAILED', failure = '{"message": "in a story", "reasons": []}'
     where id = (select issuance_id from certificate_request where id = $1)`,
    [failed.id],
  );
  await sweepAt(storyTime.getTime() + 60 * day);
  expect(await look(house, manager, rejected.id)).toMatchObject({ status: "REJECTED" });
  expect(await look(house, manager, failed.id)).toMatchObject({ status: "FAILED" });
});
