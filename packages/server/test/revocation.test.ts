import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import type { Account } from "../src/accounts/account.ts";
import { certificatePem, toPem } from "../src/ca/pem.ts";
import { issueCertificate } from "../src/certificates/issue-certificate.ts";
import { IssuingCa } from "../src/certificates/issuing-ca.ts";
import type { Viewer } from "../src/foundation/context.ts";
import { anOrder } from "./an-order.ts";
import { act, ask, codesOf, look } from "./duplicate-story.ts";
import { addAccount, addPerson, type House, newKey, openHouse, storyTime } from "./house.ts";
import { type HttpHouse, openDoor } from "./http-house.ts";
import { makeCsr } from "./make-csr.ts";
import { crlAddressIn, issuedOn, readCrl, revoking } from "./revocation-story.ts";

const day = 86_400_000;
const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;
const withOpenssl = hasOpenssl ? test : test.skip;
let house: House;
let door: HttpHouse;
let account: Account;
let manager: Viewer;
let standard: Viewer;

beforeAll(async () => {
  house = await openHouse();
  door = await openDoor(house);
});
afterAll(async () => {
  await door.close();
  await house.close();
});
beforeEach(async () => {
  house.now = storyTime;
  account = await addAccount(house);
  manager = await addPerson(house, account, "MANAGER");
  standard = await addPerson(house, account, "STANDARD_USER");
  await house.runJobs();
  house.mails.length = 0;
});

const run = (sql: string, ...values: unknown[]) => house.source.query(sql, values);
const statusOf = async (id: string, viewer = manager) =>
  (
    await house.ask(
      viewer,
      "query ($id: ID!) { certificate(id: $id) { status revokedAt revocationReason revocationEligibility { allowed atOnce refusals { code } } order { status } } }",
      { id },
    )
  ).data.certificate;
const auditOf = async (objectId: string) =>
  (
    await run("select action || ' ' || outcome as what from audit_event where object_id = $1 order by id", objectId)
  ).map((row: { what: string }) => row.what);
const crlOf = async (der: Buffer) => readCrl((await door.fetch(new URL(crlAddressIn(der)).pathname)).body);
const mailsTo = (person: Viewer) => house.mails.filter((mail) => mail.to.address === person.email);

/** An order with its original and a duplicate, both issued. */
async function twoCertificates() {
  const order = await anOrder(house, account, manager);
  await ask(house, manager, order, { skipApproval: true });
  await house.runJobs();
  house.mails.length = 0;
  const [original, duplicate] = await issuedOn(house, order);
  return { order, original: original!, duplicate: duplicate! };
}

test("an approver revokes one certificate at once; the order and its other certificate stay", async () => {
  const { order, original, duplicate } = await twoCertificates();
  const answer = await revoking(house, manager, "revokeCertificate", {
    id: duplicate.id,
    reason: "SUPERSEDED",
    comments: "moved to web-3",
  });
  expect(answer).toMatchObject({
    __typename: "RevocationRequest",
    status: "APPROVED",
    reason: "SUPERSEDED",
    wholeOrder: false,
    comments: "moved to web-3",
    order: { number: order.number, status: "ISSUED" },
    requestedBy: { id: manager.id },
    certificate: {
      id: duplicate.id,
      status: "REVOKED",
      revokedAt: storyTime.toISOString(),
      revocationReason: "SUPERSEDED",
    },
    decisions: [{ step: 1, outcome: "APPROVED", by: { id: manager.id } }],
    mayDecide: false,
  });
  expect(await statusOf(original.id)).toMatchObject({ status: "ISSUED", revokedAt: null, revocationReason: null });
  expect(await auditOf(duplicate.id)).toEqual(["certificate.issue DONE", "certificate.revoke DONE"]);
  expect(await auditOf(answer.id)).toEqual(["revocation.request DONE", "request.approve DONE"]);
  expect((await ask(house, manager, order)).__typename).toBe("DuplicateRequest");

  await house.runJobs();
  expect(house.mails.filter((mail) => mail.subject.startsWith("Revoked: ")).map((mail) => mail.to.address)).toEqual([
    "web@example.com",
    manager.email,
  ]);
});

