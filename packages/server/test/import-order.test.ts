import type { DownloadFormat } from "@duplicert/shared/download-formats";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Account } from "../src/accounts/account.ts";
import { pkcs7 } from "../src/ca/asn1.ts";
import { fromPem } from "../src/ca/pem.ts";
import { CertificateDer } from "../src/certificates/certificate.ts";
import { chainDers, downloadOf } from "../src/certificates/download.ts";
import type { Viewer } from "../src/foundation/context.ts";
import type { Order } from "../src/orders/order.ts";
import { anOrder } from "./an-order.ts";
import { type AnotherCa, anotherRoot, policies } from "./another-ca.ts";
import { act, ask, codesOf } from "./duplicate-story.ts";
import { addAccount, addPerson, type House, newKey, openHouse } from "./house.ts";
import { makeCsr } from "./make-csr.ts";
import { addSpecialist } from "./organization-story.ts";

let house: House;
let root: AnotherCa;
let issuing: AnotherCa;
let account: Account;
let manager: Viewer;
let administrator: Viewer;

beforeAll(async () => {
  house = await openHouse();
  root = anotherRoot(house.now);
  issuing = root.subordinate("Elsewhere TLS 1", "RSA");
  account = await addAccount(house);
  manager = await addPerson(house, account, "MANAGER");
  administrator = await addPerson(house, account, "ADMINISTRATOR");
});
afterAll(() => house.close());

// biome-ignore lint/suspicious/noExplicitAny: an answer's shape is the query's
type Result = any;

const fields = /* GraphQL */ `
  id number imported status commonName dnsNames validTo orderValidTo product { key name validationType duplicatesAllowed }
  organization { id legalName } contacts { kind name email } domains { name domain { id name } validation { status } } defaultPlatform { id }
  revocationEligibility { allowed refusals { code } }
  certificate { id kind status serialNumber commonName dnsNames signatureHash keyAlgorithm spkiSha256 sha256Fingerprint pem chainPem rootPem isPrimary
    downloads { format url files } revocationEligibility { allowed refusals { code remedy } } }
  duplicateEligibility { allowed refusals { code subject message remedy } signatureHashes defaults { signatureHash } }`;
const imported = `mutation ($input: ImportOrderInput!) { answer: importOrder(input: $input) {
  ... on Problem { __typename message } ... on ImportRefused { reasons { code message remedy subject found url } } ... on Order { __typename ${fields} } } }`;
const allowed = `mutation ($input: AllowBuiltInCaInput!) { answer: allowBuiltInCa(input: $input) {
  ... on Problem { __typename message } ... on BuiltInCaRefused { reasons { code message remedy subject } } ... on Order { __typename ${fields} } } }`;
const disallowed = `mutation ($input: DisallowBuiltInCaInput!) { answer: disallowBuiltInCa(input: $input) {
  ... on Problem { __typename message } ... on BuiltInCaRefused { reasons { code } } ... on Order { __typename ${fields} } } }`;

async function run(viewer: Viewer, mutation: string, input: object): Promise<Result> {
  const { data, errors } = await house.ask(viewer, mutation, { input });
  if (errors) throw new Error(errors.map(({ message }) => message).join(" "));
  return data.answer;
}

const bringIn = (certificatePem: string, more: object = {}, viewer = manager): Promise<Result> =>
  run(viewer, imported, { certificatePem, ...more });
const show = async (number: number): Promise<Result> =>
  (await house.ask(manager, `query ($n: Int!) { order(number: $n) { ${fields} } }`, { n: number })).data.order;

