import { X509Certificate } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Account } from "../src/accounts/account.ts";
import type { Viewer } from "../src/foundation/context.ts";
import { anOrder } from "./an-order.ts";
import { addAccount, addPerson, type House, newKey, openHouse } from "./house.ts";
import { makeCsr } from "./make-csr.ts";

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

const requestDuplicate = /* GraphQL */ `
  mutation ($input: RequestDuplicateInput!) {
    requestDuplicate(input: $input) {
      __typename
      ... on Problem { message }
      ... on DuplicateRequest { id status commonName dnsNames validTo signatureHash serverPlatform { id } serverName mayDecide }
      ... on CsrRejected { faults { code message remedy found } }
      ... on DuplicateRefused { reasons { code message remedy subject url } }
    }
  }`;
const approveRequest = /* GraphQL */ `
  mutation ($input: ApproveRequestInput!) {
    approveRequest(input: $input) {
      __typename
      ... on Problem { message }
      ... on DuplicateRequest { id status decisions { step outcome by { name } comments } }
      ... on DuplicateRefused { reasons { code subject } }
    }
  }`;
const requestOf = /* GraphQL */ `
  query ($id: ID!) {
    certificateRequest(id: $id) {
      id status failure order { number } requestedBy { name } decisions { outcome by { name } }
      certificate { id kind status pem chainPem rootPem commonName dnsNames validTo signatureHash spkiSha256 serverName request { id } }
    }
  }`;

test("a request that is approved becomes one certificate, mailed to the certificate contact", async () => {
  const order = await anOrder(house, account, manager);
  const key = newKey();
  const csr = makeCsr(key, "www.example.com");
  const asked = await house.ask(standard, requestDuplicate, {
    input: { orderNumber: order.number, csr, serverName: "web-02", comments: "for the new box" },
  });
  expect(asked.data.requestDuplicate).toMatchObject({
    __typename: "DuplicateRequest",
    status: "SUBMITTED",
    serverName: "web-02",
    serverPlatform: { id: "nginx" },
    mayDecide: false,
  });
  const { id } = asked.data.requestDuplicate;
  await house.runJobs();
  expect(house.mails.map((mail) => mail.to.address)).toContain(manager.email);

  const approved = await house.ask(manager, approveRequest, { input: { id, comments: "fine" } });
  expect(approved.data.approveRequest).toMatchObject({
    status: "APPROVED",
    decisions: [{ step: 1, outcome: "APPROVED", by: { name: "manager" }, comments: "fine" }],
  });
  await house.runJobs();
  const { certificateRequest } = (await house.ask(standard, requestOf, { id })).data;
  expect(certificateRequest).toMatchObject({ status: "ISSUED", failure: null, order: { number: order.number } });
  const { certificate } = certificateRequest;
  expect(certificate).toMatchObject({
    kind: "DUPLICATE",
    status: "ISSUED",
    dnsNames: ["www.example.com", "example.com"],
    request: { id },
  });
  const leaf = new X509Certificate(certificate.pem);
  const issuing = new X509Certificate(certificate.chainPem);
  const root = new X509Certificate(certificate.rootPem);
  expect(leaf.checkPrivateKey(key.privateKey)).toBe(true);
  expect(leaf.verify(issuing.publicKey) && issuing.verify(root.publicKey)).toBe(true);
  expect(leaf.checkHost("www.example.com")).toBe("www.example.com");
  expect(leaf.validToDate.toISOString()).toBe(certificate.validTo);
  const mail = house.mails.find((one) => one.to.address === "web@example.com");
  expect(mail?.attachments.map((attachment) => attachment.content.toString()).join("")).toContain(
    certificate.pem.trim(),
  );
});

test("a subset of the names, another hash, an earlier expiry and another platform are issued as asked", async () => {
  const order = await anOrder(house, account, manager, {
    product: "ov_multi_domain",
    names: ["shop.example.com", "www.example.com", "api.example.net"],
  });
  const input = {
    orderNumber: order.number,
    csr: makeCsr(newKey("RSA"), "whatever.invalid", ["not-on-order.example.org"]),
    dnsNames: ["API.example.net", "www.example.com"],
    commonName: "api.example.net",
    signatureHash: "SHA512",
    validTo: "2027-01-31T23:59:59.900Z",
    serverPlatform: "apache",
    skipApproval: true,
  };
  const { requestDuplicate: asked } = (await house.ask(manager, requestDuplicate, { input })).data;
  expect(asked).toMatchObject({ status: "APPROVED" });
  await house.runJobs();
  const { certificate } = (await house.ask(manager, requestOf, { id: asked.id })).data.certificateRequest;
  expect(certificate).toMatchObject({
    commonName: "api.example.net",
    dnsNames: ["api.example.net", "www.example.com"],
    signatureHash: "SHA512",
    validTo: "2027-01-31T23:59:59.000Z",
  });
  const leaf = new X509Certificate(certificate.pem);
  expect(leaf.subjectAltName).toBe("DNS:api.example.net, DNS:www.example.com");
  expect(leaf.subject).toContain("O=Example Widgets Ltd");
});