test("a revoked certificate is on the CRL whose address is in it, and no other CRL was made for that", async () => {
  const { original, duplicate } = await twoCertificates();
  const numbers = () =>
    run(
      "select shard, max(number) as number from crl where issuing_ca_id = $1 group by shard order by shard",
      duplicate.issuingCaId,
    );
  expect((await crlOf(duplicate.der)).serials).not.toContain(duplicate.serial.toString("hex"));
  const before = await numbers();
  await revoking(house, manager, "revokeCertificate", { id: duplicate.id, reason: "UNSPECIFIED" });
  await house.runJobs();

  const crl = await crlOf(duplicate.der);
  expect(crl.serials).toContain(duplicate.serial.toString("hex"));
  expect(crl.serials).not.toContain(original.serial.toString("hex"));
  expect(crl.distributionPoint).toBe(crlAddressIn(duplicate.der));
  expect(crlAddressIn(duplicate.der)).toMatch(new RegExp(`/pki/tls-rsa-1/${duplicate.shard}\\.crl$`));
  const after = await numbers();
  expect(after).toHaveLength(4);
  for (const [at, { shard, number }] of after.entries()) {
    const made = shard === duplicate.shard ? 1 : 0;
    expect([shard, Number(number) - Number(before[at].number)]).toEqual([shard, made]);
  }
});