test("a certificate with its chain becomes an order of its own, whatever stands where in the text", async () => {
  const names = ["shop.elsewhere.example.net", "*.shop.elsewhere.example.net"];
  const leaf = issuing.issue({ names, keys: newKey("RSA") });
  const text = `${root.pem}${issuing.pem}some words\n${leaf}`;
  const contacts = [{ kind: "TECHNICAL", name: "Ops", email: "ops@example.net" }];
  const order = await bringIn(text, { contacts, serverPlatform: "nginx" });
  expect(order).toMatchObject({
    __typename: "Order",
    ...{ imported: true, status: "ISSUED", commonName: names[0], dnsNames: names, contacts },
    product: { key: "imported_ov", name: "Imported OV", validationType: "OV", duplicatesAllowed: true },
    ...{ organization: null, defaultPlatform: { id: "nginx" } },
    domains: [
      { name: names[0], domain: { name: "example.net" }, validation: { status: "PENDING" } },
      { name: names[1], domain: { name: "example.net" }, validation: { status: "PENDING" } },
    ],
  });
  expect(order.orderValidTo).toBe(order.validTo);
  expect(order.certificate).toMatchObject({
    ...{ kind: "IMPORTED", status: "ISSUED", isPrimary: true, signatureHash: "SHA256", keyAlgorithm: "RSA 2048" },
    ...{ pem: leaf, chainPem: issuing.pem, rootPem: root.pem },
  });
  // the same again, as PKCS#7, or alone, is the same
  const asP7b = pkcs7([leaf, issuing.pem].map((pem) => fromPem("CERTIFICATE", pem) as Buffer));
  for (const again of [text, leaf, asP7b]) {
    const refused = await bringIn(again);
    expect(refused).toMatchObject({
      __typename: "ImportRefused",
      reasons: [{ code: "ALREADY_KNOWN", subject: String(order.number), url: `/orders/${order.number}` }],
    });
  }
  const [event] = await house.source.query(
    "select actor, outcome, detail from audit_event where action = 'order.import' and object_id = $1",
    [order.id],
  );
  expect(event).toMatchObject({ actor: manager.id, outcome: "DONE", detail: { order: order.number } });
});

test("its level is that of its policy, and its organization the account's of that exact name", async () => {
  const ground = await anOrder(house, account, manager, { legalName: "Exact Ltd", names: ["exact.example.com"] });
  const level = async (name: string, wish: object) => {
    const order = await bringIn(issuing.issue({ names: [`${name}.example.com`], organization: "Exact Ltd", ...wish }));
    return [order.product.key, order.organization?.id ?? null];
  };
  expect(await level("a", { policy: policies.EV })).toEqual(["imported_ev", ground.organizationId]);
  expect(await level("b", { policy: policies.OV })).toEqual(["imported_ov", ground.organizationId]);
  expect(await level("c", { policy: policies.DV })).toEqual(["imported_dv", null]);
  expect(await level("d", { policy: null })).toEqual(["imported_ov", ground.organizationId]);
  expect(await level("e", { policy: null, organization: null })).toEqual(["imported_dv", null]);
  expect(await level("f", { country: "JP" })).toEqual(["imported_ov", null]);
  expect(await level("g", { organization: "Exact" })).toEqual(["imported_ov", null]);
});

