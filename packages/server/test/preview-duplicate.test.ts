import { spawnSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import type { Account } from "../src/accounts/account.ts";
import { draftCertificate } from "../src/ca/draft.ts";
import { planSha256 } from "../src/ca/plan.ts";
import { readCertificate } from "../src/ca/read-certificate.ts";
import type { Viewer } from "../src/foundation/context.ts";
import type { Order } from "../src/orders/order.ts";
import { anOrder } from "./an-order.ts";
import { act, ask, codesOf, look } from "./duplicate-story.ts";
import { addAccount, addPerson, type House, newKey, openHouse, storyTime } from "./house.ts";
import { makeCsr } from "./make-csr.ts";

const day = 86_400_000;
const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;
let house: House;
let account: Account;
let manager: Viewer;
let standard: Viewer;

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  house.now = storyTime;
  account = await addAccount(house);
  manager = await addPerson(house, account, "MANAGER");
  standard = await addPerson(house, account, "STANDARD_USER");
});

const run = (sql: string, ...values: unknown[]) => house.source.query(sql, values);
const content = `content { sha256 issuer subject commonName dnsNames validTo keyAlgorithm spkiSha256 signatureHash signatureAlgorithm profile
  extensions { oid name critical text } }`;
const fields = content.slice("content { ".length, -2);
const newCsr = (order: Order) => makeCsr(newKey(), order.commonName);

/** What a wish would come to: the content, or the refusal. */
async function preview(viewer: Viewer, input: Record<string, unknown>) {
  const { data, errors } = await house.ask(
    viewer,
    `query ($input: PreviewDuplicateInput!) { answer: previewDuplicate(input: $input) {
      __typename ... on Problem { message } ... on CertificateContent { ${fields} }
      ... on DuplicateRefused { reasons { code message remedy subject url } } ... on CsrRejected { faults { code message remedy found } } } }`,
    { input },
  );
  if (errors) throw new Error(errors.map((error) => error.message).join(" "));
  return data.answer;
}

/** The same of a request, with the hashes that its decisions recorded. */
async function contentOf(viewer: Viewer, id: string) {
  const { data } = await house.ask(
    viewer,
    `query ($id: ID!) { request: certificateRequest(id: $id) { decisions { contentSha256 } ... on DuplicateRequest { ${content} } } }`,
    { id },
  );
  return data.request;
}

/** The problem that came back when content was named that is no longer so, with the content as it is. */
async function changed(viewer: Viewer, mutation: string, input: Record<string, unknown>) {
  const { data } = await house.ask(
    viewer,
    `mutation ($input: ${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!) { answer: ${mutation}(input: $input) {
      __typename ... on Problem { message } ... on ContentChanged { ${content} } } }`,
    { input },
  );
  return data.answer;
}

for (const [title, wish, input] of [
  ["an OV order with an RSA chain", {}, {}],
  [
    "an EV order with an ECDSA chain, with choices of its own",
    { product: "ev_multi_domain", keyType: "EC", names: ["www.example.com", "shop.example.com"] },
    { dnsNames: ["shop.example.com"], validTo: new Date(storyTime.getTime() + 60 * day) },
  ],
] as const)
  test(`the content that was looked at is the certificate that is issued: ${title}`, async () => {
    const order = await anOrder(house, account, manager, wish as never);
    const asked = { orderNumber: order.number, csr: newCsr(order), ...input };
    const seen = await preview(standard, asked);
    expect(seen).toMatchObject({ __typename: "CertificateContent", profile: expect.stringMatching(/^(OV|EV) \d+$/) });

    const { id } = await act(house, standard, "requestDuplicate", { ...asked, contentSha256: seen.sha256 });
    house.now = new Date(storyTime.getTime() + 3_600_000);
    const { __typename, ...shown } = seen;
    expect((await contentOf(manager, id)).content).toEqual(shown);
    expect(await act(house, manager, "approveRequest", { id, contentSha256: seen.sha256 })).toMatchObject({
      __typename: "DuplicateRequest",
    });
    house.now = new Date(storyTime.getTime() + 7_200_000);
    await house.runJobs();

    const { certificate } = await look(house, manager, id);
    const leaf = new X509Certificate(certificate.pem);
    const { tbs, facts } = readCertificate(leaf.raw);
    // to the last byte: the approved plan, with the serial and the first second of this certificate, is what was signed
    const [{ plan, plan_sha256: sha256 }] = await run(
      "select i.plan, i.plan_sha256 from issuance i join certificate_request r on r.issuance_id = i.id where r.id = $1",
      id,
    );
    expect(draftCertificate(plan, facts.serial, facts.notBefore).tbs.equals(tbs)).toBe(true);
    expect([sha256, planSha256(plan)]).toEqual([seen.sha256, seen.sha256]);
    expect(await contentOf(manager, id)).toMatchObject({
      content: shown,
      decisions: [{ contentSha256: seen.sha256 }],
    });

    // and what people were shown says the same, part by part
    expect(seen).toMatchObject({
      dnsNames: leaf.subjectAltName?.split(", ").map((name) => name.replace("DNS:", "")),
      validTo: facts.notAfter.toISOString(),
      spkiSha256: certificate.spkiSha256,
      signatureHash: certificate.signatureHash,
      commonName: /^CN=(.*)$/m.exec(leaf.subject)?.[1],
    });
    expect(seen.extensions.map((one: { oid: string; critical: boolean }) => [one.oid, one.critical])).toEqual(
      facts.extensions.map(({ oid, critical }) => [oid, critical]),
    );
  });

