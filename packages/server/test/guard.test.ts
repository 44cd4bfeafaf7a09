import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Account } from "../src/accounts/account.ts";
import type { Viewer } from "../src/foundation/context.ts";
import type { Order } from "../src/orders/order.ts";
import { anOrder, type OrderWish, proveAnew } from "./an-order.ts";
import { act, ask, codesOf, look } from "./duplicate-story.ts";
import { addAccount, addPerson, type House, newKey, openHouse, storyTime } from "./house.ts";
import { makeCsr } from "./make-csr.ts";

const day = 86_400_000;
let house: House;

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

// biome-ignore lint/suspicious/noExplicitAny: an answer's shape is the query's
type Result = any;

interface Scene {
  account: Account;
  requester: Viewer;
  manager: Viewer;
  order: Order;
}

async function aScene(wish: OrderWish): Promise<Scene> {
  const account = await addAccount(house);
  const requester = await addPerson(house, account, "STANDARD_USER");
  const manager = await addPerson(house, account, "MANAGER");
  return { account, requester, manager, order: await anOrder(house, account, manager, wish) };
}

const preview = `query ($input: PreviewDuplicateInput!) { answer: previewDuplicate(input: $input) {
  ... on Problem { __typename } ... on DuplicateRefused { reasons { code subject } } ... on CertificateContent { sha256 } } }`;

/** What each door that asks nothing of a request says at this moment; all must say the same. */
async function whyNot({ manager, order }: Scene): Promise<string[]> {
  const csr = makeCsr(newKey(), order.commonName);
  const input = { orderNumber: order.number, csr };
  const { data } = await house.ask(
    manager,
    "query ($n: Int!) { order(number: $n) { duplicateEligibility { allowed refusals { code subject } } } }",
    { n: order.number },
  );
  const shown = data.order.duplicateEligibility;
  const previewed = (await house.ask(manager, preview, { input })).data.answer;
  const inspection = `query ($csr: String!, $n: Int) { inspectCsr(csr: $csr, orderNumber: $n) { refusals { code } } }`;
  const inspected = (await house.ask(manager, inspection, { csr, n: order.number })).data.inspectCsr;
  const asked = await ask(house, manager, order, { csr });
  expect(codesOf(asked)).toEqual(codesOf(shown));
  expect(codesOf(previewed)).toEqual(codesOf(shown));
  expect(codesOf(inspected)).toEqual(codesOf(shown));
  expect(shown.allowed).toBe(shown.refusals.length === 0);
  expect(asked.__typename).toBe(shown.allowed ? "DuplicateRequest" : "DuplicateRefused");
  if (shown.allowed) await act(house, manager, "cancelRequest", { id: asked.id });
  return codesOf(shown);
}

/** Proves a domain of the account by a TXT record, as its owner would. */
async function proveByDns({ account, manager }: Scene): Promise<void> {
  const [{ id }] = await house.source.query("select id from domain where account_id = $1", [account.id]);
  const start = `mutation ($input: StartDomainValidationInput!) { answer: startDomainValidation(input: $input) {
    ... on Problem { message } ... on DomainChallenge { instruction { name value } } } }`;
  const { data } = await house.ask(manager, start, { input: { domainId: id, method: "DNS_TXT" } });
  const { name, value } = data.answer.instruction;
  house.dns.setRecords(name, "TXT", value);
  await house.runJobs();
}

async function keyStateOf(id: string): Promise<string> {
  const [row] = await house.source.query(
    "select k.state from key k join certificate_request r on r.key_id = k.id where r.id = $1",
    [id],
  );
  return row.state;
}

const lapseOf = (kind: "domain" | "organization", { account }: Scene): Promise<[{ at: Date }]> =>
  house.source.query(`select max(obtained_at) as at from ${kind}_proof where account_id = $1 and voided_at is null`, [
    account.id,
  ]);

async function stays(request: Result, scene: Scene): Promise<void> {
  const now = await look(house, scene.manager, request.id);
  expect(now).toMatchObject({
    status: request.status,
    decisions: [],
    certificate: null,
    dnsNames: request.dnsNames,
    csr: request.csr,
  });
  expect(await keyStateOf(request.id)).toBe("CLAIMED");
}

