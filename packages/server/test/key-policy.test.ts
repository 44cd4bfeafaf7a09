import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Account, KeyPolicy } from "../src/accounts/account.ts";
import type { Viewer } from "../src/foundation/context.ts";
import { transact } from "../src/foundation/transact.ts";
import { markCompromised } from "../src/keys/mark-compromised.ts";
import type { Order } from "../src/orders/order.ts";
import { anOrder } from "./an-order.ts";
import { act, ask, codesOf, look } from "./duplicate-story.ts";
import { addAccount, addPerson, type House, newKey, openHouse } from "./house.ts";
import { makeCsr } from "./make-csr.ts";
import { revoking } from "./revocation-story.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

interface Place {
  account: Account;
  administrator: Viewer;
  manager: Viewer;
  order: Order;
}

async function aPlace(policy?: KeyPolicy): Promise<Place> {
  const account = await addAccount(house);
  const administrator = await addPerson(house, account, "ADMINISTRATOR");
  const manager = await addPerson(house, account, "MANAGER");
  const order = await anOrder(house, account, manager);
  if (policy) expect(await setPolicy(administrator, policy)).toMatchObject({ keyPolicy: policy });
  return { account, administrator, manager, order };
}

async function setPolicy(viewer: Viewer, policy: KeyPolicy) {
  const { data } = await house.ask(
    viewer,
    `mutation ($input: SetKeyPolicyInput!) { answer: setKeyPolicy(input: $input) {
      __typename ... on Problem { message } ... on Account { id keyPolicy } } }`,
    { input: { policy } },
  );
  return data.answer;
}

async function inspect(viewer: Viewer, csr: string, serverName?: string) {
  const { data } = await house.ask(
    viewer,
    "query ($csr: String!, $s: String) { inspectCsr(csr: $csr, serverName: $s) { faults { code found } warnings { code found message } } }",
    { csr, s: serverName },
  );
  return data.inspectCsr;
}

async function warningOf(viewer: Viewer, id: string): Promise<string | null> {
  const { data } = await house.ask(
    viewer,
    "query ($id: ID!) { certificateRequest(id: $id) { ... on DuplicateRequest { keyWarning } } }",
    { id },
  );
  return data.certificateRequest.keyWarning;
}

async function certificatesOn(csr: string, viewer: Viewer): Promise<number> {
  const { data } = await house.ask(viewer, "query ($csr: String!) { inspectCsr(csr: $csr) { spkiSha256 } }", { csr });
  const [{ count }] = await house.source.query(
    "select count(*)::int from certificate c join key k on k.id = c.key_id where k.spki_sha256 = $1 and k.account_id = $2",
    [data.inspectCsr.spkiSha256, viewer.accountId],
  );
  return count;
}

const aCsr = () => makeCsr(newKey(), "www.example.com");

test("fifty parallel requests with one key, each approved at once, yield exactly one certificate", async () => {
  const { manager, order } = await aPlace();
  const csr = aCsr();
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, at) =>
      ask(house, manager, order, { csr, serverName: `web-${at}`, skipApproval: true }),
    ),
  );
  expect(answers.filter(({ __typename }) => __typename === "DuplicateRequest")).toHaveLength(1);
  const refused = answers.filter(({ __typename }) => __typename === "CsrRejected");
  expect(refused).toHaveLength(49);
  expect(refused.map(codesOf)).toEqual(refused.map(() => ["KEY_ALREADY_USED"]));
  await house.runJobs();
  expect(await certificatesOn(csr, manager)).toBe(1);
  expect(codesOf(await ask(house, manager, order, { csr }))).toEqual(["KEY_ALREADY_USED"]);
});

test("a rejected request's CSR can be submitted again, and a canceled one's too", async () => {
  const { manager, order } = await aPlace();
  const csr = aCsr();
  const first = await ask(house, manager, order, { csr });
  await act(house, manager, "rejectRequest", { id: first.id, reason: "not yet" });
  const second = await ask(house, manager, order, { csr });
  await act(house, manager, "cancelRequest", { id: second.id });
  const third = await ask(house, manager, order, { csr, skipApproval: true });
  expect(third.__typename).toBe("DuplicateRequest");
  await house.runJobs();
  expect(await look(house, manager, third.id)).toMatchObject({ status: "ISSUED" });
});