(hasOpenssl ? test : test.skip)("what is shown is what openssl prints of the certificate", async () => {
  for (const wish of [{}, { product: "ev", keyType: "EC" }] as const) {
    const order = await anOrder(house, account, manager, { ...wish, legalName: 'Smith, "Sons" + Co; Ltd' });
    const { id } = await ask(house, standard, order);
    await act(house, manager, "approveRequest", { id });
    await house.runJobs();
    const { content: seen } = await contentOf(manager, id);
    const { certificate } = await look(house, manager, id);
    const openssl = (...args: string[]) =>
      spawnSync("openssl", ["x509", "-noout", ...args], { input: certificate.pem, encoding: "utf8" }).stdout;

    expect(openssl("-subject", "-nameopt", "RFC2253,utf8,-esc_msb").trim()).toBe(`subject=${seen.subject}`);
    expect(openssl("-issuer", "-nameopt", "RFC2253,utf8,-esc_msb").trim()).toBe(`issuer=${seen.issuer}`);
    const text = openssl("-text");
    const flat = (one: string) => one.replace(/\s+/g, " ").trim();
    expect(text).toContain(`Signature Algorithm: ${seen.signatureAlgorithm}`);
    for (const { name, critical, text: said } of seen.extensions)
      expect(flat(text)).toMatch(
        new RegExp(`${name}: ${critical ? "critical " : ""}${flat(said).replace(/[.*+?^$(){}|[\]\\]/g, "\\$&")}`),
      );
  }
});

test("an expiry that moves with every second stands still for who names the one they were shown", async () => {
  // BR 6.3.2: from 2027-03-15 on, 100 days; what was issued before lasts longer than a duplicate may
  house.now = new Date("2027-03-10T10:00:00Z");
  const order = await anOrder(house, account, manager, {
    provedDaysAgo: 2,
    issuedDaysAgo: 1,
    certificateEndsInDays: 190,
  });
  house.now = new Date("2027-03-20T10:00:00Z");
  const asked = { orderNumber: order.number, csr: newCsr(order) };
  const open = await preview(standard, asked);
  const { id } = await act(house, standard, "requestDuplicate", asked);
  house.now = new Date(house.now.getTime() + 5_000);
  expect((await preview(standard, { ...asked, csr: newCsr(order) })).validTo).not.toBe(open.validTo);

  expect(await changed(manager, "approveRequest", { id, contentSha256: open.sha256 })).toMatchObject({
    __typename: "ContentChanged",
  });
  const { content: shown } = await contentOf(manager, id);
  house.now = new Date(house.now.getTime() + 60_000);
  const later = new Date(house.now.getTime() + 199 * day);
  const { errors } = await house.ask(
    manager,
    "mutation ($input: ApproveRequestInput!) { approveRequest(input: $input) { __typename } }",
    { input: { id, validTo: later } },
  );
  expect(errors?.[0]?.message).toMatch(/^validTo is later than the default, which is /);
  const named = { id, contentSha256: shown.sha256, validTo: shown.validTo };
  expect(await act(house, manager, "approveRequest", named)).toMatchObject({ status: "APPROVED" });
  expect((await contentOf(manager, id)).content).toEqual(shown);
});

test("a request that names its expiry keeps it, whatever the approver names", async () => {
  const order = await anOrder(house, account, manager);
  const { id } = await ask(house, standard, order, { validTo: new Date(storyTime.getTime() + 50 * day) });
  const { errors } = await house.ask(
    manager,
    "mutation ($input: ApproveRequestInput!) { approveRequest(input: $input) { __typename } }",
    { input: { id, validTo: new Date(storyTime.getTime() + 40 * day) } },
  );
  expect(errors?.[0]?.message).toMatch(/^validTo is not for this request/);
});

