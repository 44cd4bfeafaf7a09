import { createPrivateKey, X509Certificate } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Account } from "../src/accounts/account.ts";
import type { Viewer } from "../src/foundation/context.ts";
import { resumeOrder } from "../src/requests/resume-order.ts";
import { codesOf } from "./duplicate-story.ts";
import { addAccount, addPerson, addresses, type House, newKey, openHouse, storyTime } from "./house.ts";
import { makeCsr } from "./make-csr.ts";
import { anOrganization, aProvedDomain, deciding, lookAt, place, proveOrganization, publish } from "./order-story.ts";
import { sweepAt } from "./reissue-story.ts";

const day = 86_400_000;
let house: House;
let account: Account;
let approver: Viewer;
let other: Viewer;
let requester: Viewer;

beforeAll(async () => {
  house = await openHouse();
  account = await addAccount(house);
  approver = await addPerson(house, account, "ADMINISTRATOR");
  other = await addPerson(house, account, "MANAGER");
  requester = await addPerson(house, account, "STANDARD_USER");
});

afterAll(() => house.close());

const mailsTo = (person: Viewer) => house.mails.filter(({ to }) => to.address === person.email);

test("an order with everything proved is issued at once after its approval, as it was shown", async () => {
  const { id: organizationId } = await anOrganization(house, account, "OV");
  await aProvedDomain(house, account, "example.com");
  const names = ["shop.example.com", "www.example.com"];
  const keys = newKey();
  const csr = makeCsr(keys, "shop.example.com", names);
  const placed = await place(house, requester, {
    product: "ov_multi_domain",
    organizationId,
    csr,
    serverName: "web-1",
  });
  expect(placed).toMatchObject({
    ...{ __typename: "Order", status: "NEEDS_APPROVAL", dnsNames: names, commonName: "shop.example.com" },
    ...{ orderValidTo: "2027-11-20T10:00:00.000Z", organization: { legalName: "Example Widgets Ltd" } },
    product: { key: "ov_multi_domain", nameRule: "SEVERAL" },
    contacts: [{ kind: "CERTIFICATE", name: "Web team", email: "web@example.com" }],
    domains: names.map((name) => ({ name, validation: { status: "VALIDATED" }, challenge: null })),
    request: { __typename: "OrderRequest", status: "SUBMITTED", waitsFor: [], domainMethod: null },
  });
  await house.runJobs();
  expect(mailsTo(approver).at(-1)!.subject).toBe(
    `Waits for approval: new certificate for shop.example.com (order ${placed.number})`,
  );

  const { id, content } = placed.request;
  const { sha256: contentSha256, validTo } = content;
  expect(await deciding(house, requester, "approveRequest", { id })).toMatchObject({ __typename: "NotPermitted" });
  expect(
    await deciding(house, approver, "approveRequest", { id, contentSha256: "0".repeat(64), validTo }),
  ).toMatchObject({ __typename: "ContentChanged" });
  const approved = await deciding(house, approver, "approveRequest", { id, contentSha256, validTo });
  expect(approved).toMatchObject({ status: "APPROVED", decisions: [{ outcome: "APPROVED", contentSha256 }] });
  expect((await lookAt(house, requester, placed.number)).status).toBe("PROCESSING");
  await house.runJobs();

  const order = await lookAt(house, requester, placed.number);
  expect(order).toMatchObject({
    status: "ISSUED",
    certificate: { kind: "ORIGINAL", dnsNames: names, validTo },
    request: { id, status: "ISSUED", waitsFor: [] },
  });
  const certificate = new X509Certificate(order.certificate.pem);
  expect(certificate.checkPrivateKey(createPrivateKey(keys.privateKey.export({ format: "pem", type: "pkcs8" })))).toBe(
    true,
  );
  expect(certificate.subject).toContain("O=Example Widgets Ltd");
  expect(house.mails.at(-1)!.to.address).toBe("web@example.com");
});