test("each thing that is wrong is said, and what to do about it", async () => {
  const codes = async (certificatePem: string, more = {}) => {
    const refused = await bringIn(certificatePem, more);
    expect(refused.__typename).toBe("ImportRefused");
    for (const { message, remedy } of refused.reasons)
      expect([message.length > 10, remedy.length > 10]).toEqual([true, true]);
    return codesOf(refused);
  };
  const good = issuing.issue({ names: ["fine.example.com"] });
  const csr = makeCsr(newKey(), "x.example.com");
  const { privateKey, publicKey } = newKey();
  expect(await codes("")).toEqual(["UNREADABLE"]);
  expect(await codes("hello")).toEqual(["UNREADABLE"]);
  expect(await codes(good.replace("M", "*"))).toEqual(["UNREADABLE"]);
  expect(await codes(good.slice(0, 300))).toEqual(["UNREADABLE"]);
  expect(await codes(csr)).toEqual(["NOT_A_CERTIFICATE"]);
  expect(await codes(`${good}${publicKey.export({ format: "pem", type: "spki" })}`)).toEqual(["NOT_A_CERTIFICATE"]);
  expect(await codes("x".repeat(70_000))).toEqual(["TOO_LARGE"]);
  expect(await codes(good, { chainPem: Array.from({ length: 21 }, () => issuing.issue()).join("") })).toEqual([
    "TOO_LARGE",
  ]);
  expect(await codes(`${root.pem}${issuing.pem}`)).toEqual(["NO_LEAF"]);
  expect(await codes(`${good}${issuing.issue()}`)).toEqual(["SEVERAL_LEAVES"]);
  expect(await codes(issuing.issue({ names: ["a.example.com"], usages: ["1.3.6.1.5.5.7.3.2"] }))).toEqual([
    "NOT_FOR_SERVERS",
  ]);
  expect(await codes(issuing.issue({ names: [], commonName: "a.example.com" }))).toEqual(["NO_NAMES"]);
  expect(
    await codes(issuing.issue({ names: ["a.example.com"], notAfter: new Date(house.now.getTime() - 1000) })),
  ).toEqual(["EXPIRED"]);
  for (const name of ["server.local", "co.uk", "*.com", "a b.example.com", "10.0.0.1", "intranet", "a_b.example.com"])
    expect([name, await codes(issuing.issue({ names: [name] }))]).toEqual([name, ["NAME_NOT_ALLOWED"]]);
  expect(await codes(issuing.issue({ names: ["a.example.com"], otherNames: ["87047f000001"] }))).toEqual([
    "NAME_NOT_ALLOWED",
  ]);
  expect(await codes(issuing.issue({ names: ["*.example.com"], policy: policies.EV }))).toEqual(["NAME_NOT_ALLOWED"]);
  expect(await codes(issuing.issue({ names: ["a.example.com"], hash: "sha1" }))).toEqual(["SIGNATURE_NOT_ACCEPTED"]);
  expect(await codes(good, { contacts: [{ kind: "TECHNICAL", name: "x", email: "nobody" }] })).toEqual([
    "CONTACT_NOT_AN_ADDRESS",
  ]);

  // several at once, all of them
  const bad = issuing.issue({
    names: ["server.local", "a.corp"],
    hash: "sha1",
    usages: [],
    notAfter: new Date("2026-01-01"),
  });
  expect(await codes(bad)).toEqual([
    "EXPIRED",
    "NAME_NOT_ALLOWED",
    "NAME_NOT_ALLOWED",
    "NOT_FOR_SERVERS",
    "SIGNATURE_NOT_ACCEPTED",
  ]);

  // a private key is banned at once, and of the refused nothing is kept
  expect(await codes(`${good}${privateKey.export({ format: "pem", type: "pkcs8" })}`)).toEqual(["PRIVATE_KEY"]);
  expect(await codes(issuing.issue({ names: ["b.example.com"], keys: { privateKey, publicKey } }))).toEqual([
    "KEY_COMPROMISED",
  ]);
  const [{ count }] = await house.source.query(`select count(*)::int from "order" where common_name like '%fine%'`);
  expect(count).toBe(0);
  const refusals = await house.source.query(
    "select outcome from audit_event where action = 'order.import' and outcome = 'REFUSED'",
  );
  expect(refusals.length).toBeGreaterThan(20);
});

test("a broken chain is told by its link; without a chain the certificate stands alone", async () => {
  const other = anotherRoot(house.now, "Another Root");
  const leaf = issuing.issue({ names: ["chain.example.com"] });
  const noIssuer = await bringIn(leaf, { chainPem: root.pem });
  expect(noIssuer.reasons).toMatchObject([
    { code: "CHAIN_BROKEN", subject: "chain.example.com", found: expect.stringContaining("Elsewhere TLS 1") },
  ]);
  const wrongRoot = await bringIn(leaf, { chainPem: `${issuing.pem}${other.pem}` });
  expect(wrongRoot.reasons).toMatchObject([
    { code: "CHAIN_BROKEN", subject: "Elsewhere TLS 1", found: expect.stringContaining("Elsewhere Root") },
  ]);
  // a CA of the same name, and another key
  const impostor = anotherRoot(house.now, "Elsewhere Root").subordinate("Elsewhere TLS 1", "RSA");
  expect(codesOf(await bringIn(leaf, { chainPem: impostor.pem }))).toEqual(["CHAIN_BROKEN"]);

  const alone = await bringIn(leaf);
  expect(alone.certificate).toMatchObject({ chainPem: "", rootPem: null });
  const pss = await bringIn(issuing.issue({ names: ["pss.example.com"], hash: "pss" }), { chainPem: issuing.pem });
  expect(pss.certificate).toMatchObject({ signatureHash: "SHA256", chainPem: issuing.pem, rootPem: null });
});

