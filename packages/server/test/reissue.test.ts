import { X509Certificate } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import type { Account, ApprovalPolicy } from "../src/accounts/account.ts";
import { issueCertificate, type Steps } from "../src/certificates/issue-certificate.ts";
import type { Viewer } from "../src/foundation/context.ts";
import { anOrder, type OrderWish } from "./an-order.ts";
import { anotherRoot, policies } from "./another-ca.ts";
import { act, ask, codesOf } from "./duplicate-story.ts";
import { addAccount, addPerson, type House, newKey, openHouse, storyTime } from "./house.ts";
import { makeCsr } from "./make-csr.ts";
import { askReissue, lookAtOrder, lookAtReissue, reissuing, sweepAt } from "./reissue-story.ts";
import { readCrl, revoking } from "./revocation-story.ts";

const hour = 3_600_000;
const day = 24 * hour;
const names = ["www.example.com", "example.com"];
let house: House;
let account: Account;
let manager: Viewer;
let standard: Viewer;

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
beforeEach(() => anAccount("ONE_STEP"));

async function anAccount(approval: ApprovalPolicy) {
  house.now = storyTime;
  account = await addAccount(house, approval);
  manager = await addPerson(house, account, "MANAGER");
  standard = await addPerson(house, account, "STANDARD_USER");
  await house.runJobs();
  house.mails.length = 0;
}

const severalNames = (wish: OrderWish = {}) =>
  anOrder(house, account, manager, { product: "ov_multi_domain", names, ...wish });
const later = (ms: number) => new Date(storyTime.getTime() + ms);
const rows = (sql: string, ...values: unknown[]) => house.source.query(sql, values);
const auditOf = async (id: string) =>
  (await rows("select action || ' ' || outcome as what from audit_event where object_id = $1 order by id", id)).map(
    (row: { what: string }) => row.what,
  );
const subjectsTo = (email: string) =>
  house.mails.filter((mail) => mail.to.address === email).map((mail) => mail.subject);

test("with the names unchanged a reissue becomes the primary one, and the earlier stays valid beside it", async () => {
  const order = await severalNames();
  const before = await lookAtOrder(house, manager, order);
  expect(before.reissueEligibility).toMatchObject({
    allowed: true,
    maxValidTo: "2027-06-07T09:59:59.000Z",
    defaults: {
      commonName: "www.example.com",
      dnsNames: names,
      signatureHash: "SHA256",
      serverPlatform: { id: "nginx" },
    },
  });
  const asked = await askReissue(house, standard, order, { dnsNames: names.toReversed(), serverName: "web-2" });
  expect(asked).toMatchObject({
    __typename: "ReissueRequest",
    status: "SUBMITTED",
    revokesEarlier: false,
    commonName: "www.example.com",
    validTo: "2027-06-07T09:59:59.000Z",
    order: { status: "REISSUE_PENDING" },
    waitsFor: [],
  });
  await reissuing(house, manager, "approveRequest", { id: asked.id });
  await house.runJobs();

  const issued = await lookAtReissue(house, standard, asked.id);
  expect(issued).toMatchObject({
    status: "ISSUED",
    certificate: { kind: "REISSUE", isPrimary: true, status: "ISSUED" },
  });
  const after = await lookAtOrder(house, manager, order);
  expect(after).toMatchObject({
    status: "ISSUED",
    dnsNames: ["example.com", "www.example.com"],
    certificate: { id: issued.certificate.id },
    certificates: {
      nodes: [
        { kind: "REISSUE", isPrimary: true, status: "ISSUED", revocationDueAt: null },
        { kind: "ORIGINAL", isPrimary: false, status: "ISSUED", revocationDueAt: null, supersededBy: null },
      ],
    },
  });
  const [first, second] = after.certificates.nodes.map(({ pem }: { pem: string }) => new X509Certificate(pem));
  expect(first.publicKey.equals(second.publicKey)).toBe(false);
  const ca = new X509Certificate(after.certificates.nodes[0].chainPem);
  for (const one of [first, second]) expect([one.checkIssued(ca), one.verify(ca.publicKey)]).toEqual([true, true]);

  await sweepAt(house, later(4 * day));
  const still = await lookAtOrder(house, manager, order);
  expect(still.certificates.nodes.map(({ status }: { status: string }) => status)).toEqual(["ISSUED", "ISSUED"]);
  expect(house.mails.filter(({ subject }) => /revoke/i.test(subject))).toEqual([]);
});