test("an order waits for its domain and its organization, and is issued by itself when the last proof is in", async () => {
  const organization = await anOrganization(house, account, null, "Example Gadgets Ltd");
  const names = ["www.gadgets.com", "gadgets.com"];
  const input = { product: "ov", organizationId: organization.id, dnsNames: names, skipApproval: true };
  const { number, status } = await place(house, approver, input);
  expect(status).toBe("PENDING");
  const waits = await lookAt(house, approver, number);
  expect(waits.request).toMatchObject({ status: "APPROVED", content: null, certificate: null, mayDecide: false });
  expect(codesOf({ reasons: waits.request.waitsFor })).toEqual([
    "DOMAIN_VALIDATION_INCOMPLETE",
    "ORGANIZATION_VALIDATION_INCOMPLETE",
  ]);
  expect(waits.request.waitsFor[0].remedy).toBe("Prove gadgets.com; then the certificate is issued by itself.");

  await house.runJobs();
  const mail = mailsTo(approver).at(-1)!;
  expect(mail.subject).toBe(`Waits for validation: new certificate for www.gadgets.com (order ${number})`);
  expect(mail.text).toContain("The organization Example Gadgets Ltd has not been validated yet.");
  expect(mail.text).toContain(waits.request.waitsFor[0].url);

  // the real way for the domain: a challenge, a record, a look
  const domainId = waits.request.waitsFor[0].url.split("/").at(-1);
  await house.ask(
    approver,
    "mutation ($input: StartDomainValidationInput!) { startDomainValidation(input: $input) { __typename } }",
    { input: { domainId, method: "DNS_TXT" } },
  );
  const [{ challenge }, second] = (await lookAt(house, approver, number)).request.domains;
  expect(challenge).toMatchObject({ state: "OPEN", domain: { name: "gadgets.com" }, request: null });
  expect(second.challenge.id).toBe(challenge.id);
  publish(house, challenge);
  await house.runJobs();
  const half = await lookAt(house, approver, number);
  expect(half.status).toBe("PENDING");
  expect(codesOf({ reasons: half.request.waitsFor })).toEqual(["ORGANIZATION_VALIDATION_INCOMPLETE"]);

  await proveOrganization(house, organization, "OV");
  await house.runJobs();
  expect(await lookAt(house, approver, number)).toMatchObject({
    status: "ISSUED",
    certificate: { kind: "ORIGINAL", dnsNames: names },
    request: { waitsFor: [], decisions: [{ outcome: "APPROVED" }, { outcome: "PROVED" }] },
  });
});

test("an EV order takes a second person, under every setting", async () => {
  const { id: organizationId } = await anOrganization(house, account, "EV", "Extended Ltd");
  const input = { product: "ev", organizationId, dnsNames: ["ev.example.com"] };
  expect(await place(house, approver, { ...input, skipApproval: true })).toMatchObject({
    __typename: "SecondPersonRequired",
  });
  const { number, request } = await place(house, approver, input);
  const { id } = request;
  expect(await deciding(house, approver, "approveRequest", { id })).toMatchObject({
    __typename: "SecondPersonRequired",
  });
  await deciding(house, other, "approveRequest", { id });
  await house.runJobs();
  const { status, certificate } = await lookAt(house, approver, number);
  expect(status).toBe("ISSUED");
  expect(new X509Certificate(certificate.pem).subject).toContain("serialNumber=12345678");
});