test("what is downloaded is what there is, in all nine formats", async () => {
  const leaf = issuing.issue({ names: ["download.example.com"] });
  const chains = { none: "", issuing: issuing.pem, all: issuing.pem + root.pem };
  for (const [which, chainPem] of Object.entries(chains)) {
    const order = await bringIn(issuing.issue({ names: [`${which}.example.com`] }), { chainPem });
    const { certificate } = order;
    expect(certificate.downloads).toHaveLength(9);
    const row = await house.source.manager.findOneByOrFail(CertificateDer, { certificateId: certificate.id });
    for (const { format, files } of certificate.downloads as { format: DownloadFormat; files: string[] }[]) {
      const { body } = downloadOf(certificate, chainDers(row), format);
      const text = body.toString("latin1");
      expect(text).toContain(format === "p7b" || format === "cer" ? "BEGIN PKCS7" : certificate.pem);
      const zip = ["default", "apache", "default_cer", "default_pem"].includes(format);
      const most = format === "apache" ? 2 : 3;
      expect([format, files.length]).toEqual([
        format,
        zip ? Math.min({ none: 1, issuing: 2, all: 3 }[which] ?? 0, most) : 1,
      ]);
      for (const file of files) if (zip) expect(text).toContain(file);
    }
  }
  expect(leaf).toContain("BEGIN CERTIFICATE");
});

test("what was issued here, or has a key that is in use, is not imported", async () => {
  const order = await anOrder(house, account, manager, { names: ["own.example.com"] });
  const { certificate } = await show(order.number);
  const own = await bringIn(certificate.pem);
  expect(own.reasons).toMatchObject([{ code: "ALREADY_KNOWN", subject: String(order.number) }]);

  const stranger = await addPerson(house, await addAccount(house, "ONE_STEP", "Strangers"), "ADMINISTRATOR");
  const foreign = await bringIn(certificate.pem, {}, stranger);
  expect(codesOf(foreign)).toEqual(["ISSUED_HERE"]);
  expect(JSON.stringify(foreign)).not.toContain(String(order.number));
  const keys = newKey();
  const mine = await bringIn(issuing.issue({ names: ["mine.example.org"], keys }));
  expect(mine.__typename).toBe("Order");
  const again = issuing.issue({ names: ["mine.example.org"], keys });
  expect(codesOf(await bringIn(again))).toEqual(["KEY_ALREADY_USED"]);
  // another account knows nothing of either
  expect((await bringIn(again, {}, stranger)).__typename).toBe("Order");

  const specialist = await addSpecialist(house, "specialist");
  expect((await bringIn(again, {}, specialist)).__typename).toBe("NotPermitted");
  const limited = await addPerson(house, account, "LIMITED_USER");
  const hidden = await bringIn(certificate.pem, {}, limited);
  expect(hidden.reasons).toMatchObject([{ code: "ALREADY_KNOWN", subject: null, url: null }]);
  await house.source.query("update account set key_policy = 'WARN' where id = $1", [account.id]);
  expect((await bringIn(again)).__typename).toBe("Order");
  await house.source.query("update account set key_policy = 'REFUSE' where id = $1", [account.id]);
});

test("only its CA revokes an imported certificate", async () => {
  const order = await bringIn(issuing.issue({ names: ["revoke.example.com"] }));
  expect(order.certificate.revocationEligibility).toMatchObject({
    allowed: false,
    refusals: [{ code: "ISSUED_ELSEWHERE" }],
  });
  expect(order.revocationEligibility).toMatchObject({ allowed: false, refusals: [{ code: "ISSUED_ELSEWHERE" }] });
  const revoke = (mutation: string, input: object, type: string) =>
    run(
      manager,
      `mutation ($input: ${type}!) { answer: ${mutation}(input: $input) { ... on Problem { __typename message } ... on RevocationRefused { refusals { code } } } }`,
      input,
    );
  const one = await revoke(
    "revokeCertificate",
    { id: order.certificate.id, reason: "SUPERSEDED" },
    "RevokeCertificateInput",
  );
  expect(codesOf(one)).toEqual(["ISSUED_ELSEWHERE"]);
  const all = await revoke("revokeOrder", { orderNumber: order.number, reason: "SUPERSEDED" }, "RevokeOrderInput");
  expect(codesOf(all)).toEqual(["ISSUED_ELSEWHERE"]);
});