test("an added name waits for its domain, is issued by itself once that is proved, and revokes nothing", async () => {
  const order = await severalNames();
  const wanted = [...names, "shop.example.org"];
  const { data } = await house.ask(
    standard,
    "query ($input: PreviewReissueInput!) { previewReissue(input: $input) { added removed unchanged revokedWithin revokes { id } needsProof { name domain { name } validation { status } } refusals { code } } }",
    { input: { orderNumber: order.number, dnsNames: wanted } },
  );
  expect(data.previewReissue).toEqual({
    added: ["shop.example.org"],
    removed: [],
    unchanged: names,
    revokedWithin: "PT72H",
    revokes: [],
    needsProof: [{ name: "shop.example.org", domain: null, validation: { status: "PENDING" } }],
    refusals: [],
  });

  const asked = await askReissue(house, manager, order, { dnsNames: wanted, skipApproval: true });
  expect(asked).toMatchObject({ status: "APPROVED", revokesEarlier: false, order: { status: "REISSUE_PENDING" } });
  expect(asked.waitsFor).toMatchObject([{ code: "DOMAIN_VALIDATION_INCOMPLETE", subject: "example.org" }]);
  await house.runJobs();
  // the present certificate is still there to be duplicated
  expect(await lookAtOrder(house, manager, order)).toMatchObject({
    status: "REISSUE_PENDING",
    dnsNames: names,
    duplicateEligibility: { allowed: true },
    reissueEligibility: { allowed: false, refusals: [{ code: "REISSUE_PENDING", url: `/requests/${asked.id}` }] },
  });

  await proveByTxt("example.org");
  expect(await lookAtReissue(house, manager, asked.id)).toMatchObject({ status: "ISSUED", waitsFor: [] });
  const after = await lookAtOrder(house, manager, order);
  expect(after).toMatchObject({ status: "ISSUED", dnsNames: wanted, duplicateEligibility: { allowed: true } });
  expect(after.domains[2]).toMatchObject({ name: "shop.example.org", domain: { name: "example.org" } });
  expect(after.certificates.nodes).toMatchObject([{ status: "ISSUED" }, { status: "ISSUED", revocationDueAt: null }]);
});

/** Proves a domain of the account by a record, as a person would. */
async function proveByTxt(name: string): Promise<void> {
  const [{ id }] = await rows("select id from domain where account_id = $1 and name = $2", account.id, name);
  const { data } = await house.ask(
    manager,
    `mutation ($id: ID!) { startDomainValidation(input: { domainId: $id, method: DNS_TXT }) {
      ... on DomainChallenge { instruction { name value } } ... on Problem { message } } }`,
    { id },
  );
  const { instruction } = data.startDomainValidation;
  house.dns.setRecords(instruction.name, "TXT", instruction.value);
  await house.runJobs();
}