test("a DV order is proved for itself alone, by one method for all its names", async () => {
  const names = ["example.com", "www.example.com"];
  const byFile = { product: "dv", domainMethod: "HTTP_FILE", skipApproval: true };
  // example.com is proved for every OV order, which counts nothing here
  const first = await place(house, approver, { ...byFile, dnsNames: names });
  expect(first.status).toBe("PENDING");
  const { domains } = first.request;
  expect(domains.map((one: { challenge: object }) => one.challenge)).toMatchObject([
    { method: "HTTP_FILE", domain: { name: "example.com" }, request: { id: first.request.id } },
    { method: "HTTP_FILE", domain: { name: "www.example.com" }, request: { id: first.request.id } },
  ]);
  for (const { challenge } of domains) publish(house, challenge);

  const second = await place(house, approver, {
    ...{ product: "dv_wildcard", domainMethod: "DNS_CNAME", skipApproval: true },
    dnsNames: ["*.example.com", "example.com"],
  });
  const [wildcard, base] = second.request.domains;
  expect(wildcard.challenge).toMatchObject({ method: "DNS_CNAME", domain: { name: "example.com" } });
  expect(base.challenge.id).toBe(wildcard.challenge.id);

  await house.runJobs();
  expect((await lookAt(house, approver, first.number)).status).toBe("ISSUED");
  // the proof of the other order is none of its own
  expect(await lookAt(house, approver, second.number)).toMatchObject({
    status: "PENDING",
    domains: [{ validation: { status: "PENDING" } }, { validation: { status: "PENDING" } }],
    request: { waitsFor: [{ code: "DOMAIN_VALIDATION_INCOMPLETE", subject: "example.com" }] },
  });
  publish(house, wildcard.challenge);
  house.now = new Date(house.now.getTime() + 60_000);
  await sweepAt(house, house.now);
  await house.runJobs();
  const issued = await lookAt(house, approver, second.number);
  expect(issued).toMatchObject({ status: "ISSUED", certificate: { dnsNames: ["*.example.com", "example.com"] } });
  expect(new X509Certificate(issued.certificate.pem).subject).toBe("CN=*.example.com");
});

test("the method of a DV order may be changed while it waits; what was proved by another counts no more", async () => {
  const dnsNames = ["www.example.net", "example.net"];
  const placed = await place(house, approver, {
    product: "dv",
    domainMethod: "HTTP_FILE",
    dnsNames,
    skipApproval: true,
  });
  const { number: orderNumber, request } = placed;
  publish(house, request.domains[0].challenge);
  await house.runJobs();
  const half = await lookAt(house, approver, orderNumber);
  expect(half.request.domains[0].validation.status).toBe("VALIDATED");

  const changed = await deciding(house, requester, "changeOrderDomainMethod", { orderNumber, method: "DNS_TXT" });
  expect(changed.domainMethod).toBe("DNS_TXT");
  for (const { validation, challenge } of changed.domains) {
    expect(validation.status).toBe("PENDING");
    expect(challenge).toMatchObject({ method: "DNS_TXT", state: "OPEN", domain: { name: "example.net" } });
  }
  publish(house, changed.domains[0].challenge);
  await house.runJobs();
  expect((await lookAt(house, approver, orderNumber)).status).toBe("ISSUED");
  expect(await deciding(house, requester, "changeOrderDomainMethod", { orderNumber, method: "DNS_TXT" })).toMatchObject(
    { __typename: "OrderNotWaiting" },
  );

  const wild = await place(house, approver, {
    ...{ product: "dv_wildcard", domainMethod: "DNS_TXT", dnsNames: ["*.example.org"] },
  });
  const byFile = { orderNumber: wild.number, method: "HTTP_FILE" };
  const refused = await deciding(house, requester, "changeOrderDomainMethod", byFile);
  expect(codesOf(refused)).toEqual(["WILDCARD_BY_FILE"]);
  await deciding(house, approver, "cancelRequest", { id: wild.request.id });
});

