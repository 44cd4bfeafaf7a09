import { createHash, X509Certificate } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import type { Account } from "../src/accounts/account.ts";
import { readCertificate } from "../src/ca/read-certificate.ts";
import { issueCertificate, type Steps } from "../src/certificates/issue-certificate.ts";
import type { Viewer } from "../src/foundation/context.ts";
import { sweep } from "../src/work/sweep.ts";
import { anOrder, proveAnew } from "./an-order.ts";
import { act, ask, codesOf, look } from "./duplicate-story.ts";
import { addAccount, addPerson, type House, newKey, openHouse, storyTime } from "./house.ts";
import { makeCsr } from "./make-csr.ts";

const day = 86_400_000;
let house: House;
let account: Account;
let manager: Viewer;

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  house.now = storyTime;
  house.mails.length = 0;
  account = await addAccount(house);
  manager = await addPerson(house, account, "MANAGER");
});

const run = (sql: string, ...values: unknown[]) => house.source.query(sql, values);

/** A request that has been approved and waits for the CA; its job is left to the test. */
async function approved(wish = {}, input = {}) {
  const order = await anOrder(house, account, manager, wish);
  const { id } = await ask(house, manager, order, { skipApproval: true, ...input });
  const [{ issuance_id: issuanceId }] = await run("select issuance_id from certificate_request where id = $1", id);
  return { order, id, issuanceId: issuanceId as string };
}

const issue = (issuanceId: string, steps: Steps = {}) =>
  issueCertificate(house.source, house.issuer, house.network, { issuanceId }, () => house.now, steps);
const die = async () => {
  throw new Error("killed");
};
const attemptsOf = (issuanceId: string) =>
  run("select * from signing_attempt where issuance_id = $1 order by reserved_at, outcome", issuanceId);
const certificatesOf = (issuanceId: string) =>
  run(
    "select c.*, d.der from certificate c join certificate_der d on d.certificate_id = c.id where c.issuance_id = $1",
    issuanceId,
  );

/** A promise and what settles it. */
function gate() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { passed: promise, open: resolve };
}

for (const [place, steps] of [
  ["reserve and sign", { reserved: die }],
  ["sign and store", { signed: die }],
] as const) {
  test(`a crash between ${place} costs one serial, and the next run issues exactly one certificate`, async () => {
    const { id, issuanceId } = await approved();
    await expect(issue(issuanceId, steps)).rejects.toThrow("killed");
    expect(await look(house, manager, id)).toMatchObject({ status: "APPROVED", certificate: null });
    const [open] = await attemptsOf(issuanceId);
    expect(open).toMatchObject({ outcome: null, signature: null });

    await house.runJobs();
    const attempts = await attemptsOf(issuanceId);
    expect(attempts.map((one: { outcome: string }) => one.outcome).sort()).toEqual(["ABANDONED", "STORED"]);
    const abandoned = attempts.find((one: { outcome: string }) => one.outcome === "ABANDONED");
    const stored = attempts.find((one: { outcome: string }) => one.outcome === "STORED");
    expect(abandoned.serial.equals(open.serial)).toBe(true);
    expect(abandoned.tbs.equals(open.tbs)).toBe(true);
    expect(stored.serial.equals(abandoned.serial)).toBe(false);

    const certificates = await certificatesOf(issuanceId);
    expect(certificates).toHaveLength(1);
    const { tbs } = readCertificate(certificates[0].der);
    expect(tbs.equals(stored.tbs)).toBe(true);
    expect(createHash("sha256").update(tbs).digest("hex")).toBe(stored.tbs_sha256);
    expect(certificates[0].serial.equals(stored.serial)).toBe(true);
    expect((await look(house, manager, id)).status).toBe("ISSUED");
    // and never a second one, however often it is run
    await issue(issuanceId);
    await issue(issuanceId);
    expect(await attemptsOf(issuanceId)).toHaveLength(2);
    expect(await certificatesOf(issuanceId)).toHaveLength(1);
    const events = await run(
      "select action, outcome from audit_event where object_id = $1 and action = 'certificate.will-sign'",
      issuanceId,
    );
    expect(events).toHaveLength(2);
  });
}

test("two runs at once give one certificate", async () => {
  const { issuanceId } = await approved();
  await Promise.allSettled([issue(issuanceId), issue(issuanceId), issue(issuanceId)]);
  await house.runJobs();
  expect(await certificatesOf(issuanceId)).toHaveLength(1);
  const attempts = await attemptsOf(issuanceId);
  expect(attempts.filter((one: { outcome: string }) => one.outcome === "STORED")).toHaveLength(1);
  expect(attempts.filter((one: { outcome: string }) => one.outcome === null)).toHaveLength(0);
});