test("a domain that lapses between request and approval refuses; proved anew by a real record, it is approved and issued", async () => {
  house.now = storyTime;
  const scene = await aScene({ provedDaysAgo: 190, names: ["www.guard-one.com", "guard-one.com"] });
  const request = await ask(house, scene.requester, scene.order);
  expect(request.status).toBe("SUBMITTED");
  const [{ at }] = await lapseOf("domain", scene);

  house.now = new Date(at.getTime() + 199 * day - 1);
  expect(await whyNot(scene)).toEqual([]);
  house.now = new Date(at.getTime() + 199 * day);
  expect(await whyNot(scene)).toEqual(["DOMAIN_VALIDATION_EXPIRED"]);
  const refused = await act(house, scene.manager, "approveRequest", { id: request.id });
  expect(refused).toMatchObject({
    __typename: "DuplicateRefused",
    reasons: [
      { code: "DOMAIN_VALIDATION_EXPIRED", subject: "guard-one.com", url: expect.stringMatching(/^\/domains\//) },
    ],
  });
  await stays(request, scene);
  expect((await act(house, scene.manager, "retryRequest", { id: request.id })).__typename).toBe("RequestNotOpen");

  await proveByDns(scene);
  expect(await whyNot(scene)).toEqual([]);
  expect((await act(house, scene.manager, "approveRequest", { id: request.id })).status).toBe("APPROVED");
  await house.runJobs();
  expect(await look(house, scene.manager, request.id)).toMatchObject({
    status: "ISSUED",
    certificate: { status: "ISSUED" },
  });
});

test("an organization that lapses between request and approval refuses; verified anew, it is approved and issued", async () => {
  house.now = storyTime;
  const scene = await aScene({ names: ["guard-two.com"] });
  await proveAnew(house, scene.account, "organization_proof", new Date(house.now.getTime() - 390 * day));
  const request = await ask(house, scene.requester, scene.order);
  const [{ at }] = await lapseOf("organization", scene);
  house.now = new Date(at.getTime() + 397 * day - 1);
  expect(await whyNot(scene)).toEqual([]);
  house.now = new Date(at.getTime() + 397 * day);
  expect(await whyNot(scene)).toEqual(["ORGANIZATION_VALIDATION_EXPIRED"]);
  const refused = await act(house, scene.manager, "approveRequest", { id: request.id });
  expect(refused.reasons).toMatchObject([
    { code: "ORGANIZATION_VALIDATION_EXPIRED", url: expect.stringMatching(/^\/organizations\//) },
  ]);
  await stays(request, scene);

  await proveAnew(house, scene.account, "organization_proof", house.now);
  expect((await act(house, scene.manager, "approveRequest", { id: request.id })).status).toBe("APPROVED");
  await house.runJobs();
  expect((await look(house, scene.manager, request.id)).status).toBe("ISSUED");
});

test("nothing is signed on proof that lapsed after approval; a retry is refused until it is proved anew", async () => {
  house.now = storyTime;
  const scene = await aScene({ provedDaysAgo: 190, names: ["guard-three.com"] });
  const [{ at }] = await lapseOf("domain", scene);
  house.now = new Date(at.getTime() + 199 * day - 1);
  const request = await ask(house, scene.manager, scene.order, { skipApproval: true });
  expect(request.status).toBe("APPROVED");
  house.now = new Date(at.getTime() + 199 * day);
  await house.runJobs();
  expect(await look(house, scene.manager, request.id)).toMatchObject({
    status: "FAILED",
    failure: expect.stringContaining("The domain validation of guard-three.com has expired."),
    certificate: null,
  });
  const [{ attempts }] = await house.source.query(
    "select count(*)::int as attempts from signing_attempt a join issuance i on i.id = a.issuance_id where i.order_id = $1 and i.kind = 'DUPLICATE'",
    [scene.order.id],
  );
  expect(attempts).toBe(0);
  expect(codesOf(await act(house, scene.manager, "retryRequest", { id: request.id }))).toEqual([
    "DOMAIN_VALIDATION_EXPIRED",
  ]);
  expect(await keyStateOf(request.id)).toBe("CLAIMED");

  await proveByDns(scene);
  expect((await act(house, scene.manager, "retryRequest", { id: request.id })).status).toBe("APPROVED");
  await house.runJobs();
  expect((await look(house, scene.manager, request.id)).status).toBe("ISSUED");
});

test("what was approved in the name of an organization is not signed once other details of it are validated", async () => {
  house.now = storyTime;
  const scene = await aScene({ names: ["guard-four.com"] });
  const request = await ask(house, scene.manager, scene.order, { skipApproval: true });
  house.now = new Date(storyTime.getTime() + 60_000);
  await house.source.query(
    "update organization set legal_name = 'Another Name Ltd', details_changed_at = $2 where account_id = $1",
    [scene.account.id, house.now],
  );
  await proveOrganization(scene);
  await house.runJobs();
  expect(await look(house, scene.manager, request.id)).toMatchObject({
    status: "FAILED",
    failure: expect.stringContaining("Example Widgets Ltd"),
  });
  expect(await whyNot(scene)).toEqual(["ORGANIZATION_VALIDATION_INCOMPLETE"]);
});

test("a proof from before a limit shortens lapses by the day it is used", async () => {
  for (const [proved, lapses] of [
    ["2026-11-10T10:00:00Z", "2027-03-15T00:00:00Z"],
    ["2027-01-20T10:00:00Z", "2027-04-29T10:00:00Z"],
    ["2029-01-20T10:00:00Z", "2029-03-15T00:00:00Z"],
    ["2029-03-10T10:00:00Z", "2029-03-19T10:00:00Z"],
  ] as const) {
    house.now = new Date(Date.parse(proved) + day);
    const scene = await aScene({
      provedDaysAgo: 1,
      issuedDaysAgo: 0.5,
      certificateEndsInDays: 97,
      orderEndsInDays: 300,
      names: [`guard-${lapses.slice(0, 10)}-${proved.slice(0, 10)}.com`],
    });
    const at = Date.parse(lapses);
    for (const [moment, expected] of [
      [at - 1, []],
      [at, ["DOMAIN_VALIDATION_EXPIRED"]],
    ] as const) {
      house.now = new Date(moment);
      const codes = (await whyNot(scene)).filter((code) => code !== "CERTIFICATE_EXPIRED");
      expect([proved, moment - at, codes]).toEqual([proved, moment - at, expected]);
    }
  }
});

test("a file proves the exact name, and neither a wildcard nor a name under it", async () => {
  house.now = storyTime;
  for (const [product, other] of [
    ["ov_wildcard", "*.guard-file.com"],
    ["ov", "www.guard-file.com"],
  ] as const) {
    const scene = await aScene({ product, names: ["guard-file.com", other] });
    await house.source.query("update domain_proof set voided_at = $2 where account_id = $1", [
      scene.account.id,
      house.now,
    ]);
    await insertProof(scene, { obtainedAt: house.now, scope: "EXACT" });
    expect(await whyNot(scene)).toEqual(["DOMAIN_VALIDATION_INCOMPLETE"]);
    const refused = await ask(house, scene.manager, scene.order, { dnsNames: ["guard-file.com"] });
    expect(refused.reasons).toMatchObject([{ code: "DOMAIN_VALIDATION_INCOMPLETE", subject: other }]);
    await insertProof(scene, { obtainedAt: house.now, scope: "SUBDOMAINS" });
    expect(await whyNot(scene)).toEqual([]);
  }
});

test("whatever was proved when, what is shown is what is answered, and both are what the Requirements say", async () => {
  house.now = storyTime;
  const scene = await aScene({ names: ["www.guard-history.com"] });
  const proof = fc.record({ age: fc.integer({ min: 0, max: 420 }), exact: fc.boolean(), voided: fc.boolean() });
  const histories = fc.record({
    proofs: fc.array(proof, { maxLength: 4 }),
    later: fc.constantFrom(0, 50, 114, 115, 116, 140),
  });
  await fc.assert(
    fc.asyncProperty(histories, async ({ proofs, later }) => {
      house.now = new Date(storyTime.getTime() + later * day);
      await house.source.query(
        "update domain_proof set voided_at = obtained_at where account_id = $1 and voided_at is null",
        [scene.account.id],
      );
      for (const { age, exact, voided } of proofs) {
        const obtainedAt = new Date(house.now.getTime() - age * day);
        await insertProof(scene, {
          obtainedAt,
          scope: exact ? "EXACT" : "SUBDOMAINS",
          voidedAt: voided ? obtainedAt : null,
        });
      }
      // BR 4.2.1, one day inside; limits only shorten, so what lapsed stays so
      const limit = house.now < new Date("2027-03-15") ? 199 : 99;
      const serving = proofs.filter(({ exact, voided }) => !exact && !voided);
      const expected = serving.some(({ age }) => age < limit)
        ? []
        : [serving.length > 0 ? "DOMAIN_VALIDATION_EXPIRED" : "DOMAIN_VALIDATION_INCOMPLETE"];
      expect(await whyNot(scene)).toEqual(expected);
    }),
    { numRuns: 8, seed: 4 },
  );
});

async function insertProof({ account }: Scene, proof: { obtainedAt: Date; scope: string; voidedAt?: Date | null }) {
  const method = proof.scope === "EXACT" ? "HTTP_FILE" : "DNS_TXT";
  await house.source.query(
    `insert into domain_proof (account_id, domain_id, method, scope, obtained_at, voided_at, evidence)
     select account_id, id, $2, $3, $4, $5, '{}' from domain where account_id = $1`,
    [account.id, method, proof.scope, proof.obtainedAt, proof.voidedAt ?? null],
  );
}

async function proveOrganization({ account }: Scene): Promise<void> {
  await house.source.query(
    `insert into organization_proof (account_id, organization_id, kind, obtained_at, collected_by, checked_by, evidence)
     select account_id, id, 'OV', $2, 'one', 'two', '{}' from organization where account_id = $1`,
    [account.id, house.now],
  );
}