test("who cancels or rejects an order gives its key back and ends its challenges", async () => {
  const csr = makeCsr(newKey(), "away.example.com");
  const input = { product: "dv", domainMethod: "DNS_TXT", csr };
  const placed = await place(house, requester, input);
  const { id } = placed.request;
  expect((await place(house, requester, input)).faults).toMatchObject([{ code: "KEY_ALREADY_USED" }]);
  expect(placed.request.domains[0].challenge).toBeNull();
  const approved = await deciding(house, approver, "approveRequest", { id });
  expect(approved.domains[0].challenge.state).toBe("OPEN");
  expect(await deciding(house, requester, "cancelRequest", { id })).toMatchObject({ status: "CANCELED", waitsFor: [] });
  expect(await lookAt(house, requester, placed.number)).toMatchObject({
    status: "CANCELED",
    domains: [{ challenge: null }],
  });

  const again = await place(house, requester, input);
  await deciding(house, approver, "rejectRequest", { id: again.request.id, reason: "Not for us." });
  expect((await lookAt(house, requester, again.number)).status).toBe("REJECTED");
  expect((await place(house, requester, input)).status).toBe("NEEDS_APPROVAL");
  await house.runJobs();
  expect(mailsTo(requester).at(-1)!.text).toContain("The order has ended with it.");
});

test("a request that nobody decides on for thirty days ends its order", async () => {
  const { number } = await place(house, requester, { product: "dv", domainMethod: "DNS_TXT" });
  const then = house.now;
  house.now = new Date(then.getTime() + 31 * day);
  await sweepAt(house, house.now);
  await house.runJobs();
  expect(await lookAt(house, requester, number)).toMatchObject({ status: "CANCELED", request: { status: "CANCELED" } });
  house.now = then;
});

test("the same wish under the same name is one order, however often it is sent", async () => {
  const input = { product: "dv", domainMethod: "DNS_TXT", csr: makeCsr(newKey(), "once.example.com") };
  const named = { ...input, idempotencyKey: "once" };
  const sent = await Promise.all(Array.from({ length: 5 }, () => place(house, requester, named)));
  expect(new Set(sent.map(({ number }) => number)).size).toBe(1);
  expect(await place(house, requester, { ...named, comments: "Another." })).toMatchObject({
    __typename: "IdempotencyKeyReused",
  });
});

test("a key that becomes compromised while its order waits is never certified, and the requester is told", async () => {
  const { id: organizationId } = await anOrganization(house, account, "OV", "Leaky Ltd");
  const input = { product: "ov", organizationId, dnsNames: ["leaky.com"], skipApproval: true };
  const { number, request } = await place(house, approver, input);
  await house.source.query("update key set compromised_at = $2 where spki_sha256 = $1", [
    request.spkiSha256,
    house.now,
  ]);
  await aProvedDomain(house, account, "leaky.com");
  await house.runJobs();
  const { status, request: stuck } = await lookAt(house, approver, number);
  expect([status, codesOf({ reasons: stuck.waitsFor })]).toEqual(["PENDING", ["KEY_COMPROMISED"]]);
  expect(mailsTo(approver).at(-1)!.subject).toBe(`Cannot be issued: new certificate for leaky.com (order ${number})`);
  await deciding(house, approver, "cancelRequest", { id: stuck.id });
  expect((await lookAt(house, approver, number)).status).toBe("CANCELED");
});

test("of twelve at once with one key, one is an order", async () => {
  const { id: organizationId } = await anOrganization(house, account, "OV", "Twelve Ltd");
  const dnsNames = ["twelve.com", "www.twelve.com"];
  const input = { product: "ov", organizationId, dnsNames, csr: makeCsr(newKey(), "twelve.com") };
  const answers = await Promise.all(Array.from({ length: 12 }, () => place(house, requester, input)));
  expect(answers.filter(({ __typename }) => __typename === "Order")).toHaveLength(1);
  const refused = answers.filter(({ __typename }) => __typename === "CsrRejected");
  expect(refused.map((one) => codesOf(one))).toEqual(Array(11).fill(["KEY_ALREADY_USED"]));

  // and were nobody told of the last proof, it would be found all the same
  const { number, request } = answers.find(({ __typename }) => __typename === "Order");
  await deciding(house, approver, "approveRequest", { id: request.id });
  await house.runJobs();
  await aProvedDomain(house, account, "twelve.com");
  await house.source.query("select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))");
  const then = house.now;
  await sweepAt(house, new Date(then.getTime() + 59 * 60_000));
  expect((await lookAt(house, approver, number)).status).toBe("PENDING");
  await sweepAt(house, new Date(then.getTime() + 61 * 60_000));
  expect((await lookAt(house, approver, number)).status).toBe("ISSUED");
  house.now = then;
});