test("a run that hangs while another takes over stores nothing; its signature is kept as evidence", async () => {
  const { issuanceId, id } = await approved();
  const hanging = gate();
  const late = gate();
  const first = issue(issuanceId, {
    signed: () => {
      late.open();
      return hanging.passed;
    },
  });
  await late.passed;
  await issue(issuanceId);
  const { certificate } = await look(house, manager, id);
  hanging.open();
  await first;
  expect(await certificatesOf(issuanceId)).toHaveLength(1);
  expect((await look(house, manager, id)).certificate).toEqual(certificate);
  const attempts = await attemptsOf(issuanceId);
  expect(
    attempts.map((one: { outcome: string; signature: Buffer }) => [one.outcome, one.signature !== null]).sort(),
  ).toEqual([
    ["ABANDONED", true],
    ["STORED", true],
  ]);
});

test("a run that stores and one that takes over at the same moment wait for each other, and neither fails", async () => {
  const { issuanceId } = await approved();
  const blocker = house.source.createQueryRunner();
  const signed = gate();
  const go = gate();
  const storing = issue(issuanceId, {
    signed: () => {
      signed.open();
      return go.passed;
    },
  });
  await signed.passed;
  // both come to the attempt's row while somebody holds it
  await blocker.startTransaction();
  await blocker.query("select 1 from signing_attempt where issuance_id = $1 for update", [issuanceId]);
  go.open();
  await waiting(1);
  const takingOver = issue(issuanceId);
  await waiting(2, takingOver);
  await blocker.commitTransaction();
  await blocker.release();
  const ends = await Promise.allSettled([storing, takingOver]);
  expect(ends.map((end) => (end.status === "rejected" ? String(end.reason) : "done"))).toEqual(["done", "done"]);
  await house.runJobs();
  expect(await certificatesOf(issuanceId)).toHaveLength(1);
});

