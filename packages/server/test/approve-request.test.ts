import type { Role } from "@duplicert/shared/roles";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import type { Account, ApprovalPolicy } from "../src/accounts/account.ts";
import type { Viewer } from "../src/foundation/context.ts";
import { anOrder } from "./an-order.ts";
import { act, ask, codesOf, look } from "./duplicate-story.ts";
import { addAccount, addPerson, type House, newKey, openHouse, storyTime } from "./house.ts";
import { makeCsr } from "./make-csr.ts";

const day = 86_400_000;
let house: House;
let account: Account;
let administrator: Viewer;
let manager: Viewer;
let standard: Viewer;

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
beforeEach(() => settle("ONE_STEP"));

async function settle(approval: ApprovalPolicy) {
  house.now = storyTime;
  account = await addAccount(house, approval);
  administrator = await addPerson(house, account, "ADMINISTRATOR");
  manager = await addPerson(house, account, "MANAGER");
  standard = await addPerson(house, account, "STANDARD_USER");
}

const run = (sql: string, ...values: unknown[]) => house.source.query(sql, values);
const approve = (viewer: Viewer, id: string, comments?: string) =>
  act(house, viewer, "approveRequest", { id, comments });
const reject = (viewer: Viewer, id: string, reason = "not now") => act(house, viewer, "rejectRequest", { id, reason });
const cancel = (viewer: Viewer, id: string, comments?: string) => act(house, viewer, "cancelRequest", { id, comments });
const retry = (viewer: Viewer, id: string) => act(house, viewer, "retryRequest", { id });

async function keyStateOf(id: string): Promise<string> {
  const [row] = await run(
    "select k.state from key k join certificate_request r on r.key_id = k.id where r.id = $1",
    id,
  );
  return row.state;
}

test("a lapse between request and approval refuses with the reason, and a new proof lets the same request pass", async () => {
  const order = await anOrder(house, account, manager, { provedDaysAgo: 190 });
  const { id } = await ask(house, standard, order);
  house.now = new Date(storyTime.getTime() + 9 * day);
  const refused = await approve(manager, id);
  expect(refused).toMatchObject({
    __typename: "DuplicateRefused",
    reasons: [{ code: "DOMAIN_VALIDATION_EXPIRED", subject: "example.com" }],
  });
  expect(await look(house, manager, id)).toMatchObject({ status: "SUBMITTED", decisions: [] });
  expect(await keyStateOf(id)).toBe("CLAIMED");
  expect(
    await run("select 1 from issuance i join certificate_request r on r.key_id = i.key_id where r.id = $1", id),
  ).toEqual([]);
  const events = await run(
    "select outcome, detail from audit_event where object_id = $1 and action = 'request.approve'",
    id,
  );
  expect(events).toMatchObject([{ outcome: "REFUSED", detail: { reasons: [{ code: "DOMAIN_VALIDATION_EXPIRED" }] } }]);

  await run(
    `insert into domain_proof (account_id, domain_id, method, scope, obtained_at, evidence)
     select account_id, id, 'DNS_TXT', 'SUBDOMAINS', $2, '{}' from domain where account_id = $1`,
    account.id,
    house.now,
  );
  expect(await approve(manager, id, "proved again")).toMatchObject({
    status: "APPROVED",
    decisions: [{ step: 1, outcome: "APPROVED", comments: "proved again" }],
  });
  await house.runJobs();
  expect(await look(house, standard, id)).toMatchObject({ status: "ISSUED", certificate: { status: "ISSUED" } });
});