test("what is refused when it is asked for is refused in the same words when it is looked at", async () => {
  const order = await anOrder(house, account, manager);
  const dv = await anOrder(house, account, manager, { product: "dv" });
  const used = newCsr(order);
  await ask(house, standard, order, { csr: used });
  const stranger = await addPerson(house, await addAccount(house), "ADMINISTRATOR");
  const wishes: [Viewer, Record<string, unknown>][] = [
    [standard, { orderNumber: dv.number, csr: newCsr(dv) }],
    [
      standard,
      { orderNumber: order.number, csr: newCsr(order), dnsNames: ["other.example.com"], signatureHash: "SHA512" },
    ],
    [standard, { orderNumber: order.number, csr: newCsr(order), validTo: new Date(storyTime.getTime() + 400 * day) }],
    [standard, { orderNumber: order.number, csr: used }],
    [standard, { orderNumber: order.number, csr: "no CSR" }],
    [stranger, { orderNumber: order.number, csr: newCsr(order) }],
  ];
  for (const [viewer, input] of wishes) {
    const asked = await act(house, viewer, "requestDuplicate", input);
    expect(["DuplicateRefused", "CsrRejected", "OrderNotFound"]).toContain(asked.__typename);
    expect(await preview(viewer, input)).toEqual(asked);
  }
  expect(codesOf(await preview(standard, { orderNumber: order.number, csr: used }))).toEqual(["KEY_ALREADY_USED"]);
});

test("looking writes nothing: no key is claimed, no request is made, nothing is to be done", async () => {
  const order = await anOrder(house, account, manager);
  const counts = async () =>
    (
      await run(
        `select (select count(*) from key) as keys, (select count(*) from certificate_request) as requests, (select count(*) from issuance) as issuances,
           (select count(*) from audit_event) as events, (select count(*) from graphile_worker.jobs) as jobs`,
      )
    )[0];
  const before = await counts();
  const csr = newCsr(order);
  for (let times = 0; times < 3; times += 1)
    expect(await preview(standard, { orderNumber: order.number, csr })).toMatchObject({
      __typename: "CertificateContent",
    });
  await preview(standard, { orderNumber: order.number, csr, dnsNames: ["not.example.org"] });
  expect(await counts()).toEqual(before);
});

test("once a request is decided against, it has no content any more; while it would be refused, neither", async () => {
  const order = await anOrder(house, account, manager);
  const { id } = await ask(house, standard, order);
  await run("update domain_proof set voided_at = $2 where account_id = $1", account.id, house.now);
  expect((await contentOf(manager, id)).content).toBeNull();
  await run(
    `insert into domain_proof (account_id, domain_id, method, scope, evidence, obtained_at)
     select account_id, domain_id, method, scope, evidence, $2 from domain_proof where account_id = $1`,
    account.id,
    house.now,
  );
  expect((await contentOf(manager, id)).content).toMatchObject({ commonName: "www.example.com" });
  await act(house, manager, "rejectRequest", { id, reason: "not needed" });
  expect((await contentOf(manager, id)).content).toBeNull();
});

// the last one here: the successor, whose key nobody has, stays on record
test("other content than was looked at is not requested, and the answer says what it is now", async () => {
  const order = await anOrder(house, account, manager);
  const asked = { orderNumber: order.number, csr: newCsr(order) };
  const seen = await preview(standard, asked);
  // the CA is replaced by its successor
  await run(
    `insert into issuing_ca (slug, is_root, key_name, key_type, signature_hashes, certificate_der, root_der, active_from)
     select 'tls-rsa-next', is_root, key_name, key_type, signature_hashes, certificate_der, root_der, active_from from issuing_ca where id = $1`,
    order.issuingCaId,
  );
  await run("update issuing_ca set retired_at = $2 where id = $1", order.issuingCaId, house.now);

  const answer = await changed(standard, "requestDuplicate", { ...asked, contentSha256: seen.sha256 });
  expect(answer).toMatchObject({ __typename: "ContentChanged", content: { commonName: seen.commonName } });
  expect(answer.content.sha256).not.toBe(seen.sha256);
  expect(JSON.stringify(answer.content.extensions)).toContain("tls-rsa-next");
  expect(await run("select 1 from certificate_request where order_id = $1", order.id)).toEqual([]);
  expect(
    await run("select outcome from audit_event where object_id = $1 and action = 'duplicate.request'", order.id),
  ).toEqual([{ outcome: "REFUSED" }]);

  const again = await act(house, standard, "requestDuplicate", { ...asked, contentSha256: answer.content.sha256 });
  expect(again).toMatchObject({ status: "SUBMITTED" });
  await run("update issuing_ca set retired_at = null where id = $1", order.issuingCaId);
  await run("update issuing_ca set retired_at = $1 where slug = 'tls-rsa-next'", house.now);

  // and back again, before it is approved
  const input = { id: again.id, contentSha256: answer.content.sha256 };
  expect(await changed(manager, "approveRequest", input)).toMatchObject({
    __typename: "ContentChanged",
    content: { sha256: seen.sha256 },
  });
  expect(await look(house, manager, again.id)).toMatchObject({ status: "SUBMITTED", decisions: [] });
  expect(await act(house, manager, "approveRequest", { ...input, contentSha256: seen.sha256 })).toMatchObject({
    status: "APPROVED",
  });
});