/** Until so many transactions of this story wait for a lock, or the promise has settled. */
async function waiting(many: number, settled?: Promise<unknown>): Promise<void> {
  let done = false;
  settled?.then(
    () => (done = true),
    () => (done = true),
  );
  while (!done) {
    const [{ count }] = await run(
      "select count(*)::int from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    if (count >= many) return;
  }
}

test("a lapse between approval and signing fails in words, is mailed, and is issued after a new proof and a retry", async () => {
  const { id, issuanceId } = await approved({ provedDaysAgo: 190 });
  house.now = new Date(storyTime.getTime() + 9 * day);
  await house.runJobs();
  const failed = await look(house, manager, id);
  expect(failed).toMatchObject({
    status: "FAILED",
    certificate: null,
    failure: expect.stringContaining("domain validation of example.com has expired"),
  });
  expect(await attemptsOf(issuanceId)).toEqual([]);
  const mail = house.mails.find((one) => one.to.address === manager.email && one.text.includes("example.com"));
  expect(mail?.text).toContain("has expired");
  const [event] = await run(
    "select outcome, detail from audit_event where object_id = $1 and action = 'certificate.issue'",
    issuanceId,
  );
  expect(event).toMatchObject({ outcome: "FAILED", detail: { reasons: [{ code: "DOMAIN_VALIDATION_EXPIRED" }] } });

  expect(codesOf(await act(house, manager, "retryRequest", { id }))).toEqual(["DOMAIN_VALIDATION_EXPIRED"]);
  expect((await look(house, manager, id)).status).toBe("FAILED");
  await proveAnew(house, account, "domain_proof", house.now);
  expect(await act(house, manager, "retryRequest", { id, comments: "proved" })).toMatchObject({
    status: "APPROVED",
    failure: null,
    decisions: [
      { step: 1, outcome: "APPROVED" },
      { step: 2, outcome: "RETRIED", comments: "proved" },
    ],
  });
  await house.runJobs();
  expect(await look(house, manager, id)).toMatchObject({
    status: "ISSUED",
    failure: null,
    certificate: { status: "ISSUED" },
  });
});

test("a failed request is canceled and its key may be asked with again; after anything may have been signed it may not", async () => {
  const csr = makeCsr(newKey(), "www.example.com");
  const first = await approved({ provedDaysAgo: 190 }, { csr });
  house.now = new Date(storyTime.getTime() + 9 * day);
  await house.runJobs();
  expect(await act(house, manager, "cancelRequest", { id: first.id })).toMatchObject({ status: "CANCELED" });
  expect((await act(house, manager, "retryRequest", { id: first.id })).__typename).toBe("RequestNotOpen");
  house.now = storyTime;
  const again = await ask(house, manager, first.order, { csr, skipApproval: true });
  expect(again).toMatchObject({ status: "APPROVED" });

  // now a run dies after the bytes are on record, and then the proof lapses
  const [{ issuance_id: issuanceId }] = await run(
    "select issuance_id from certificate_request where id = $1",
    again.id,
  );
  await expect(issue(issuanceId, { signed: die })).rejects.toThrow("killed");
  house.now = new Date(storyTime.getTime() + 9 * day);
  await house.runJobs();
  expect((await look(house, manager, again.id)).status).toBe("FAILED");
  expect(await act(house, manager, "cancelRequest", { id: again.id })).toMatchObject({ status: "CANCELED" });
  house.now = storyTime;
  expect(codesOf(await ask(house, manager, first.order, { csr }))).toEqual(["KEY_ALREADY_USED"]);
});

test("a key that is found compromised after the approval is not certified", async () => {
  const { id, issuanceId } = await approved();
  await run(
    "insert into banned_key select k.spki_sha256, 'compromised', 'story', $2 from key k join issuance i on i.key_id = k.id where i.id = $1",
    issuanceId,
    house.now,
  );
  await house.runJobs();
  expect(await look(house, manager, id)).toMatchObject({
    status: "FAILED",
    certificate: null,
    failure: expect.stringContaining("compromised"),
  });
  expect(await attemptsOf(issuanceId)).toEqual([]);
});

test("an order that is revoked while its certificate is signed: stored, and revoked at once", async () => {
  const { order, id, issuanceId } = await approved();
  await issue(issuanceId, { signed: () => run(`update "order" set state = 'REVOKED' where id = $1`, order.id) });
  const { status, certificate } = await look(house, manager, id);
  expect([status, certificate.status]).toEqual(["ISSUED", "REVOKED"]);
  await house.runJobs();
  const [crl] = await run(
    "select l.der from crl l join certificate c on c.issuing_ca_id = l.issuing_ca_id and c.crl_shard = l.shard where c.issuance_id = $1 order by l.number desc limit 1",
    issuanceId,
  );
  expect(crl.der.toString("hex")).toContain(certificate.serialNumber.toLowerCase());
});

test("an order that is revoked before its certificate is signed: nothing is signed", async () => {
  const { order, id, issuanceId } = await approved();
  await run(`update "order" set state = 'REVOKED' where id = $1`, order.id);
  await house.runJobs();
  expect(await look(house, manager, id)).toMatchObject({
    status: "FAILED",
    certificate: null,
    failure: expect.stringContaining("revoked"),
  });
  expect(await attemptsOf(issuanceId)).toEqual([]);
});

test("a duplicate leaves every certificate of its order as it was", async () => {
  const { order, id } = await approved();
  const query =
    "query ($number: Int!) { order(number: $number) { status certificate { id status kind pem } certificates { totalCount nodes { id status kind isPrimary } } } }";
  const before = (await house.ask(manager, query, { number: order.number })).data.order;
  await house.runJobs();
  const after = (await house.ask(manager, query, { number: order.number })).data.order;
  expect(after.certificate).toEqual(before.certificate);
  expect(after.certificate).toMatchObject({ status: "ISSUED", kind: "ORIGINAL" });
  expect(after.certificates.nodes).toContainEqual(before.certificates.nodes[0]);
  expect(
    after.certificates.nodes.map((one: { kind: string; status: string }) => `${one.kind} ${one.status}`).sort(),
  ).toEqual(["DUPLICATE ISSUED", "ORIGINAL ISSUED"]);
  expect(
    await run("select 1 from revocation r join certificate c on c.serial = r.serial where c.order_id = $1", order.id),
  ).toEqual([]);
  const { certificate } = await look(house, manager, id);
  const original = new X509Certificate(before.certificate.pem);
  const duplicate = new X509Certificate(certificate.pem);
  expect(duplicate.subject).toBe(original.subject);
  expect(duplicate.subjectAltName).toBe(original.subjectAltName);
  expect(duplicate.publicKey.equals(original.publicKey)).toBe(false);
});

test("a job that died at its last try is taken up again by the sweep", async () => {
  const { issuanceId, id } = await approved();
  // as kill -9 leaves it: counted, locked by a process that is no more
  await run(
    "update graphile_worker._private_jobs set attempts = max_attempts, locked_at = now(), locked_by = 'worker-of-the-dead' where key = $1",
    issuanceId,
  );
  await sweep(house.source, new Date(storyTime.getTime() + 60_000));
  house.now = new Date(storyTime.getTime() + 60_000);
  await house.runJobs();
  expect((await look(house, manager, id)).status).toBe("ISSUED");
});

test("a CA that fails every time is given up in words, and the request can be retried", async () => {
  const { issuanceId, id } = await approved();
  const { issuer } = house;
  house.issuer = { ...issuer, issue: () => Promise.reject(new Error("the HSM is away: slot 7")) };
  try {
    await run(
      "update graphile_worker._private_jobs set attempts = max_attempts - 1, run_at = now() where key = $1",
      issuanceId,
    );
    await house.runJobs();
  } finally {
    house.issuer = issuer;
  }
  const failed = await look(house, manager, id);
  expect(failed).toMatchObject({ status: "FAILED", failure: expect.stringContaining("Retry") });
  expect(failed.failure).not.toContain("slot 7");
  expect((await attemptsOf(issuanceId)).map((one: { outcome: string }) => one.outcome)).toEqual(["ABANDONED"]);
  expect(await act(house, manager, "retryRequest", { id })).toMatchObject({ status: "APPROVED" });
  await house.runJobs();
  expect((await look(house, manager, id)).status).toBe("ISSUED");
});

test("a proof is voided once; nothing else of it ever changes, and it is never deleted", async () => {
  const other = await addAccount(house);
  await anOrder(house, other, await addPerson(house, other, "MANAGER"));
  for (const table of ["domain_proof", "organization_proof"]) {
    const change = (set: string) => run(`update ${table} set ${set} where account_id = $1`, other.id);
    for (const set of [
      "obtained_at = now()",
      "evidence = '{}'",
      "voided_at = null",
      "voided_at = now(), evidence = '{}'",
    ])
      await expect(change(set)).rejects.toThrow("voided once");
    await change("voided_at = now()");
    for (const set of ["voided_at = null", "voided_at = now()", "id = gen_random_uuid()"])
      await expect(change(set)).rejects.toThrow("voided once");
    await expect(run(`delete from ${table} where account_id = $1`, other.id)).rejects.toThrow(
      "never changed or deleted",
    );
    await expect(run(`truncate ${table}`)).rejects.toThrow(/never changed or deleted|cannot truncate/);
    const [{ count }] = await run(
      `select count(*)::int from ${table} where account_id = $1 and voided_at is not null`,
      other.id,
    );
    expect(count).toBe(1);
  }
});

test("the attempts of an issuance are found by an index, however they ended", async () => {
  const indexes = await run(
    "select indexdef from pg_indexes where tablename = 'signing_attempt' and indexdef like '%(issuance_id)'",
  );
  expect(indexes).toHaveLength(1);
});

test("the database itself refuses what must never happen", async () => {
  const { order, id, issuanceId } = await approved();
  await expect(issue(issuanceId, { signed: die })).rejects.toThrow("killed");
  await house.runJobs();
  const certificate = (await certificatesOf(issuanceId))[0];
  const refusals: [string, RegExp][] = [
    ['update issuance set plan = plan || \'{"commonName": "evil.example.com"}\' where id = $1', /never changes/],
    ["update issuance set plan_sha256 = repeat('0', 64) where id = $1", /never changes/],
    ["update issuance set state = 'READY' where id = $1", /never changes/],
    ["update issuance set not_after = not_after + interval '1 day' where id = $1", /never changes/],
    ["delete from issuance where id = $1", /foreign key|never/],
    ["update signing_attempt set tbs = '\\x00' where issuance_id = $1", /never changes/],
    ["update signing_attempt set serial = '\\x010203040506070809' where issuance_id = $1", /never changes/],
    ["update signing_attempt set outcome = null where issuance_id = $1 and outcome = 'ABANDONED'", /never changes/],
    ["update signing_attempt set outcome = 'STORED' where issuance_id = $1 and outcome = 'ABANDONED'", /never changes/],
    ["update signing_attempt set signature = '\\x00' where issuance_id = $1 and outcome = 'STORED'", /never changes/],
    ["delete from signing_attempt where issuance_id = $1", /never changed or deleted/],
    ["update audit_event set actor = 'nobody' where object_id = $1::text", /never changed or deleted/],
    ["delete from audit_event where object_id = $1::text", /never changed or deleted/],
    [
      "update certificate_der set der = '\\x00' where certificate_id = (select id from certificate where issuance_id = $1)",
      /never changed or deleted/,
    ],
    ["update certificate set is_primary = true where issuance_id = $1", /certificate_one_primary|never changes/],
    ["update certificate set dns_names = array['evil.example.com'] where issuance_id = $1", /never changes/],
    ["update certificate set sha256 = 'other' where issuance_id = $1", /never changes/],
    ["update certificate set not_after = not_after + interval '1 day' where issuance_id = $1", /never changes/],
    [
      "delete from certificate_der where certificate_id = (select id from certificate where issuance_id = $1)",
      /never changed or deleted/,
    ],
    ["delete from certificate where issuance_id = $1", /foreign key|never/],
    ["update key set state = 'RELEASED' where id = (select key_id from issuance where id = $1)", /stays certified/],
    [
      "update key set spki_sha256 = repeat('0', 64) where id = (select key_id from issuance where id = $1)",
      /never changes|stays/,
    ],
    ["update certificate_request set csr = 'other' where issuance_id = $1", /never changes/],
    ["update certificate_request set state = 'SUBMITTED' where issuance_id = $1", /never changes/],
    ["update certificate_request set state = 'CANCELED' where issuance_id = $1", /never changes/],
    ["update certificate_request set issuance_id = null, state = 'CANCELED' where issuance_id = $1", /never changes/],
    ["delete from certificate_request where issuance_id = $1", /foreign key|never/],
    [
      "insert into issuance select (jsonb_populate_record(i, '{\"id\": null}')).* from issuance i where id = $1",
      /null value/,
    ],
    [
      `insert into certificate (account_id, order_id, issuance_id, key_id, issuing_ca_id, crl_shard, kind, serial, sha256, common_name, dns_names, not_before, not_after, signature_hash, is_primary, server_platform)
      select account_id, order_id, issuance_id, key_id, issuing_ca_id, crl_shard, kind, '\\x0102', 'x', common_name, dns_names, not_before, not_after, signature_hash, false, server_platform from certificate where issuance_id = $1`,
      /certificate_issuance_id_key/,
    ],
  ];
  for (const [sql, expected] of refusals)
    await expect(run(sql, issuanceId).then(() => `allowed: ${sql}`)).rejects.toThrow(expected);
  for (const table of ["audit_event", "request_decision", "revocation", "certificate_der", "signing_attempt"])
    await expect(run(`truncate ${table}`)).rejects.toThrow(/never changed or deleted|cannot truncate/);
  await expect(run("delete from request_decision where request_id = $1", id)).rejects.toThrow(
    "never changed or deleted",
  );
  await expect(
    run(
      "insert into revocation (issuing_ca_id, serial, at, by, reason, crl_shard, not_after) values ($1, $2, now(), 'x', 'BECAUSE', 0, now())",
      certificate.issuing_ca_id,
      certificate.serial,
    ),
  ).rejects.toThrow("check constraint");
  const [other] = await run(
    "insert into account (name, approval, key_policy, locale, created_at) values ('x', 'ONE_STEP', 'REFUSE', 'EN', now()) returning id",
  );
  await expect(run(`update "order" set account_id = $2 where id = $1`, order.id, other.id)).rejects.toThrow(
    "foreign key",
  );
});

test("one query says who allowed a certificate, on what proof, and which key is where; proofs of later change nothing of it", async () => {
  const { id, issuanceId } = await approved({}, { serverName: "web-2" });
  await issue(issuanceId);
  const { certificate } = await look(house, manager, id);
  house.now = new Date(house.now.getTime() + day);
  await proveAnew(house, account, "domain_proof", house.now);
  await proveAnew(house, account, "organization_proof", house.now);

  const { data } = await house.ask(
    manager,
    `query ($id: ID!) { certificate(id: $id) { spkiSha256 serverName
      request { requestedBy { name } decisions { outcome by { name } } }
      grounds { domains { method obtainedAt domain { name } } organization { kind obtainedAt evidence } caa { dnsName at evidence } } } }`,
    { id: certificate.id },
  );
  const then = new Date(storyTime.getTime() - 40 * day).toISOString();
  expect(data.certificate).toMatchObject({
    spkiSha256: certificate.spkiSha256,
    serverName: "web-2",
    request: { requestedBy: { name: "manager" }, decisions: [{ outcome: "APPROVED", by: { name: "manager" } }] },
    grounds: {
      domains: [{ method: "DNS_TXT", obtainedAt: then, domain: { name: "example.com" } }],
      organization: { kind: "OV", obtainedAt: then, evidence: { registry: "12345678" } },
      caa: [{ dnsName: "example.com" }, { dnsName: "www.example.com" }],
    },
  });
});