test("a name left out: what was issued before is revoked 72 hours later, not a moment sooner, and everybody is told", async () => {
  const order = await severalNames();
  await ask(house, manager, order, { skipApproval: true, serverName: "web-2" });
  await house.runJobs();
  house.mails.length = 0;
  const earlier = (await lookAtOrder(house, manager, order)).certificates.nodes;
  const refused = await askReissue(house, standard, order, { dnsNames: ["www.example.com"] });
  expect(codesOf(refused)).toEqual(["REVOCATION_NOT_CONFIRMED"]);
  for (const { serialNumber } of earlier) expect(refused.reasons[0].subject).toContain(serialNumber);

  const asked = await askReissue(house, standard, order, { dnsNames: ["www.example.com"], revokeEarlier: true });
  expect(asked.revokesEarlier).toBe(true);
  await house.runJobs();
  expect(subjectsTo(standard.email)).toContain(
    `Reissue request will revoke previously issued certificates for order ${order.number} within 72 hours`,
  );
  const toApprove = house.mails.find(({ to }) => to.address === manager.email)!;
  expect(toApprove.text).toContain(
    "72 hours after it is issued, everything that was issued on the order before is revoked",
  );
  await reissuing(house, manager, "approveRequest", { id: asked.id });
  await house.runJobs();
  const due = later(72 * hour).toISOString();
  const { certificate } = await lookAtReissue(house, manager, asked.id);
  const pending = { status: "REVOCATION_PENDING", revocationDueAt: due, supersededBy: { id: certificate.id } };
  expect(await lookAtOrder(house, manager, order)).toMatchObject({
    dnsNames: ["www.example.com"],
    certificates: { nodes: [{ id: certificate.id, status: "ISSUED", revocationDueAt: null }, pending, pending] },
    // a duplicate of the new one may be had at once
    duplicateEligibility: { allowed: true },
  });
  const subject = `To be revoked on 2026-11-23 10:00:00 UTC: earlier certificates for www.example.com (order ${order.number})`;
  for (const email of [standard.email, "web@example.com"]) expect(subjectsTo(email)).toContain(subject);
  const letter = house.mails.find((mail) => mail.subject === subject)!.text;
  for (const { serialNumber } of earlier) expect(letter).toContain(serialNumber);
  expect(letter).toContain("web-2 (nginx)");
  const [old] = earlier;
  expect(await auditOf(old.id)).toEqual(["certificate.issue DONE", "certificate.supersede DONE"]);
  expect((await ask(house, manager, order, { skipApproval: true })).dnsNames).toEqual(["www.example.com"]);

  house.mails.length = 0;
  await sweepAt(house, later(48 * hour));
  await sweepAt(house, later(48 * hour + 60_000));
  expect(subjectsTo(standard.email)).toEqual([`Reminder, to${subject.slice(2)}`]);
  house.mails.length = 0;
  await sweepAt(house, later(72 * hour - 60_000));
  expect(statuses(await lookAtOrder(house, manager, order))).toEqual(["ISSUED", "ISSUED", ...waiting, ...waiting]);
  await sweepAt(house, later(72 * hour));
  const after = await lookAtOrder(house, manager, order);
  expect(statuses(after)).toEqual(["ISSUED", "ISSUED", "REVOKED", "REVOKED"]);
  const gone = after.certificates.nodes.filter(({ status }: { status: string }) => status === "REVOKED");
  expect(gone).toMatchObject([
    { revokedAt: due, revocationReason: "SUPERSEDED", revocationDueAt: null, supersededBy: { id: certificate.id } },
    { revokedAt: due, revocationReason: "SUPERSEDED" },
  ]);
  // they are on the CRL whose address is in them
  for (const { id } of gone) {
    const [{ serial, der }] = await rows(
      `select c.serial, (select l.der from crl l where l.issuing_ca_id = c.issuing_ca_id and l.shard = c.crl_shard order by l.number desc limit 1) as der
       from certificate c where c.id = $1`,
      id,
    );
    expect(readCrl(der).serials).toContain(serial.toString("hex"));
  }
  expect(subjectsTo(standard.email).filter((one) => one.startsWith("Revoked: "))).toHaveLength(2);

  const revocations = await rows("select count(*)::int as n from revocation");
  await sweepAt(house, later(73 * hour));
  expect(await rows("select count(*)::int as n from revocation")).toEqual(revocations);
});