test("what lapses between approval and signing waits again, and is issued when it is proved anew", async () => {
  const then = house.now;
  // far from the days on which the limits change
  house.now = new Date("2027-04-01T10:00:00Z");
  const organization = await anOrganization(house, account, "OV", "Lapse Ltd");
  await aProvedDomain(house, account, "lapse.com");
  const dnsNames = ["lapse.com", "www.lapse.com"];
  const input = { product: "ov", organizationId: organization.id, dnsNames, skipApproval: true };
  house.now = new Date(house.now.getTime() + 98.5 * day);
  const { number, status } = await place(house, approver, input);
  expect(status).toBe("PROCESSING");
  house.now = new Date(house.now.getTime() + day);
  await house.runJobs();
  const lapsed = await lookAt(house, approver, number);
  expect(lapsed).toMatchObject({ status: "PENDING", request: { status: "FAILED" } });
  expect(codesOf({ reasons: lapsed.request.waitsFor })).toEqual(["DOMAIN_VALIDATION_EXPIRED"]);
  expect(mailsTo(approver).at(-1)!.text).toContain("a proof lapsed before");

  await aProvedDomain(house, account, "lapse.com");
  // looked at by many at once, it goes on once
  const [{ id: orderId }] = await house.source.query(`select id from "order" where number = $1`, [number]);
  const resuming = () => resumeOrder(house.source, { orderId }, { addresses, now: house.now });
  await Promise.all([resuming(), resuming(), resuming(), house.runJobs()]);
  await house.runJobs();
  expect(await lookAt(house, approver, number)).toMatchObject({ status: "ISSUED", request: { status: "ISSUED" } });
  const planned = await house.source.query("select state from issuance where order_id = $1 order by ready_at", [
    orderId,
  ]);
  expect(planned).toEqual([{ state: "FAILED" }, { state: "ISSUED" }]);
  house.now = then;
});

test("a CAA record that forbids us fails it, and once that is mended a retry issues it", async () => {
  const { id: organizationId } = await anOrganization(house, account, "OV", "Careful Ltd");
  await aProvedDomain(house, account, "careful.com");
  house.dns.setRecords("careful.com", "CAA", '0 issue "ca.elsewhere.com"');
  const input = { product: "ov", organizationId, dnsNames: ["careful.com"], skipApproval: true };
  const { number, request } = await place(house, approver, input);
  await house.runJobs();
  const failed = await lookAt(house, approver, number);
  expect(failed).toMatchObject({ status: "PENDING", request: { status: "FAILED" } });
  expect(failed.request.failure).toContain("CAA");
  // a new proof does not make it go on: it was no proof that was missing
  await aProvedDomain(house, account, "careful.com");
  await house.runJobs();
  expect((await lookAt(house, approver, number)).request.status).toBe("FAILED");

  house.dns.setRecords("careful.com", "CAA", '0 issue "ca.duplicert.test"');
  await deciding(house, approver, "retryRequest", { id: request.id });
  expect((await lookAt(house, approver, number)).status).toBe("PROCESSING");
  await house.runJobs();
  expect((await lookAt(house, approver, number)).status).toBe("ISSUED");
});

test("two-step approval takes two others, and the order waits for proofs only then", async () => {
  const strict = await addAccount(house, "TWO_STEP", "Strict");
  const [one, two] = [await addPerson(house, strict, "MANAGER"), await addPerson(house, strict, "ADMINISTRATOR")];
  const asking = await addPerson(house, strict, "LIMITED_USER");
  const { number, request } = await place(house, asking, { product: "dv", domainMethod: "EMAIL_CONSTRUCTED" });
  const { id } = request;
  expect(await deciding(house, one, "approveRequest", { id })).toMatchObject({ status: "PENDING" });
  expect((await lookAt(house, asking, number)).status).toBe("NEEDS_APPROVAL");
  const approved = await deciding(house, two, "approveRequest", { id });
  expect(approved).toMatchObject({ status: "APPROVED", domains: [{ challenge: { domain: { name: "example.com" } } }] });
  expect((await lookAt(house, asking, number)).status).toBe("PENDING");
});