test("a duplicate of an imported certificate is refused, then allowed by an administrator, then issued by the built-in CA", async () => {
  const names = ["www.taken-over.com", "taken-over.com"];
  const order = await bringIn(issuing.issue({ names, organization: "Taken Over Ltd" }), { chainPem: issuing.pem });
  expect(order.duplicateEligibility.refusals).toMatchObject([
    { code: "ISSUER_CANNOT_DUPLICATE", subject: "IMPORTED", remedy: expect.stringContaining("administrator") },
    { code: "DOMAIN_VALIDATION_INCOMPLETE", subject: "taken-over.com" },
    { code: "ORGANIZATION_VALIDATION_INCOMPLETE", subject: null },
  ]);
  const asOrder = { number: order.number, commonName: names[0] } as Order;
  const all = ["DOMAIN_VALIDATION_INCOMPLETE", "ISSUER_CANNOT_DUPLICATE", "ORGANIZATION_VALIDATION_INCOMPLETE"];
  expect(codesOf(await ask(house, manager, asOrder))).toEqual(all);

  const ground = await anOrder(house, account, manager, { names: ["taken-over.org"], legalName: "Taken Over Ltd" });
  const input = { orderNumber: order.number, organizationId: ground.organizationId };
  expect((await run(manager, allowed, input)).__typename).toBe("NotPermitted");
  const stranger = await addPerson(house, await addAccount(house, "ONE_STEP", "Others"), "ADMINISTRATOR");
  expect((await run(stranger, allowed, input)).__typename).toBe("OrderNotFound");
  expect(codesOf(await run(administrator, allowed, { orderNumber: order.number }))).toEqual(["ORGANIZATION_NEEDED"]);
  expect(codesOf(await run(administrator, allowed, { ...input, orderNumber: ground.number }))).toEqual([
    "NOT_IMPORTED",
  ]);
  expect((await run(administrator, allowed, { ...input, organizationId: order.id })).__typename).toBe(
    "OrganizationNotFound",
  );

  const open = await run(administrator, allowed, input);
  expect(open).toMatchObject({ __typename: "Order", organization: { legalName: "Taken Over Ltd" } });
  expect(codesOf(open.duplicateEligibility)).toEqual(["DOMAIN_VALIDATION_INCOMPLETE"]);
  expect(codesOf(await ask(house, manager, asOrder))).toEqual(["DOMAIN_VALIDATION_INCOMPLETE"]);

  await prove("taken-over.com");
  const issuedBy = (await show(order.number)).duplicateEligibility;
  expect(issuedBy).toMatchObject({
    allowed: true,
    signatureHashes: ["SHA256", "SHA384", "SHA512"],
    defaults: { signatureHash: "SHA256" },
  });
  const request = await ask(house, manager, asOrder, { skipApproval: true, serverName: "second" });
  expect(request.__typename).toBe("DuplicateRequest");
  await house.runJobs();
  const { certificates } = (
    await house.ask(
      manager,
      "query ($n: Int!) { order(number: $n) { certificates { nodes { kind isPrimary dnsNames validTo chainPem serialNumber } } } }",
      { n: order.number },
    )
  ).data.order;
  expect(certificates.nodes).toMatchObject([
    { kind: "DUPLICATE", isPrimary: false, dnsNames: names, validTo: order.validTo },
    { kind: "IMPORTED", isPrimary: true, dnsNames: names },
  ]);

  // and taken back: what is approved meanwhile is not signed any more
  const later = await ask(house, manager, asOrder, { skipApproval: true });
  expect(later.status).toBe("APPROVED");
  const closed = await run(administrator, disallowed, { orderNumber: order.number });
  expect(codesOf(closed.duplicateEligibility)).toEqual(["ISSUER_CANNOT_DUPLICATE"]);
  await house.runJobs();
  const { data } = await house.ask(manager, `query ($id: ID!) { certificateRequest(id: $id) { status failure } }`, {
    id: later.id,
  });
  expect(data.certificateRequest).toMatchObject({ status: "FAILED", failure: expect.stringContaining("imported") });
  expect(codesOf(await act(house, manager, "retryRequest", { id: later.id }))).toEqual(["ISSUER_CANNOT_DUPLICATE"]);
  // a reissue, which copies nothing, needs the same leave until it is signed
  await run(administrator, allowed, input);
  const reissue = await run(
    manager,
    "mutation ($input: RequestReissueInput!) { answer: requestReissue(input: $input) { ... on Problem { __typename message } ... on ReissueRequest { id status } } }",
    { orderNumber: order.number, csr: makeCsr(newKey(), names[0] as string), skipApproval: true },
  );
  expect(reissue).toMatchObject({ status: "APPROVED" });
  await run(administrator, disallowed, { orderNumber: order.number });
  await house.runJobs();
  const failed = await house.ask(manager, "query ($id: ID!) { certificateRequest(id: $id) { status failure } }", {
    id: reissue.id,
  });
  expect(failed.data.certificateRequest).toMatchObject({
    status: "FAILED",
    failure: expect.stringMatching(/imported, and the built-in CA/),
  });
  const events = await house.source.query(
    "select action, outcome from audit_event where object_id = $1 and action like 'order.%allow%' order by id",
    [order.id],
  );
  expect(events).toEqual([
    { action: "order.allow-built-in-ca", outcome: "DONE" },
    { action: "order.disallow-built-in-ca", outcome: "DONE" },
    { action: "order.allow-built-in-ca", outcome: "DONE" },
    { action: "order.disallow-built-in-ca", outcome: "DONE" },
  ]);
});