test("only administrators set the key policy, and it is on record", async () => {
  const { account, administrator, manager } = await aPlace();
  expect(await setPolicy(manager, "WARN")).toMatchObject({ __typename: "NotPermitted" });
  const { data } = await house.ask(manager, "{ viewer { account { keyPolicy } } }");
  expect(data.viewer.account.keyPolicy).toBe("REFUSE");
  expect(await setPolicy(administrator, "SAME_SERVER")).toMatchObject({ id: account.id, keyPolicy: "SAME_SERVER" });
  const rows = await house.source.query(
    "select actor, outcome, detail from audit_event where account_id = $1 and action = 'account.key-policy' order by id",
    [account.id],
  );
  expect(rows).toMatchObject([
    { actor: manager.id, outcome: "REFUSED" },
    { actor: administrator.id, outcome: "DONE", detail: { before: "REFUSE", after: "SAME_SERVER" } },
  ]);
});

test("under SAME_SERVER a key may be used again by who names the same server, and by nobody else", async () => {
  const { manager, order } = await aPlace("SAME_SERVER");
  const csr = aCsr();
  const first = await ask(house, manager, order, { csr, serverName: "Web-1", skipApproval: true });
  await house.runJobs();
  expect(await look(house, manager, first.id)).toMatchObject({ status: "ISSUED" });

  for (const serverName of ["web-2", undefined])
    expect(codesOf(await ask(house, manager, order, { csr, serverName }))).toEqual(["KEY_ALREADY_USED"]);
  expect(await inspect(manager, csr)).toMatchObject({ faults: [{ code: "KEY_ALREADY_USED" }], warnings: [] });
  expect(await inspect(manager, csr, " WEB-1 ")).toMatchObject({
    faults: [],
    warnings: [{ code: "KEY_ALREADY_USED", found: expect.stringMatching(`order ${order.number} for Web-1`) }],
  });

  const second = await ask(house, manager, order, { csr, serverName: " WEB-1 " });
  expect(second.__typename).toBe("DuplicateRequest");
  expect(await warningOf(manager, second.id)).toMatch(/^certificate [0-9a-f]+ of order \d+ for Web-1$/);
  expect(await warningOf(manager, first.id)).toBe(`a request of order ${order.number} for WEB-1`);
  await act(house, manager, "approveRequest", { id: second.id });
  await house.runJobs();
  expect(await certificatesOn(csr, manager)).toBe(2);
});

test("under SAME_SERVER requests at once for one server are all taken, and of different servers one", async () => {
  const { manager, order } = await aPlace("SAME_SERVER");
  const [same, different] = [aCsr(), aCsr()];
  const kindsOf = async (csr: string, nameOf: (at: number) => string) => {
    const answers = Promise.all(
      Array.from({ length: 12 }, (_, at) => ask(house, manager, order, { csr, serverName: nameOf(at) })),
    );
    return (await answers).map(({ __typename }) => __typename).filter((kind) => kind === "DuplicateRequest");
  };
  expect(await kindsOf(same, () => "web-1")).toHaveLength(12);
  expect(await kindsOf(different, (at) => `web-${at}`)).toHaveLength(1);
});

test("under WARN every request is taken, with a warning; a key is free again when its last holder is gone", async () => {
  const { administrator, manager, order } = await aPlace("WARN");
  const csr = aCsr();
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, at) => ask(house, manager, order, { csr, serverName: `web-${at}` })),
  );
  expect(new Set(answers.map(({ id }) => id)).size).toBe(12);
  expect(await warningOf(manager, answers[0].id)).toMatch(/^a request of order \d+ for web-\d+; .*; 8 more$/);
  expect(await inspect(manager, csr)).toMatchObject({ faults: [], warnings: [{ code: "KEY_ALREADY_USED" }] });

  // all but one give it up, many at once: it is not free, whatever the policy became
  const [last, ...others] = answers;
  await Promise.all(
    others.map(({ id }, at) =>
      at % 2
        ? act(house, manager, "cancelRequest", { id })
        : act(house, manager, "rejectRequest", { id, reason: "no" }),
    ),
  );
  await setPolicy(administrator, "REFUSE");
  expect(codesOf(await ask(house, manager, order, { csr }))).toEqual(["KEY_ALREADY_USED"]);
  await act(house, manager, "cancelRequest", { id: last.id });
  expect((await ask(house, manager, order, { csr })).__typename).toBe("DuplicateRequest");
});