test("nobody reaches into another account, and a specialist orders nothing", async () => {
  const foreign = await anOrganization(house, await addAccount(house, "ONE_STEP", "Foreign"), "OV");
  const input = { product: "ov", organizationId: foreign.id, dnsNames: ["shop.example.com"] };
  expect(await place(house, requester, input)).toMatchObject({ __typename: "OrganizationNotFound" });
  const outsider = await addPerson(house, await addAccount(house, "ONE_STEP", "Outside"), "ADMINISTRATOR");
  const { number, request } = await place(house, requester, { product: "dv", domainMethod: "DNS_TXT" });
  expect(await lookAt(house, outsider, number)).toBeNull();
  expect(await deciding(house, outsider, "approveRequest", { id: request.id })).toMatchObject({
    __typename: "RequestNotFound",
  });
  expect(
    await deciding(house, outsider, "changeOrderDomainMethod", { orderNumber: number, method: "DNS_TXT" }),
  ).toMatchObject({ __typename: "OrderNotFound" });
  const specialist = { ...outsider, role: "VALIDATION_SPECIALIST" as const };
  expect(await place(house, specialist, { product: "dv", domainMethod: "DNS_TXT" })).toMatchObject({
    __typename: "NotPermitted",
  });
  expect(await place(house, requester, { product: "dv", domainMethod: "DNS_TXT", skipApproval: true })).toMatchObject({
    __typename: "NotPermitted",
  });
});

test("whoever may not see a request does not see it through the challenge that serves it", async () => {
  const board = await addAccount(house);
  const chair = await addPerson(house, board, "ADMINISTRATOR");
  const placed = await place(house, chair, {
    ...{ product: "dv", dnsNames: ["hidden.example.net"], domainMethod: "DNS_TXT", skipApproval: true },
    comments: "for the board alone",
  });
  expect(placed).toMatchObject({ __typename: "Order" });
  const [{ challenge }] = (await lookAt(house, chair, placed.number)).request.domains;
  const limited = await addPerson(house, board, "LIMITED_USER");
  const query = "query ($id: ID!) { domainChallenge(id: $id) { request { id ... on IssuingRequest { comments } } } }";
  const seenBy = async (viewer: Viewer) => (await house.ask(viewer, query, { id: challenge.id })).data.domainChallenge;
  expect((await seenBy(chair)).request.comments).toBe("for the board alone");
  expect(await seenBy(limited)).toEqual({ request: null });
  const ending = "mutation ($id: ID!) { answer: cancelDomainValidation(input: { id: $id }) { __typename } }";
  const endedBy = async (viewer: Viewer) => (await house.ask(viewer, ending, { id: challenge.id })).data.answer;
  expect(await endedBy(limited)).toEqual({ __typename: "ChallengeNotFound" });
  expect(await endedBy(chair)).toEqual({ __typename: "DomainChallenge" });
});

