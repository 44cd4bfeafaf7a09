import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Account } from "../src/accounts/account.ts";
import { planSha256 } from "../src/ca/plan.ts";
import type { Viewer } from "../src/foundation/context.ts";
import { anOrder, proveAnew } from "./an-order.ts";
import { act, ask, codesOf, look } from "./duplicate-story.ts";
import { addAccount, addPerson, type House, openHouse } from "./house.ts";

let house: House;
let account: Account;
let manager: Viewer;
let standard: Viewer;

beforeAll(async () => {
  house = await openHouse();
  account = await addAccount(house);
  manager = await addPerson(house, account, "MANAGER");
  standard = await addPerson(house, account, "STANDARD_USER");
});
afterAll(() => house.close());

const run = (sql: string, ...values: unknown[]) => house.source.query(sql, values);

test("an organization that was renamed and proved anew is not certified under its old name", async () => {
  const order = await anOrder(house, account, manager);
  const { id } = await ask(house, standard, order);
  await run(
    "update organization set legal_name = 'New Widgets Ltd', details_changed_at = $2 where id = $1",
    order.organizationId,
    house.now,
  );
  await run(
    `insert into organization_proof (account_id, organization_id, kind, obtained_at, collected_by, evidence)
     values ($1, $2, 'OV', $3, 'specialist', '{}')`,
    account.id,
    order.organizationId,
    house.now,
  );
  for (const refused of [await ask(house, manager, order), await act(house, manager, "approveRequest", { id })]) {
    expect(codesOf(refused)).toEqual(["ORGANIZATION_VALIDATION_INCOMPLETE"]);
    expect(refused.reasons[0].subject).toBe("Example Widgets Ltd");
  }
});

test("a CA that was retired after the approval signs nothing more; a retry is its successor's", async () => {
  const order = await anOrder(house, account, manager);
  const { id } = await ask(house, manager, order, { skipApproval: true });
  await run("update issuing_ca set retired_at = $2 where id = $1", order.issuingCaId, house.now);
  await house.runJobs();
  expect(await look(house, manager, id)).toMatchObject({ status: "FAILED", certificate: null });
  expect(
    await run(
      "select 1 from signing_attempt a join certificate_request r on r.issuance_id = a.issuance_id where r.id = $1",
      id,
    ),
  ).toEqual([]);

  await run("update issuing_ca set retired_at = null where id = $1", order.issuingCaId);
  expect(await act(house, manager, "retryRequest", { id })).toMatchObject({ status: "APPROVED", failure: null });
  await house.runJobs();
  expect(await look(house, manager, id)).toMatchObject({ status: "ISSUED" });
});

test("whoever is refused is on record, with what and why", async () => {
  const order = await anOrder(house, account, manager);
  const { id } = await ask(house, standard, order);
  await act(house, standard, "approveRequest", { id });
  await act(house, standard, "rejectRequest", { id, reason: "no" });
  await act(house, manager, "retryRequest", { id });
  const events = await run(
    "select actor, action, outcome, detail->>'problem' as problem from audit_event where object_id = $1 and outcome = 'REFUSED' order by id",
    id,
  );
  expect(events).toEqual([
    { actor: standard.id, action: "request.approve", outcome: "REFUSED", problem: "NotPermitted" },
    { actor: standard.id, action: "request.reject", outcome: "REFUSED", problem: "NotPermitted" },
    { actor: manager.id, action: "request.retry", outcome: "REFUSED", problem: "RequestNotOpen" },
  ]);
});

/** Changes a row that a trigger keeps as it is, as somebody would who has the database. */
async function tamper(table: string, change: string, id: string): Promise<void> {
  await run(`alter table ${table} disable trigger user`);
  try {
    await run(`update ${table} set ${change}`, id);
  } finally {
    await run(`alter table ${table} enable trigger user`);
  }
}

test.each([
  ["the plan", "issuance", "plan = jsonb_set(plan, '{commonName}', '\"evil.example.net\"')", "id"],
  [
    "the plan and its hash",
    "issuance",
    "plan = plan || '{\"notAfter\": \"2027-01-01T00:00:00.000Z\"}', plan_sha256 = '$new'",
    "id",
  ],
  ["the decision", "request_decision", "plan_sha256 = repeat('0', 64)", "request_id"],
] as const)(
  "what was approved is what is signed: where somebody changed %s, nothing is drafted",
  async (_, table, change, key) => {
    const order = await anOrder(house, account, manager);
    const { id } = await ask(house, manager, order, { skipApproval: true });
    const [{ issuance_id: issuanceId, plan }] = await run(
      "select r.issuance_id, i.plan from certificate_request r join issuance i on i.id = r.issuance_id where r.id = $1",
      id,
    );
    const rehashed = planSha256({ ...plan, notAfter: "2027-01-01T00:00:00.000Z" });
    await tamper(table, `${change.replace("$new", rehashed)} where ${key} = $1`, key === "id" ? issuanceId : id);
    await house.runJobs();

    const failed = await look(house, manager, id);
    expect(failed).toMatchObject({ status: "FAILED", certificate: null });
    expect(failed.failure).toContain("is not the content that was approved");
    expect(await run("select 1 from signing_attempt where issuance_id = $1", issuanceId)).toEqual([]);
    const [event] = await run(
      "select outcome from audit_event where object_id = $1 order by id desc limit 1",
      issuanceId,
    );
    expect(event).toEqual({ outcome: "FAILED" });

    expect(await act(house, manager, "retryRequest", { id })).toMatchObject({ status: "APPROVED", failure: null });
    await house.runJobs();
    const { certificate } = await look(house, manager, id);
    expect(certificate).toMatchObject({ status: "ISSUED", dnsNames: ["www.example.com", "example.com"] });
  },
);

test("a certificate begins five minutes before it is signed, at its newest proof at the earliest", async () => {
  const minutes = (count: number) => new Date(house.now.getTime() - count * 60_000);
  const wish = { validTo: new Date(house.now.getTime() + 90 * 86_400_000).toISOString() };
  const issued = async () => {
    const order = await anOrder(house, account, manager);
    const { id } = await ask(house, manager, order, { skipApproval: true, ...wish });
    return { order, id, begins: async () => (await look(house, manager, id)).certificate.validFrom };
  };
  const usual = await issued();
  await house.runJobs();
  expect(await usual.begins()).toBe(minutes(5).toISOString());

  const proved = await issued();
  await proveAnew(house, account, "domain_proof", minutes(2));
  await house.runJobs();
  expect(await proved.begins()).toBe(minutes(2).toISOString());
});