const waiting = ["REVOCATION_PENDING"];
const statuses = (order: { certificates: { nodes: { status: string }[] } }) =>
  order.certificates.nodes.map(({ status }) => status);

test("one that is about to be revoked may be revoked sooner; the others wait for their time", async () => {
  const order = await severalNames();
  await ask(house, manager, order, { skipApproval: true });
  await house.runJobs();
  await askReissue(house, manager, order, { dnsNames: ["example.com"], revokeEarlier: true, skipApproval: true });
  await house.runJobs();
  const { nodes } = (await lookAtOrder(house, manager, order)).certificates;
  await revoking(house, manager, "revokeCertificate", { id: nodes[1].id, reason: "KEY_COMPROMISE" });
  expect(statuses(await lookAtOrder(house, manager, order))).toEqual(["ISSUED", "REVOKED", "REVOCATION_PENDING"]);
  // a second reissue does not put off what was told
  house.now = later(24 * hour);
  await askReissue(house, manager, order, { skipApproval: true });
  await house.runJobs();
  await sweepAt(house, later(72 * hour));
  expect(statuses(await lookAtOrder(house, manager, order))).toEqual(["ISSUED", "ISSUED", "REVOKED", "REVOKED"]);
  const [byHand] = await rows(
    "select reason from revocation r join certificate c using (serial) where c.id = $1",
    nodes[1].id,
  );
  expect(byHand.reason).toBe("KEY_COMPROMISE");
});

test("a DV order is reissued to a second server, every name proved anew, while the first certificate stays valid", async () => {
  const order = await anOrder(house, account, manager, {
    product: "dv",
    names: ["dv.example.com", "www.dv.example.com"],
  });
  const { duplicateEligibility } = await lookAtOrder(house, manager, order);
  expect(duplicateEligibility.refusals).toEqual([
    { code: "DUPLICATES_NOT_ALLOWED", url: `/orders/${order.number}/reissues/new` },
  ]);
  expect(codesOf(await askReissue(house, manager, order))).toEqual(["DOMAIN_METHOD_NEEDED"]);

  const input = { domainMethod: "DNS_TXT", serverName: "web-2", skipApproval: true };
  const asked = await askReissue(house, manager, order, input);
  expect(asked).toMatchObject({ status: "APPROVED", revokesEarlier: false, domainMethod: "DNS_TXT" });
  await house.runJobs();
  // the proof of a day ago, which every OV order could rely on, does not count
  const [{ id: domainId }] = await rows(
    "select id from domain where account_id = $1 and name = 'example.com'",
    account.id,
  );
  await rows(
    `insert into domain_proof (account_id, domain_id, method, scope, obtained_at, evidence) values ($1, $2, 'DNS_TXT', 'SUBDOMAINS', $3, '{}')`,
    account.id,
    domainId,
    later(-day),
  );
  await sweepAt(house, later(2 * hour));
  const waits = await lookAtReissue(house, manager, asked.id);
  expect(waits.status).toBe("APPROVED");
  expect(waits.waitsFor.map(({ code }: { code: string }) => code)).toEqual(["DOMAIN_VALIDATION_INCOMPLETE"]);

  for (const { challenge } of waits.domains)
    house.dns.setRecords(challenge.instruction.name, "TXT", challenge.instruction.value);
  const ids = new Set<string>(waits.domains.map(({ challenge }: { challenge: { id: string } }) => challenge.id));
  for (const id of ids)
    await house.ask(manager, "mutation ($id: ID!) { checkDomainValidation(input: { id: $id }) { __typename } }", {
      id,
    });
  await house.runJobs();
  const issued = await lookAtReissue(house, manager, asked.id);
  expect(issued).toMatchObject({
    status: "ISSUED",
    certificate: { isPrimary: true, dnsNames: ["dv.example.com", "www.dv.example.com"] },
  });
  expect(statuses(await lookAtOrder(house, manager, order))).toEqual(["ISSUED", "ISSUED"]);
  const [{ proofs }] = await rows(
    "select a.proofs from signing_attempt a join certificate c on c.issuance_id = a.issuance_id where c.id = $1",
    issued.certificate.id,
  );
  expect(await rows("select distinct request_id as id from domain_proof where id = any($1)", proofs)).toEqual([
    { id: asked.id },
  ]);

  // nor does this proof serve the next one
  const next = await askReissue(house, manager, order, input);
  expect(next).toMatchObject({ status: "APPROVED" });
  expect(next.waitsFor).not.toEqual([]);
});