test("whatever is wrong with an order is told at once", async () => {
  const ok = { product: "dv", domainMethod: "DNS_TXT", dnsNames: ["shop.example.com"] };
  const organization = await anOrganization(house, account, null, "Bare Ltd");
  await house.source.query(
    "update organization set registration_number = null, details_changed_at = $2 where id = $1",
    [organization.id, new Date(house.now.getTime() + 1)],
  );
  const { id: organizationId } = organization;
  const csr = makeCsr(newKey(), "Not a name at all");
  const contact = (email: string, kind = "CERTIFICATE") => ({ kind, name: "Ada", email });
  const at = (days: number) => new Date(house.now.getTime() + days * day);
  const wrong: [string[], Record<string, unknown>][] = [
    [["PRODUCT_UNKNOWN"], { product: "gold" }],
    [["NO_NAMES"], { dnsNames: null, csr }],
    [["NO_NAMES"], { dnsNames: [] }],
    [["TOO_MANY_NAMES"], { dnsNames: Array.from({ length: 251 }, (_, i) => `n${i}.example.com`) }],
    [["NAME_NOT_ALLOWED"], { dnsNames: ["co.uk"] }],
    [["NAME_NOT_ALLOWED"], { dnsNames: ["printer.local"] }],
    [["NAME_NOT_ALLOWED"], { dnsNames: ["shop.example.nosuchtld"] }],
    [["NAME_NOT_ALLOWED"], { dnsNames: ["not a name"] }],
    [["NAME_NOT_ALLOWED"], { product: "dv_wildcard", dnsNames: ["*.co.uk", "*.example.com"] }],
    [["NAME_OUTSIDE_PRODUCT"], { dnsNames: ["a.example.com", "b.example.com"] }],
    [["WILDCARD_NEEDED"], { product: "dv_wildcard", dnsNames: ["shop.example.com"] }],
    [["COMMON_NAME_NOT_AMONG_NAMES"], { commonName: "other.example.com" }],
    [["DOMAIN_METHOD_ONLY_FOR_DV", "ORGANIZATION_NEEDED"], { product: "ov" }],
    [["ORGANIZATION_NOT_FOR_DV"], { organizationId }],
    [["ORGANIZATION_INCOMPLETE"], { product: "ev", organizationId, domainMethod: null }],
    [["DOMAIN_METHOD_NEEDED"], { domainMethod: null }],
    [["WILDCARD_BY_FILE"], { product: "dv_wildcard", domainMethod: "HTTP_FILE", dnsNames: ["*.example.com"] }],
    [["CONTACT_NEEDED"], { contacts: [contact("a@example.com", "TECHNICAL")] }],
    [["CONTACT_NOT_AN_ADDRESS"], { contacts: [contact("a@example.com"), contact("ada at example")] }],
    [["TOO_MANY_CONTACTS"], { contacts: Array.from({ length: 21 }, (_, i) => contact(`a${i}@example.com`)) }],
    [["ORDER_TOO_LONG"], { orderValidTo: at(1200) }],
    [["ORDER_ENDS_IN_THE_PAST"], { orderValidTo: at(-1) }],
    [["VALIDITY_EXCEEDS_ORDER"], { orderValidTo: at(30), validTo: at(60) }],
    [["VALIDITY_EXCEEDS_MAXIMUM"], { validTo: at(250) }],
    [["VALIDITY_IN_THE_PAST"], { validTo: at(-1) }],
    [["SIGNATURE_HASH_NOT_ALLOWED"], { signatureHash: "SHA512" }],
    [
      ["CONTACT_NEEDED", "DOMAIN_METHOD_NEEDED", "NAME_NOT_ALLOWED", "ORDER_TOO_LONG"],
      { dnsNames: ["localhost"], domainMethod: null, contacts: [], orderValidTo: at(2000) },
    ],
  ];
  for (const [codes, input] of wrong) {
    const answer = await place(house, requester, { ...ok, ...input });
    expect([input, codesOf(answer)]).toEqual([input, codes]);
    for (const { message, remedy } of answer.reasons)
      expect([message.length > 20, remedy.length > 10]).toEqual([true, true]);
  }

  await house.source.query("update issuing_ca set retired_at = $1 where not is_root", [house.now]);
  expect(codesOf(await place(house, requester, ok))).toEqual(["ISSUER_UNAVAILABLE"]);
  const products = await house.ask(requester, "{ products { key nameRule validationType } }");
  expect(products.data.products).toContainEqual({ key: "dv", nameRule: "SINGLE", validationType: "DV" });
  const [{ refused }] = await house.source.query(
    "select count(*)::int as refused from audit_event where action = 'order.place' and outcome = 'REFUSED' and at >= $1",
    [storyTime],
  );
  expect(refused).toBeGreaterThan(wrong.length);
});