test("reject and cancel give the key back: the same CSR is accepted again", async () => {
  const order = await anOrder(house, account, manager);
  const csr = makeCsr(newKey(), "www.example.com");
  const first = await ask(house, standard, order, { csr });
  expect(codesOf(await ask(house, standard, order, { csr }))).toEqual(["KEY_ALREADY_USED"]);
  expect(await reject(manager, first.id, "wrong server")).toMatchObject({
    status: "REJECTED",
    decisions: [{ step: 1, outcome: "REJECTED", by: { id: manager.id }, comments: "wrong server" }],
  });
  expect(await keyStateOf(first.id)).toBe("RELEASED");

  const second = await ask(house, standard, order, { csr });
  expect(second).toMatchObject({ __typename: "DuplicateRequest", status: "SUBMITTED" });
  expect(second.id).not.toBe(first.id);
  expect(await cancel(standard, second.id, "a typo")).toMatchObject({
    status: "CANCELED",
    decisions: [{ outcome: "CANCELED", by: { id: standard.id }, comments: "a typo" }],
  });

  const third = await ask(house, standard, order, { csr });
  await approve(manager, third.id);
  await house.runJobs();
  expect(await look(house, standard, third.id)).toMatchObject({ status: "ISSUED" });
  // what has been certified stays taken
  const again = await ask(house, standard, order, { csr });
  expect(again.faults).toMatchObject([
    { code: "KEY_ALREADY_USED", found: expect.stringContaining(`order ${order.number}`) },
  ]);
  const mail = house.mails.find((one) => one.to.address === standard.email && one.text.includes("wrong server"));
  expect(mail?.subject).toBeTruthy();
});

test("what is final stays final", async () => {
  const order = await anOrder(house, account, manager);
  const rejected = await ask(house, standard, order);
  await reject(manager, rejected.id);
  const canceled = await ask(house, standard, order);
  await cancel(standard, canceled.id);
  const issued = await ask(house, standard, order);
  await approve(manager, issued.id);
  const approved = await ask(house, standard, order);
  await house.runJobs();
  await approve(manager, approved.id);

  const ends = [
    [rejected, "REJECTED"],
    [canceled, "CANCELED"],
    [issued, "ISSUED"],
    [approved, "APPROVED"],
  ] as const;
  for (const [{ id }, status] of ends) {
    const before = await look(house, manager, id);
    expect(before.status).toBe(status);
    for (const attempt of [approve, reject, cancel, retry]) {
      expect(await attempt(manager, id)).toMatchObject({ __typename: "RequestNotOpen", status });
    }
    expect(await look(house, manager, id)).toEqual(before);
  }
  await expect(run("update certificate_request set state = 'SUBMITTED' where id = $1", rejected.id)).rejects.toThrow(
    "never changes",
  );
});

test("two-step approval takes two people, neither of them the requester", async () => {
  await settle("TWO_STEP");
  const order = await anOrder(house, account, manager);
  expect((await ask(house, manager, order, { skipApproval: true })).__typename).toBe("SecondPersonRequired");
  const { id } = await ask(house, manager, order);
  expect((await approve(manager, id)).__typename).toBe("SecondPersonRequired");
  expect(await approve(administrator, id, "one")).toMatchObject({
    status: "PENDING",
    mayDecide: false,
    decisions: [{ step: 1, by: { id: administrator.id } }],
  });
  expect((await approve(administrator, id)).__typename).toBe("SecondPersonRequired");
  expect((await approve(standard, id)).__typename).toBe("NotPermitted");
  await house.runJobs();
  expect((await look(house, manager, id)).certificate).toBeNull();

  const other = await addPerson(house, account, "MANAGER", "another manager");
  expect(await look(house, other, id)).toMatchObject({ status: "PENDING", mayDecide: true });
  expect(await approve(other, id, "two")).toMatchObject({
    status: "APPROVED",
    decisions: [
      { step: 1, outcome: "APPROVED", by: { id: administrator.id }, comments: "one" },
      { step: 2, outcome: "APPROVED", by: { id: other.id }, comments: "two" },
    ],
  });
  await house.runJobs();
  expect((await look(house, manager, id)).status).toBe("ISSUED");
});

test("in two-step approval a lapse is refused at the second step too, and one person cannot be both by asking twice at once", async () => {
  await settle("TWO_STEP");
  const order = await anOrder(house, account, manager, { provedDaysAgo: 190 });
  const { id } = await ask(house, standard, order);
  const both = await Promise.all([approve(manager, id), approve(manager, id)]);
  expect(both.map((one) => one.__typename).sort()).toEqual(["DuplicateRequest", "SecondPersonRequired"]);
  house.now = new Date(storyTime.getTime() + 9 * day);
  expect(codesOf(await approve(administrator, id))).toEqual(["DOMAIN_VALIDATION_EXPIRED"]);
  expect(await look(house, manager, id)).toMatchObject({ status: "PENDING", decisions: [{ step: 1 }] });
  expect(await reject(administrator, id)).toMatchObject({
    status: "REJECTED",
    decisions: [
      { step: 1, outcome: "APPROVED" },
      { step: 2, outcome: "REJECTED" },
    ],
  });
});