test("a reissue that waits may be canceled or rejected: the order is ISSUED again and the key free", async () => {
  const order = await severalNames();
  const csr = makeCsr(newKey(), "www.example.com");
  const wish = { csr, dnsNames: [...names, "new.example.net"] };
  const first = await askReissue(house, standard, order, wish);
  await reissuing(house, manager, "approveRequest", { id: first.id });
  await house.runJobs();
  expect(await lookAtReissue(house, manager, first.id)).toMatchObject({ status: "APPROVED" });
  const pending = await askReissue(house, standard, order, { csr: makeCsr(newKey(), "www.example.com") });
  expect(pending.reasons).toMatchObject([{ code: "REISSUE_PENDING", subject: first.id, url: `/requests/${first.id}` }]);
  expect(await reissuing(house, standard, "cancelRequest", { id: first.id })).toMatchObject({
    status: "CANCELED",
    order: { status: "ISSUED" },
  });
  const second = await askReissue(house, standard, order, wish);
  expect(await reissuing(house, manager, "rejectRequest", { id: second.id, reason: "not now" })).toMatchObject({
    status: "REJECTED",
    order: { status: "ISSUED" },
  });
  expect((await askReissue(house, standard, order, wish)).__typename).toBe("ReissueRequest");
});

test("revoking the order ends the reissue that waits", async () => {
  const order = await severalNames();
  const csr = makeCsr(newKey(), "www.example.com");
  const asked = await askReissue(house, manager, order, {
    csr,
    dnsNames: [...names, "n.example.info"],
    skipApproval: true,
  });
  await revoking(house, manager, "revokeOrder", { orderNumber: order.number, reason: "CESSATION_OF_OPERATION" });
  await house.runJobs();
  expect(await lookAtReissue(house, manager, asked.id)).toMatchObject({
    status: "CANCELED",
    order: { status: "REVOKED" },
  });
  expect(codesOf(await askReissue(house, manager, order))).toEqual(["ORDER_REVOKED"]);
  const other = await severalNames();
  expect((await askReissue(house, manager, other, { csr })).__typename).toBe("ReissueRequest");
});

test("revoking the certificate while a reissue waits is not refused, and the reissue goes on", async () => {
  const order = await severalNames();
  const asked = await askReissue(house, manager, order);
  const { certificate } = await lookAtOrder(house, manager, order);
  const answer = await revoking(house, manager, "revokeCertificate", { id: certificate.id, reason: "KEY_COMPROMISE" });
  expect(answer).toMatchObject({ status: "APPROVED" });
  await reissuing(house, manager, "approveRequest", { id: asked.id });
  await house.runJobs();
  expect(statuses(await lookAtOrder(house, manager, order))).toEqual(["ISSUED", "REVOKED"]);
});

test("a duplicate that waits with a name which the reissue left out is refused at approval", async () => {
  const order = await severalNames();
  const duplicate = await ask(house, standard, order);
  await askReissue(house, manager, order, { dnsNames: ["example.com"], revokeEarlier: true, skipApproval: true });
  await house.runJobs();
  const answer = await act(house, manager, "approveRequest", { id: duplicate.id });
  expect(answer.reasons).toMatchObject([{ code: "NAME_NOT_ALLOWED", subject: "www.example.com" }]);
});