test("an EV certificate from elsewhere needs an EV proof, and a second person; a DV one is not duplicated", async () => {
  const ov = await anOrder(house, account, manager, { names: ["ev-import.com"], legalName: "Only OV Ltd" });
  const ev = await bringIn(
    issuing.issue({ names: ["ev-import.com"], policy: policies.EV, organization: "Only OV Ltd" }),
  );
  expect(ev.organization.id).toBe(ov.organizationId);
  const open = await run(administrator, allowed, { orderNumber: ev.number });
  expect(codesOf(open.duplicateEligibility)).toEqual(["ORGANIZATION_VALIDATION_INCOMPLETE"]);
  await house.source.query(
    `insert into organization_proof (account_id, organization_id, kind, obtained_at, collected_by, checked_by, evidence)
     values ($1, $2, 'EV', $3, 'one', 'two', '{}')`,
    [account.id, ov.organizationId, house.now],
  );
  const asOrder = { number: ev.number, commonName: "ev-import.com" } as Order;
  expect((await ask(house, manager, asOrder, { skipApproval: true })).__typename).toBe("SecondPersonRequired");
  const request = await ask(house, manager, asOrder);
  const approved = await act(house, administrator, "approveRequest", { id: request.id });
  expect(approved.status).toBe("APPROVED");
  await house.runJobs();
  const dv = await bringIn(issuing.issue({ names: ["dv-import.com"], policy: policies.DV }));
  expect(codesOf(dv.duplicateEligibility)).toContain("DUPLICATES_NOT_ALLOWED");
  expect(
    codesOf(await run(administrator, allowed, { orderNumber: dv.number, organizationId: ov.organizationId })),
  ).toEqual(["ORGANIZATION_NOT_NAMED"]);
});

test("hostile bytes are refused, whatever they are", async () => {
  const der = fromPem("CERTIFICATE", issuing.issue({ names: ["hostile.example.com"] })) as Buffer;
  const armoured = (bytes: Buffer) =>
    `-----BEGIN CERTIFICATE-----\n${bytes.toString("base64")}\n-----END CERTIFICATE-----\n`;
  for (let at = 0; at < der.length; at += 37) {
    const broken = Buffer.from(der);
    broken[at] = (broken[at]! + 1 + (at % 200)) & 0xff;
    const answer = await bringIn(armoured(broken));
    expect(["ImportRefused", "Order"]).toContain(answer.__typename);
  }
  for (const text of [
    "\0",
    "-----BEGIN CERTIFICATE-----",
    armoured(Buffer.alloc(30_000, 0x30)),
    armoured(Buffer.concat([der, der])),
  ])
    expect((await bringIn(text)).__typename).toBe("ImportRefused");
});

async function prove(name: string): Promise<void> {
  await house.source.query(
    `insert into domain_proof (account_id, domain_id, method, scope, obtained_at, evidence)
     select account_id, id, 'DNS_TXT', 'SUBDOMAINS', $3, '{}' from domain where account_id = $1 and name = $2`,
    [account.id, name, house.now],
  );
}