test("two who decide at once: one decision counts", async () => {
  const order = await anOrder(house, account, manager);
  const { id } = await ask(house, standard, order);
  const answers = await Promise.all([
    approve(manager, id),
    reject(administrator, id),
    cancel(standard, id),
    approve(administrator, id),
  ]);
  const kinds = answers.map((one) => one.__typename).sort();
  expect(kinds).toEqual(["DuplicateRequest", "RequestNotOpen", "RequestNotOpen", "RequestNotOpen"]);
  expect((await look(house, manager, id)).decisions).toHaveLength(1);
});

test("where approvers skip approval, their requests are approved as made, but never for EV, and nobody else's are", async () => {
  await settle("SKIP_FOR_APPROVERS");
  const order = await anOrder(house, account, manager);
  expect(await ask(house, manager, order)).toMatchObject({
    status: "APPROVED",
    decisions: [{ step: 1, outcome: "APPROVED", by: { id: manager.id } }],
  });
  expect(await ask(house, standard, order)).toMatchObject({ status: "SUBMITTED", decisions: [] });
  const ev = await anOrder(house, account, manager, { product: "ev" });
  const waiting = await ask(house, manager, ev);
  expect(waiting).toMatchObject({ status: "SUBMITTED", mayDecide: false });
  expect((await approve(manager, waiting.id)).__typename).toBe("SecondPersonRequired");
  expect(await approve(administrator, waiting.id)).toMatchObject({ status: "APPROVED" });
});

test("only administrators and managers decide; a requester may cancel their own", async () => {
  const order = await anOrder(house, account, manager);
  const roles: [Role, boolean][] = [
    ["ADMINISTRATOR", true],
    ["MANAGER", true],
    ["FINANCE_MANAGER", false],
    ["STANDARD_USER", false],
  ];
  for (const [role, may] of roles) {
    const person = await addPerson(house, account, role);
    const mine = await ask(house, person, order);
    expect(mine).toMatchObject({ status: "SUBMITTED", mayDecide: may });
    const theirs = await ask(house, administrator, order);
    if (!may) {
      for (const id of [mine.id, theirs.id]) {
        expect((await approve(person, id)).__typename).toBe("NotPermitted");
        expect((await reject(person, id)).__typename).toBe("NotPermitted");
        expect((await retry(person, id)).__typename).toBe("NotPermitted");
      }
      expect((await cancel(person, theirs.id)).__typename).toBe("NotPermitted");
      expect((await ask(house, person, order, { skipApproval: true })).__typename).toBe("NotPermitted");
      expect(await look(house, administrator, theirs.id)).toMatchObject({ status: "SUBMITTED", decisions: [] });
    }
    expect(await cancel(person, mine.id)).toMatchObject({ status: "CANCELED" });
  }
});

test("a limited user sees the orders they placed, and nothing of others", async () => {
  const limited = await addPerson(house, account, "LIMITED_USER");
  const own = await anOrder(house, account, limited);
  const other = await anOrder(house, account, manager);
  const foreign = await ask(house, standard, other);
  const mine = await ask(house, limited, own);
  expect(mine.__typename).toBe("DuplicateRequest");
  expect((await ask(house, limited, other)).__typename).toBe("OrderNotFound");
  expect(await look(house, limited, foreign.id)).toBeNull();
  expect(await look(house, limited, mine.id)).toMatchObject({ id: mine.id, order: { number: own.number } });
  expect((await cancel(limited, foreign.id)).__typename).toBe("RequestNotFound");
  // deciding is not theirs either way
  expect((await approve(limited, mine.id)).__typename).toBe("NotPermitted");

  const query = `query ($number: Int!) {
    order(number: $number) { id }
    orders { totalCount nodes { number } }
    certificateRequests { totalCount nodes { id } }
    ofOther: certificateRequests(filter: { orderNumber: $number }) { totalCount nodes { id } }
  }`;
  const { data } = await house.ask(limited, query, { number: other.number });
  expect(data).toEqual({
    order: null,
    orders: { totalCount: 1, nodes: [{ number: own.number }] },
    certificateRequests: { totalCount: 1, nodes: [{ id: mine.id }] },
    ofOther: { totalCount: 0, nodes: [] },
  });
  const certificates = await run("select id, order_id from certificate where order_id = any($1)", [own.id, other.id]);
  for (const { id, order_id } of certificates) {
    const found = await house.ask(limited, "query ($id: ID!) { certificate(id: $id) { id } }", { id });
    expect(found.data.certificate).toEqual(order_id === own.id ? { id } : null);
  }
});