test("a duplicate that is signed while a reissue leaves out its name goes with the others", async () => {
  const order = await severalNames();
  await ask(house, manager, order, { skipApproval: true, serverName: "web-9" });
  const issue = await heldBack(order);
  await issue({
    signed: async () => {
      await askReissue(house, manager, order, { dnsNames: ["example.com"], revokeEarlier: true, skipApproval: true });
      await house.runJobs();
    },
  });
  await house.runJobs();
  const due = later(72 * hour).toISOString();
  const { nodes } = (await lookAtOrder(house, manager, order)).certificates;
  const duplicate = nodes.find(({ kind }: { kind: string }) => kind === "DUPLICATE");
  expect(duplicate).toMatchObject({ status: "REVOCATION_PENDING", revocationDueAt: due });
  expect(house.mails.findLast(({ subject }) => subject.startsWith("To be revoked"))?.text).toContain("web-9");
});

test("a run that dies between signing and storing, repeated, makes one primary certificate", async () => {
  const order = await severalNames();
  await askReissue(house, manager, order, { dnsNames: ["example.com"], revokeEarlier: true, skipApproval: true });
  const issue = await heldBack(order);
  await expect(issue({ signed: () => Promise.reject(new Error("killed")) })).rejects.toThrow("killed");
  expect((await lookAtOrder(house, manager, order)).status).toBe("REISSUE_PENDING");
  for (let run = 0; run < 2; run += 1) await issue();
  const { certificates } = await lookAtOrder(house, manager, order);
  expect(certificates.nodes).toMatchObject([
    { kind: "REISSUE", isPrimary: true, status: "ISSUED" },
    { kind: "ORIGINAL", isPrimary: false, status: "REVOCATION_PENDING" },
  ]);
});

test("one that fails leaves the order as it waits, until it is canceled", async () => {
  const order = await severalNames();
  const asked = await askReissue(house, manager, order, { skipApproval: true });
  const issue = await heldBack(order);
  await rows(
    "update key set compromised_at = $2 where id = (select key_id from certificate_request where id = $1)",
    asked.id,
    house.now,
  );
  await issue();
  expect(await lookAtReissue(house, manager, asked.id)).toMatchObject({
    status: "FAILED",
    order: { status: "REISSUE_PENDING" },
  });
  expect(codesOf(await askReissue(house, manager, order))).toEqual(["REISSUE_PENDING"]);
  expect(await reissuing(house, manager, "retryRequest", { id: asked.id })).toMatchObject({
    __typename: "DuplicateRefused",
  });
  expect(await reissuing(house, manager, "cancelRequest", { id: asked.id })).toMatchObject({
    status: "CANCELED",
    order: { status: "ISSUED" },
  });
});

test("one whose key becomes known as compromised while it is signed takes nobody's place", async () => {
  const order = await severalNames();
  const asked = await askReissue(house, manager, order, {
    dnsNames: ["example.com"],
    revokeEarlier: true,
    skipApproval: true,
  });
  const issue = await heldBack(order);
  const found = "update key set compromised_at = $2 where id = (select key_id from certificate_request where id = $1)";
  await issue({ signed: () => rows(found, asked.id, house.now) });
  expect(await lookAtOrder(house, manager, order)).toMatchObject({
    status: "ISSUED",
    dnsNames: names,
    certificates: {
      nodes: [
        { kind: "REISSUE", isPrimary: false, status: "REVOKED" },
        { kind: "ORIGINAL", isPrimary: true, status: "ISSUED", revocationDueAt: null },
      ],
    },
  });
});

/** The one issuance on an order that is to run, with its job taken away, to be run step by step. */
async function heldBack(order: { id: string }) {
  const [{ id: issuanceId }] = await rows("select id from issuance where order_id = $1 and state = 'READY'", order.id);
  await rows("select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))");
  const { source, issuer, network } = house;
  return (steps: Steps = {}) => issueCertificate(source, issuer, network, { issuanceId }, () => house.now, steps);
}