withOpenssl("openssl, fetching the CRLs from /pki/, refuses the revoked certificate and no other", async () => {
  const { original, duplicate } = await twoCertificates();
  await revoking(house, manager, "revokeCertificate", { id: duplicate.id, reason: "KEY_COMPROMISE" });
  await house.runJobs();

  const folder = mkdtempSync(join(tmpdir(), "duplicert-crl-"));
  try {
    const ca = await house.source.manager.findOneByOrFail(IssuingCa, { id: duplicate.issuingCaId });
    const path = (name: string, content: string) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const rootFile = path("root.pem", certificatePem(ca.rootDer));
    const caFile = path("ca.pem", certificatePem(ca.certificateDer));
    const verify = async (der: Buffer) => {
      const addresses = [crlAddressIn(der), crlAddressIn(ca.certificateDer)];
      const crls = await Promise.all(addresses.map((address) => door.fetch(new URL(address).pathname)));
      const crlFile = path("all.crl", crls.map(({ body }) => toPem("X509 CRL", body)).join(""));
      const at = String(Math.floor(house.now.getTime() / 1000) + 60);
      const { status, stdout, stderr } = spawnSync(
        "openssl",
        [
          ...["verify", "-crl_check_all", "-extended_crl", "-attime", at, "-CAfile", rootFile, "-untrusted", caFile],
          ...["-CRLfile", crlFile, path("leaf.pem", certificatePem(der))],
        ],
        { encoding: "utf8" },
      );
      return { status, text: stdout + stderr };
    };
    expect(await verify(original.der)).toMatchObject({ status: 0, text: expect.stringContaining("OK") });
    expect(await verify(duplicate.der)).toMatchObject({
      status: 2,
      text: expect.stringContaining("certificate revoked"),
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("nothing is revoked twice: the refusal says since when and why, and is on record", async () => {
  const { duplicate } = await twoCertificates();
  const revoke = () => revoking(house, manager, "revokeCertificate", { id: duplicate.id, reason: "SUPERSEDED" });
  await revoke();
  house.now = new Date(storyTime.getTime() + day);
  const again = await revoke();
  expect(again).toMatchObject({ __typename: "RevocationRefused" });
  expect(codesOf(again)).toEqual(["CERTIFICATE_REVOKED"]);
  expect(again.message).toContain("2026-11-20 10:00:00 UTC (superseded)");
  expect(await auditOf(duplicate.id)).toContain("revocation.request REFUSED");
  expect((await statusOf(duplicate.id)).revocationEligibility).toEqual({
    allowed: false,
    atOnce: true,
    refusals: [{ code: "CERTIFICATE_REVOKED" }],
  });
});

test("a subscriber withdraws no privilege, and what has expired is not revoked", async () => {
  const order = await anOrder(house, account, manager, { certificateEndsInDays: 10 });
  const { id } = (await issuedOn(house, order))[0]!;
  const withdrawn = await revoking(house, manager, "revokeCertificate", { id, reason: "PRIVILEGE_WITHDRAWN" });
  expect(codesOf(withdrawn)).toEqual(["REASON_NOT_ALLOWED"]);
  house.now = new Date(storyTime.getTime() + 10 * day + 1000);
  expect(codesOf(await revoking(house, manager, "revokeCertificate", { id, reason: "UNSPECIFIED" }))).toEqual([
    "CERTIFICATE_EXPIRED",
  ]);
  expect(await run("select 1 from revocation r join certificate c using (serial) where c.id = $1", id)).toEqual([]);
});

test("a standard user's request waits for an approver, who is told; a rejection changes nothing and is mailed", async () => {
  const { duplicate } = await twoCertificates();
  const input = { id: duplicate.id, reason: "CESSATION_OF_OPERATION", comments: "that server is gone" };
  const waiting = await revoking(house, standard, "revokeCertificate", input);
  expect(waiting).toMatchObject({
    status: "SUBMITTED",
    decisions: [],
    certificate: { status: "ISSUED" },
    mayDecide: false,
  });
  await house.runJobs();
  const [told] = mailsTo(manager);
  expect(told?.subject).toMatch(/^Waits for approval: revocation for www\.example\.com/);
  expect(told?.text).toContain("> that server is gone");
  expect(mailsTo(standard)).toEqual([]);

  const again = await revoking(house, standard, "revokeCertificate", input);
  expect(codesOf(again)).toEqual(["REVOCATION_REQUESTED"]);
  expect(again.refusals[0].url).toBe(`/requests/${waiting.id}`);
  expect(await revoking(house, standard, "approveRequest", { id: waiting.id })).toMatchObject({
    __typename: "NotPermitted",
  });

  const rejected = await revoking(house, manager, "rejectRequest", { id: waiting.id, reason: "it is still there" });
  expect(rejected).toMatchObject({ status: "REJECTED", certificate: { status: "ISSUED" } });
  await house.runJobs();
  expect(mailsTo(standard).map(({ text }) => text)).toEqual([expect.stringContaining("> it is still there")]);
  expect(mailsTo(standard)[0]?.text).toContain("Nothing was revoked");
  expect((await statusOf(duplicate.id, standard)).revocationEligibility).toEqual({
    allowed: true,
    atOnce: false,
    refusals: [],
  });
});

test("an approver approves it: revoked at once and for good, and the requester is told", async () => {
  const { duplicate } = await twoCertificates();
  const { id } = await revoking(house, standard, "revokeCertificate", { id: duplicate.id, reason: "SUPERSEDED" });
  house.now = new Date(storyTime.getTime() + 3_600_000);
  const approved = await revoking(house, manager, "approveRequest", { id, comments: "yes" });
  expect(approved).toMatchObject({
    status: "APPROVED",
    certificate: { status: "REVOKED", revokedAt: house.now.toISOString(), revocationReason: "SUPERSEDED" },
    decisions: [{ outcome: "APPROVED", by: { id: manager.id }, comments: "yes" }],
  });
  for (const mutation of ["approveRequest", "rejectRequest", "cancelRequest"] as const) {
    const input = mutation === "rejectRequest" ? { id, reason: "too late" } : { id };
    expect(await revoking(house, manager, mutation, input)).toMatchObject({ __typename: "RequestNotOpen" });
  }
  await house.runJobs();
  expect(mailsTo(standard).map(({ subject }) => subject)).toEqual([expect.stringMatching(/^Revoked: duplicate/)]);
});

test("in two-step approval one approver is enough to revoke", async () => {
  account = await addAccount(house, "TWO_STEP");
  manager = await addPerson(house, account, "ADMINISTRATOR");
  const order = await anOrder(house, account, manager);
  const { id } = (await issuedOn(house, order))[0]!;
  expect(await revoking(house, manager, "revokeCertificate", { id, reason: "KEY_COMPROMISE" })).toMatchObject({
    status: "APPROVED",
  });
});

test("what waits for the same revocation is closed when somebody revokes at once", async () => {
  const { duplicate } = await twoCertificates();
  const { id } = await revoking(house, standard, "revokeCertificate", { id: duplicate.id, reason: "SUPERSEDED" });
  await revoking(house, manager, "revokeCertificate", { id: duplicate.id, reason: "KEY_COMPROMISE" });
  const [row] = await run("select state from certificate_request where id = $1", id);
  expect(row.state).toBe("CANCELED");
});

test("of two approvers at once one decides, and the other is told", async () => {
  const { duplicate } = await twoCertificates();
  const other = await addPerson(house, account, "ADMINISTRATOR", "other");
  const { id } = await revoking(house, standard, "revokeCertificate", { id: duplicate.id, reason: "SUPERSEDED" });
  const answers = await Promise.all([
    revoking(house, manager, "approveRequest", { id }),
    revoking(house, other, "rejectRequest", { id, reason: "no" }),
    revoking(house, manager, "revokeCertificate", { id: duplicate.id, reason: "SUPERSEDED" }),
  ]);
  expect(
    answers.map((answer) => answer.__typename).filter((name) => name === "RevocationRequest").length,
  ).toBeGreaterThan(0);
  const decisions = await run("select outcome from request_decision where request_id = $1", id);
  expect(decisions).toHaveLength(1);
});

test("revoking the primary leaves the order issued, and nothing is duplicated from it any more", async () => {
  const { order, original } = await twoCertificates();
  await revoking(house, manager, "revokeCertificate", { id: original.id, reason: "AFFILIATION_CHANGED" });
  expect(codesOf(await ask(house, manager, order))).toEqual(["CERTIFICATE_REVOKED"]);
  expect((await statusOf(original.id)).order.status).toBe("ISSUED");
});

test("a key that its owner calls compromised is not accepted again", async () => {
  const { order } = await twoCertificates();
  const csr = makeCsr(newKey(), order.commonName);
  const { id } = await ask(house, manager, order, { skipApproval: true, csr });
  await house.runJobs();
  const { certificate } = await look(house, manager, id);
  await revoking(house, manager, "revokeCertificate", { id: certificate.id, reason: "KEY_COMPROMISE" });
  await run("update account set key_policy = 'WARN' where id = $1", account.id);
  const again = await ask(house, manager, order, { csr });
  expect([again.__typename, ...codesOf(again)]).toEqual(["CsrRejected", "KEY_COMPROMISED"]);
});

test("a whole order: everything on it is revoked, what is being issued fails, what waits is canceled", async () => {
  const { order, original, duplicate } = await twoCertificates();
  const csr = makeCsr(newKey(), order.commonName);
  const waiting = await ask(house, standard, order, { csr });
  const ready = await ask(house, manager, order, { skipApproval: true });
  const asked = await revoking(house, standard, "revokeCertificate", { id: duplicate.id, reason: "SUPERSEDED" });
  house.mails.length = 0;

  const answer = await revoking(house, manager, "revokeOrder", {
    orderNumber: order.number,
    reason: "CESSATION_OF_OPERATION",
  });
  expect(answer).toMatchObject({
    status: "APPROVED",
    wholeOrder: true,
    certificate: null,
    order: { status: "REVOKED" },
  });
  for (const { id } of [original, duplicate])
    expect(await statusOf(id)).toMatchObject({ status: "REVOKED", revocationReason: "CESSATION_OF_OPERATION" });
  expect(await look(house, manager, waiting.id)).toMatchObject({ status: "CANCELED" });
  expect(await look(house, manager, ready.id)).toMatchObject({
    status: "FAILED",
    failure: expect.stringContaining("revoked"),
  });
  expect(await run("select state from certificate_request where id = $1", asked.id)).toEqual([{ state: "CANCELED" }]);
  expect(await auditOf(order.id)).toContain("order.revoke DONE");

  await house.runJobs();
  expect((await look(house, manager, ready.id)).status).toBe("FAILED");
  for (const { der, serial } of [original, duplicate])
    expect((await crlOf(der)).serials).toContain(serial.toString("hex"));
  expect(house.mails.filter(({ subject }) => subject.startsWith("Revoked: "))).toHaveLength(4);

  const again = await revoking(house, manager, "revokeOrder", { orderNumber: order.number, reason: "UNSPECIFIED" });
  expect(codesOf(again)).toEqual(["ORDER_REVOKED"]);
  expect(again.message).toContain("2026-11-20 10:00:00 UTC (cessation of operation)");
  expect(codesOf(await ask(house, manager, order))).toContain("ORDER_REVOKED");
  // nothing was signed with the key of what only waited: another order may have it
  const other = await anOrder(house, account, manager);
  expect((await ask(house, manager, other, { csr })).__typename).toBe("DuplicateRequest");
});

test("a standard user's request to revoke an order waits, and an approver carries it out", async () => {
  const { order, original } = await twoCertificates();
  const { id, status } = await revoking(house, standard, "revokeOrder", {
    orderNumber: order.number,
    reason: "SUPERSEDED",
  });
  expect([status, (await statusOf(original.id)).status]).toEqual(["SUBMITTED", "ISSUED"]);
  expect(await revoking(house, manager, "approveRequest", { id })).toMatchObject({
    status: "APPROVED",
    order: { status: "REVOKED" },
  });
  expect((await statusOf(original.id)).status).toBe("REVOKED");
});

test("an order that is revoked between signing and storing: nothing is stored, and the serial is on the CRL", async () => {
  const { order, original } = await twoCertificates();
  const { id } = await ask(house, manager, order, { skipApproval: true });
  const [{ issuance_id: issuanceId }] = await run("select issuance_id from certificate_request where id = $1", id);
  await issueCertificate(house.source, house.issuer, house.network, { issuanceId }, () => house.now, {
    signed: async () => {
      await revoking(house, manager, "revokeOrder", { orderNumber: order.number, reason: "KEY_COMPROMISE" });
    },
  });
  const [attempt] = await run("select * from signing_attempt where issuance_id = $1", issuanceId);
  expect(attempt).toMatchObject({ outcome: "ABANDONED", signature: expect.anything() });
  expect(await look(house, manager, id)).toMatchObject({ status: "FAILED", certificate: null });
  expect(await auditOf(attempt.id)).toEqual(["certificate.revoke DONE"]);
  await house.runJobs();
  const { body } = await door.fetch(
    new URL(crlAddressIn(original.der)).pathname.replace(/\d+\.crl/, `${attempt.crl_shard}.crl`),
  );
  expect(readCrl(body).serials).toContain(attempt.serial.toString("hex"));
});

test("an order is revoked while its duplicates are asked for, approved and issued: nobody waits for ever", async () => {
  const { order } = await twoCertificates();
  const open = await Promise.all([1, 2, 3].map(() => ask(house, standard, order)));
  const answers = await Promise.allSettled([
    ...open.map(({ id }) => act(house, manager, "approveRequest", { id })),
    revoking(house, manager, "revokeOrder", { orderNumber: order.number, reason: "SUPERSEDED" }),
    ask(house, manager, order, { skipApproval: true }),
    house.runJobs(),
  ]);
  expect(answers.filter(({ status }) => status === "rejected")).toEqual([]);
  await house.runJobs();
  const rows = await run(
    "select c.id from certificate c where c.order_id = $1 and not exists (select from revocation r where r.serial = c.serial and r.issuing_ca_id = c.issuing_ca_id)",
    order.id,
  );
  expect(rows).toEqual([]);
});

test("nobody revokes what is another account's, or another's order for a limited user", async () => {
  const { order, duplicate } = await twoCertificates();
  const stranger = await addPerson(house, await addAccount(house, "ONE_STEP", "Other"), "ADMINISTRATOR");
  const limited = await addPerson(house, account, "LIMITED_USER");
  for (const viewer of [stranger, limited]) {
    const one = await revoking(house, viewer, "revokeCertificate", { id: duplicate.id, reason: "SUPERSEDED" });
    expect(one.__typename).toBe("CertificateNotFound");
    const all = await revoking(house, viewer, "revokeOrder", { orderNumber: order.number, reason: "SUPERSEDED" });
    expect(all.__typename).toBe("OrderNotFound");
  }
  const none = await revoking(house, manager, "revokeCertificate", { id: "' or 1=1", reason: "SUPERSEDED" });
  expect(none.__typename).toBe("CertificateNotFound");
  const { id } = await revoking(house, standard, "revokeCertificate", { id: duplicate.id, reason: "SUPERSEDED" });
  expect(await revoking(house, stranger, "approveRequest", { id })).toMatchObject({ __typename: "RequestNotFound" });
  expect((await statusOf(duplicate.id)).status).toBe("ISSUED");
});

test("requests of both kinds are listed together, and by kind", async () => {
  const { order, duplicate } = await twoCertificates();
  await revoking(house, standard, "revokeCertificate", { id: duplicate.id, reason: "SUPERSEDED" });
  const list = async (filter: object) =>
    (
      await house.ask(
        manager,
        "query ($filter: CertificateRequestFilter) { certificateRequests(filter: $filter) { nodes { __typename status certificate { id } ... on RevocationRequest { reason } } } }",
        { filter },
      )
    ).data.certificateRequests.nodes;
  const orderNumber = order.number;
  expect((await list({ orderNumber })).map((one: { __typename: string }) => one.__typename).sort()).toEqual([
    "DuplicateRequest",
    "RevocationRequest",
  ]);
  expect(await list({ orderNumber, kind: ["REVOCATION"], status: ["SUBMITTED"] })).toEqual([
    { __typename: "RevocationRequest", status: "SUBMITTED", certificate: { id: duplicate.id }, reason: "SUPERSEDED" },
  ]);
  await revoking(house, manager, "revokeOrder", { orderNumber, reason: "SUPERSEDED" });
  expect(await list({ orderNumber, status: ["APPROVED"] })).toEqual([
    { __typename: "RevocationRequest", status: "APPROVED", certificate: null, reason: "SUPERSEDED" },
  ]);
  expect(await list({ orderNumber, kind: ["DUPLICATE"] })).toEqual([
    { __typename: "DuplicateRequest", status: "ISSUED", certificate: { id: duplicate.id } },
  ]);
});

test("what is revoked stays so, whatever the code does", async () => {
  const { order, duplicate } = await twoCertificates();
  const { id } = await revoking(house, manager, "revokeCertificate", { id: duplicate.id, reason: "SUPERSEDED" });
  await revoking(house, manager, "revokeOrder", { orderNumber: order.number, reason: "SUPERSEDED" });
  const refusals: [string, RegExp, string][] = [
    ["update certificate_request set state = 'CANCELED' where id = $1", /never changes/, id],
    ["update certificate_request set reason = 'KEY_COMPROMISE' where id = $1", /never changes/, id],
    [`update "order" set state = 'ISSUED' where id = $1`, /stays revoked/, order.id],
    ["update certificate set crl_shard = crl_shard + 1 where id = $1", /never changes/, duplicate.id],
    [
      "insert into certificate_request (account_id, kind, order_id, certificate_id, requested_by, requested_at, input_sha256, state) select account_id, kind, order_id, certificate_id, requested_by, requested_at, '', 'SUBMITTED' from certificate_request where id = $1",
      /to_revoke/,
      id,
    ],
  ];
  for (const [sql, expected, about] of refusals)
    await expect(run(sql, about).then(() => `allowed: ${sql}`)).rejects.toThrow(expected);
});