test("a limited user is warned of a holder they may not see, and not told which", async () => {
  const { account, manager, order } = await aPlace("WARN");
  const csr = aCsr();
  await ask(house, manager, order, { csr, serverName: "secret" });
  const limited = await addPerson(house, account, "LIMITED_USER");
  const own = await anOrder(house, account, limited);
  const request = await ask(house, limited, own, { csr });
  expect(await warningOf(limited, request.id)).toBe("another certificate or request of your account");
  expect(await inspect(limited, csr)).toMatchObject({
    warnings: [{ found: expect.stringContaining(`${own.number}`) }],
  });
});

test("no policy lets a key be used again that its own account calls compromised; elsewhere it may", async () => {
  const { account, manager, order } = await aPlace("WARN");
  const elsewhere = await aPlace();
  const csr = aCsr();
  const first = await ask(house, manager, order, { csr, skipApproval: true });
  await house.runJobs();
  const waiting = await ask(house, manager, order, { csr });
  const [{ key_id: keyId }] = await house.source.query("select key_id from certificate_request where id = $1", [
    first.id,
  ]);
  await transact(house.source, { accountId: account.id, role: "MANAGER" }, (tx) =>
    markCompromised(tx, [keyId], house.now),
  );
  expect(codesOf(await ask(house, manager, order, { csr }))).toEqual(["KEY_COMPROMISED"]);
  expect(await inspect(manager, csr)).toMatchObject({ faults: [{ code: "KEY_COMPROMISED" }], warnings: [] });
  const approval = await act(house, manager, "approveRequest", { id: waiting.id });
  expect(approval).toMatchObject({ __typename: "DuplicateRefused" });
  expect(codesOf(approval)).toEqual(["KEY_COMPROMISED"]);
  expect((await ask(house, elsewhere.manager, elsewhere.order, { csr })).__typename).toBe("DuplicateRequest");
  await expect(house.source.query("update key set compromised_at = null where id = $1", [keyId])).rejects.toThrow(
    "stays compromised",
  );
});

test("who revokes a certificate because its key is out has every other on that key in the account revoked, and no one else's", async () => {
  const { account, manager, order } = await aPlace("WARN");
  const elsewhere = await aPlace();
  const csr = aCsr();
  const places = [
    { by: manager, on: order },
    { by: manager, on: await anOrder(house, account, manager) },
    { by: elsewhere.manager, on: elsewhere.order },
  ];
  const certificates: string[] = [];
  for (const { by, on } of places) {
    const { id } = await ask(house, by, on, { csr, skipApproval: true });
    await house.runJobs();
    certificates.push((await look(house, by, id)).certificate.id);
  }
  house.mails.length = 0;
  await revoking(house, manager, "revokeCertificate", { id: certificates[0], reason: "KEY_COMPROMISE" });
  await house.runJobs();
  const revoked: { id: string; reason: string }[] = await house.source.query(
    "select c.id, r.reason from certificate c join revocation r using (issuing_ca_id, serial) where c.id = any($1)",
    [certificates],
  );
  expect(new Map(revoked.map(({ id, reason }) => [id, reason]))).toEqual(
    new Map([certificates[0], certificates[1]].map((id) => [id, "KEY_COMPROMISE"])),
  );
  const told = house.mails.map(({ subject }) => subject.replace(/:.*/, ""));
  expect([...new Set(told)].sort()).toEqual(["Private key compromised, certificate revoked", "Revoked"]);
});

test("of a key that many have, a few are named and the rest counted", async () => {
  const { manager, order } = await aPlace("WARN");
  const csr = aCsr();
  const requests: { id: string }[] = [];
  for (let count = 0; count < 13; count += 1) requests.push(await ask(house, manager, order, { csr }));
  const warning = await warningOf(manager, requests.at(-1)!.id);
  expect(warning?.match(/a request of order/g)).toHaveLength(3);
  expect(warning).toMatch(/; 9 more$/);
  expect(await warningOf(manager, requests[0]!.id)).toMatch(/; 9 more$/);
});