test("every refusal names what is wrong, is on record, and changes nothing", async () => {
  const order = await severalNames();
  const wrong = {
    dnsNames: ["db.local", "*.example.com", "www.example.com", "example.com"],
    commonName: "mail.example.com",
    domainMethod: "DNS_TXT",
    validTo: "2028-01-01T00:00:00Z",
    signatureHash: "SHA512",
  };
  const answer = await askReissue(house, standard, order, wrong);
  expect(codesOf(answer)).toEqual([
    "COMMON_NAME_NOT_AMONG_NAMES",
    "DOMAIN_METHOD_ONLY_FOR_DV",
    "NAME_NOT_ALLOWED",
    "NAME_NOT_ALLOWED",
    "VALIDITY_EXCEEDS_MAXIMUM",
    "VALIDITY_EXCEEDS_ORDER",
  ]);
  expect(answer.__typename).toBe("ReissueRefused");
  expect((await auditOf(order.id)).at(-1)).toBe("reissue.request REFUSED");
  expect((await lookAtOrder(house, manager, order)).status).toBe("ISSUED");
  const pending = await anOrder(house, account, manager, { issued: false });
  expect(codesOf(await askReissue(house, standard, pending))).toEqual(["ORDER_NOT_ISSUED"]);
  const over = await severalNames({
    certificateEndsInDays: -3,
    orderEndsInDays: -2,
    issuedDaysAgo: 60,
    provedDaysAgo: 70,
  });
  expect(codesOf(await askReissue(house, standard, over))).toEqual(["ORDER_EXPIRED"]);
  const wildcard = await anOrder(house, account, manager, { product: "dv_wildcard", names: ["*.w.example.com"] });
  expect(codesOf(await askReissue(house, standard, wildcard, { domainMethod: "HTTP_FILE" }))).toEqual([
    "WILDCARD_BY_FILE",
  ]);
  expect(await askReissue(house, standard, { ...order, number: 1 } as never)).toMatchObject({
    __typename: "OrderNotFound",
  });
  const stranger = await addPerson(house, await addAccount(house, "ONE_STEP", "Other"), "ADMINISTRATOR");
  expect(await askReissue(house, stranger, order)).toMatchObject({ __typename: "OrderNotFound" });
  const preview = { input: { orderNumber: order.number } };
  const query = "query ($input: PreviewReissueInput!) { previewReissue(input: $input) { added } }";
  expect((await house.ask(stranger, query, preview)).data.previewReissue).toBeNull();
});

test("the key has to be new, also to the order itself; the same wish sent twice is one request", async () => {
  const order = await severalNames();
  const csr = makeCsr(newKey(), "www.example.com");
  await ask(house, manager, order, { csr, skipApproval: true });
  await house.runJobs();
  const used = await askReissue(house, standard, order, { csr });
  expect(used).toMatchObject({ __typename: "CsrRejected", faults: [{ code: "KEY_ALREADY_USED" }] });

  const wish = { csr: makeCsr(newKey(), "www.example.com"), idempotencyKey: "one" };
  const first = await askReissue(house, standard, order, wish);
  expect(await askReissue(house, standard, order, wish)).toMatchObject({ id: first.id });
  const another = await askReissue(house, standard, order, { ...wish, comments: "other" });
  expect(another.__typename).toBe("IdempotencyKeyReused");
  const skipping = await askReissue(house, standard, order, { skipApproval: true });
  expect(skipping.__typename).toBe("NotPermitted");
});