test("a limited user sees, on their own order, the same requests from every side", async () => {
  const limited = await addPerson(house, account, "LIMITED_USER");
  const own = await anOrder(house, account, limited);
  const { id } = await ask(house, manager, own, { skipApproval: true });
  await house.runJobs();
  const query = `query ($number: Int!) {
    order(number: $number) { duplicateRequests { nodes { id } } certificates { nodes { kind request { id } } } }
    certificateRequests { nodes { id } }
  }`;
  const { order, certificateRequests } = (await house.ask(limited, query, { number: own.number })).data;
  expect(order.duplicateRequests.nodes).toEqual([{ id }]);
  expect(order.certificates.nodes).toContainEqual({ kind: "DUPLICATE", request: { id } });
  expect(certificateRequests.nodes).toEqual([{ id }]);
  expect(await look(house, limited, id)).toMatchObject({ id, status: "ISSUED" });
  // seeing is not withdrawing: that stays with the requester and the approvers
  const waiting = await ask(house, manager, own);
  expect((await cancel(limited, waiting.id)).__typename).toBe("NotPermitted");
});

test("a date left out is computed again at approval; a named one that no longer fits is refused, never shortened", async () => {
  const order = await anOrder(house, account, manager, { certificateEndsInDays: 150 });
  const open = await ask(house, standard, order);
  const named = await ask(house, standard, order, { validTo: open.validTo });
  const short = await ask(house, standard, order, { validTo: new Date(storyTime.getTime() + 5 * day).toISOString() });
  expect(named.validTo).toBe(open.validTo);

  // meanwhile the order was shortened
  const end = new Date(storyTime.getTime() + 60 * day);
  await run(`update "order" set valid_to = $2 where id = $1`, order.id, end);
  house.now = new Date(storyTime.getTime() + 6 * day);
  const refused = await approve(manager, named.id);
  expect(refused).toMatchObject({
    __typename: "DuplicateRefused",
    reasons: [{ code: "VALIDITY_EXCEEDS_ORDER", subject: end.toISOString() }],
  });
  expect(codesOf(await approve(manager, short.id))).toEqual(["VALIDITY_IN_THE_PAST"]);
  expect(await approve(manager, open.id)).toMatchObject({ status: "APPROVED" });
  await house.runJobs();
  expect((await look(house, manager, open.id)).certificate.validTo).toBe(end.toISOString());
  expect(await look(house, manager, named.id)).toMatchObject({ status: "SUBMITTED", certificate: null });
});

test("a disabled approver and one whose role was taken away are nobody's approvers in the mails", async () => {
  const gone = await addPerson(house, account, "MANAGER", "gone");
  await run("update member set disabled_at = $2 where id = $1", gone.id, house.now);
  const order = await anOrder(house, account, manager);
  house.mails.length = 0;
  await ask(house, manager, order);
  await house.runJobs();
  expect(house.mails.map((mail) => mail.to.address).sort()).toEqual([administrator.email, manager.email].sort());
});

test("a reason is required to reject, and ids of nothing are told so", async () => {
  const order = await anOrder(house, account, manager);
  const { id } = await ask(house, standard, order);
  await expect(reject(manager, id, "  ")).rejects.toThrow("reason is empty");
  await expect(reject(manager, id, "x".repeat(2001))).rejects.toThrow("at most 2000");
  for (const missing of [
    "",
    "1",
    "00000000-0000-0000-0000-000000000000",
    order.id,
    `${id} `,
    "'; drop table certificate_request; --",
  ]) {
    for (const attempt of [approve, reject, cancel, retry])
      expect((await attempt(manager, missing)).__typename).toBe("RequestNotFound");
    expect(await look(house, manager, missing)).toBeNull();
  }
});