test("fifty requests at once with one key give one request", async () => {
  const order = await anOrder(house, account, manager);
  const csr = makeCsr(newKey(), "www.example.com");
  const all = await Promise.all(
    Array.from({ length: 50 }, () =>
      house.ask(manager, requestDuplicate, { input: { orderNumber: order.number, csr } }),
    ),
  );
  const kinds = all.map((answer) => answer.data.requestDuplicate.__typename);
  expect(kinds.filter((kind) => kind === "DuplicateRequest")).toHaveLength(1);
  const refused = all.find((answer) => answer.data.requestDuplicate.__typename === "CsrRejected");
  expect(kinds.filter((kind) => kind === "CsrRejected")).toHaveLength(49);
  expect(refused?.data.requestDuplicate.faults).toMatchObject([{ code: "KEY_ALREADY_USED" }]);
});

test("the same idempotency key gives the same request, at once and later, and refuses another input", async () => {
  const order = await anOrder(house, account, manager);
  const input = { orderNumber: order.number, csr: makeCsr(newKey(), "www.example.com"), idempotencyKey: "wish 1" };
  const all = await Promise.all(Array.from({ length: 8 }, () => house.ask(manager, requestDuplicate, { input })));
  expect(new Set(all.map((answer) => answer.data.requestDuplicate.id)).size).toBe(1);
  const other = await house.ask(manager, requestDuplicate, { input: { ...input, serverName: "another" } });
  expect(other.data.requestDuplicate.__typename).toBe("IdempotencyKeyReused");
  const someoneElse = await house.ask(standard, requestDuplicate, { input });
  expect(someoneElse.data.requestDuplicate).toMatchObject({
    __typename: "CsrRejected",
    faults: [{ code: "KEY_ALREADY_USED" }],
  });
});

test("every reason is listed, and nothing of a refused request remains but its audit", async () => {
  const order = await anOrder(house, account, manager, { orderEndsInDays: 100, certificateEndsInDays: 90 });
  const csr = makeCsr(newKey(), "www.example.com");
  const input = {
    orderNumber: order.number,
    csr,
    dnsNames: ["www.example.com", "new.example.com"],
    validTo: "2027-12-31T00:00:00Z",
    signatureHash: "SHA256",
  };
  const { requestDuplicate: refused } = (await house.ask(manager, requestDuplicate, { input })).data;
  expect(refused.__typename).toBe("DuplicateRefused");
  expect(refused.reasons.map((reason: { code: string }) => reason.code).sort()).toEqual([
    "NAME_NOT_ALLOWED",
    "VALIDITY_EXCEEDS_MAXIMUM",
    "VALIDITY_EXCEEDS_ORDER",
  ]);
  for (const reason of refused.reasons) expect(reason.remedy).toBeTruthy();
  expect(await house.source.query("select 1 from certificate_request where order_id = $1", [order.id])).toHaveLength(0);
  const [event] = await house.source.query("select outcome, detail from audit_event where object_id = $1", [order.id]);
  expect(event).toMatchObject({ outcome: "REFUSED", detail: { problem: "DuplicateRefused" } });
  const again = await house.ask(manager, requestDuplicate, { input: { orderNumber: order.number, csr } });
  expect(again.data.requestDuplicate.__typename).toBe("DuplicateRequest");
});

test("an order that is not there, and one of another account, are told alike", async () => {
  const other = await addAccount(house, "ONE_STEP", "Another");
  const stranger = await addPerson(house, other, "ADMINISTRATOR");
  const order = await anOrder(house, account, manager);
  const csr = makeCsr(newKey(), "www.example.com");
  const foreign = await house.ask(stranger, requestDuplicate, { input: { orderNumber: order.number, csr } });
  const missing = await house.ask(stranger, requestDuplicate, { input: { orderNumber: 999, csr } });
  expect(foreign.data.requestDuplicate).toMatchObject({
    __typename: "OrderNotFound",
    message: expect.stringContaining(String(order.number)),
  });
  expect(missing.data.requestDuplicate.__typename).toBe("OrderNotFound");
});

test("who may not approve may not skip approval, and an EV request takes a second person", async () => {
  const order = await anOrder(house, account, manager);
  const skipped = await house.ask(standard, requestDuplicate, {
    input: { orderNumber: order.number, csr: makeCsr(newKey(), "a"), skipApproval: true },
  });
  expect(skipped.data.requestDuplicate.__typename).toBe("NotPermitted");

  const ev = await anOrder(house, account, manager, { product: "ev" });
  const csr = makeCsr(newKey(), "www.example.com");
  const alone = await house.ask(manager, requestDuplicate, {
    input: { orderNumber: ev.number, csr, skipApproval: true },
  });
  expect(alone.data.requestDuplicate.__typename).toBe("SecondPersonRequired");
  const { id } = (await house.ask(manager, requestDuplicate, { input: { orderNumber: ev.number, csr } })).data
    .requestDuplicate;
  expect((await house.ask(manager, approveRequest, { input: { id } })).data.approveRequest.__typename).toBe(
    "SecondPersonRequired",
  );
  const administrator = await addPerson(house, account, "ADMINISTRATOR");
  expect((await house.ask(administrator, approveRequest, { input: { id } })).data.approveRequest).toMatchObject({
    status: "APPROVED",
  });
  await house.runJobs();
  const { certificate } = (await house.ask(manager, requestOf, { id })).data.certificateRequest;
  expect(new X509Certificate(certificate.pem).subject).toContain("businessCategory=Private Organization");
});