test("EV takes two people, and two-step approval three; nobody skips either", async () => {
  const ev = await anOrder(house, account, manager, { product: "ev" });
  expect(await askReissue(house, manager, ev, { skipApproval: true })).toMatchObject({
    __typename: "SecondPersonRequired",
  });
  const own = await askReissue(house, manager, ev);
  expect(await reissuing(house, manager, "approveRequest", { id: own.id })).toMatchObject({
    __typename: "SecondPersonRequired",
  });
  const administrator = await addPerson(house, account, "ADMINISTRATOR");
  await reissuing(house, administrator, "approveRequest", { id: own.id });
  await house.runJobs();
  expect(await lookAtReissue(house, manager, own.id)).toMatchObject({ status: "ISSUED" });

  await anAccount("TWO_STEP");
  const order = await severalNames();
  const asked = await askReissue(house, standard, order, { dnsNames: [...names, "two.example.net"] });
  expect(await reissuing(house, manager, "approveRequest", { id: asked.id })).toMatchObject({ status: "PENDING" });
  expect(await reissuing(house, manager, "approveRequest", { id: asked.id })).toMatchObject({
    __typename: "SecondPersonRequired",
  });
  const second = await addPerson(house, account, "ADMINISTRATOR");
  expect(await reissuing(house, second, "approveRequest", { id: asked.id })).toMatchObject({ status: "APPROVED" });
});

test("an imported order is reissued once the built-in CA is allowed; another CA's certificate is not ours to end", async () => {
  const pem = anotherRoot(house.now)
    .subordinate("Elsewhere TLS", "P-256")
    .issue({
      names: ["own.example.info", "www.own.example.info"],
      policy: policies.DV,
      organization: null,
    });
  const mutate = (mutation: string, input: object, viewer = manager) =>
    house.ask(
      viewer,
      `mutation ($input: ${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!) { answer: ${mutation}(input: $input) {
      ... on Order { number commonName } ... on Problem { message } } }`,
      { input },
    );
  const { data } = await mutate("importOrder", { certificatePem: pem });
  const order = data.answer;
  const wish = { dnsNames: ["own.example.info"], revokeEarlier: true, domainMethod: "DNS_TXT", skipApproval: true };
  expect(codesOf(await askReissue(house, manager, order, wish))).toEqual(["ISSUER_CANNOT_DUPLICATE"]);
  const administrator = await addPerson(house, account, "ADMINISTRATOR");
  await mutate("allowBuiltInCa", { orderNumber: order.number }, administrator);

  const asked = await askReissue(house, manager, order, wish);
  const [{ challenge }] = asked.domains;
  house.dns.setRecords(challenge.instruction.name, "TXT", challenge.instruction.value);
  await house.runJobs();
  expect(await lookAtReissue(house, manager, asked.id)).toMatchObject({ status: "ISSUED" });
  expect(await lookAtOrder(house, manager, order)).toMatchObject({
    dnsNames: ["own.example.info"],
    certificates: {
      nodes: [
        { kind: "REISSUE", isPrimary: true },
        { kind: "IMPORTED", isPrimary: false, status: "ISSUED", revocationDueAt: null },
      ],
    },
  });
  expect(house.mails.filter(({ subject }) => /revoke/i.test(subject))).toEqual([]);
});

test("the database keeps what was promised: no second end, no way back to the first place, no end of the primary one", async () => {
  const order = await severalNames();
  await askReissue(house, manager, order, { dnsNames: ["example.com"], revokeEarlier: true, skipApproval: true });
  await house.runJobs();
  const { nodes } = (await lookAtOrder(house, manager, order)).certificates;
  const [primary, old] = nodes.map(({ id }: { id: string }) => id);
  const put = (set: string, id: string) => rows(`update certificate set ${set} where id = $1`, id);
  await expect(put("revoke_by = revoke_by + interval '1 day'", old)).rejects.toThrow("never changes");
  await expect(put("revoke_by = null, superseded_by = null", old)).rejects.toThrow("never changes");
  await expect(put("is_primary = true", old)).rejects.toThrow("never changes");
  await expect(put(`revoke_by = now(), superseded_by = '${old}'`, primary)).rejects.toThrow(
    "certificate_primary_stays",
  );
});
