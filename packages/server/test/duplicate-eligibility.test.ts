import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import type { Account } from "../src/accounts/account.ts";
import type { Viewer } from "../src/foundation/context.ts";
import type { Order } from "../src/orders/order.ts";
import { anOrder, proveAnew } from "./an-order.ts";
import { ask, codesOf } from "./duplicate-story.ts";
import { addAccount, addPerson, type House, openHouse, storyTime } from "./house.ts";

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
  // an account of its own: what is proved there is this test's alone
  account = await addAccount(house);
  manager = await addPerson(house, account, "MANAGER");
});

const stateOf = /* GraphQL */ `
  query ($number: Int!, $kind: OrganizationProofKind) {
    order(number: $number) {
      status validTo orderValidTo
      domains { name validation { status validUntil } domain { name } }
      organization { validation(kind: $kind) { status validUntil } }
      duplicateEligibility {
        allowed refusals { code message remedy subject url } maxValidTo signatureHashes
        defaults { validTo signatureHash serverPlatform { id } }
      }
    }
  }`;

async function show(order: Order, kind = "OV") {
  return (await house.ask(manager, stateOf, { number: order.number, kind })).data.order;
}

/** What the resolver says and what the mutation says, which have to be the same. */
async function judged(order: Order, kind = "OV") {
  const shown = await show(order, kind);
  const answer = await ask(house, manager, order);
  const refusals = codesOf({ reasons: shown.duplicateEligibility.refusals });
  expect(shown.duplicateEligibility.allowed).toBe(refusals.length === 0);
  expect(answer.__typename).toBe(refusals.length === 0 ? "DuplicateRequest" : "DuplicateRefused");
  expect(codesOf(answer)).toEqual(refusals);
  if (refusals.length > 0) expect(answer.reasons).toEqual(shown.duplicateEligibility.refusals);
  return {
    refusals,
    shown,
    domains: shown.domains.map((one: { validation: { status: string } }) => one.validation.status),
  };
}

const run = (sql: string, ...values: unknown[]) => house.source.query(sql, values);

test("a domain's proof lapses to the second, and resolver, validation and mutation say so together", async () => {
  const order = await anOrder(house, account, manager, { provedDaysAgo: 100 });
  const before = await judged(order);
  expect(before).toMatchObject({ refusals: [], domains: ["VALIDATED", "VALIDATED"] });
  const until = new Date(before.shown.domains[0].validation.validUntil);
  expect(until.toISOString()).toBe(new Date(storyTime.getTime() + 99 * day).toISOString());

  house.now = new Date(until.getTime() - 1);
  expect(await judged(order)).toMatchObject({ refusals: [], domains: ["VALIDATED", "VALIDATED"] });
  house.now = until;
  const after = await judged(order);
  expect(after).toMatchObject({ refusals: ["DOMAIN_VALIDATION_EXPIRED"], domains: ["EXPIRED", "EXPIRED"] });
  const [refusal] = after.shown.duplicateEligibility.refusals;
  expect(refusal).toMatchObject({
    subject: "example.com",
    remedy: expect.stringContaining("example.com"),
    url: expect.stringMatching(/^\/domains\/[0-9a-f-]{36}$/),
  });
});

test("the organization's proof lapses to the second", async () => {
  const order = await anOrder(house, account, manager);
  await proveAnew(house, account, "organization_proof", new Date(storyTime.getTime() - 300 * day));
  await proveAnew(house, account, "domain_proof", storyTime);
  const { refusals, shown } = await judged(order);
  expect(refusals).toEqual([]);
  const until = new Date(shown.organization.validation.validUntil);
  expect(until.getTime()).toBe(storyTime.getTime() + 97 * day);
  house.now = new Date(until.getTime() - 1);
  expect((await judged(order)).refusals).toEqual([]);
  house.now = until;
  const after = await judged(order);
  expect(after.refusals).toEqual(["ORGANIZATION_VALIDATION_EXPIRED"]);
  expect(after.shown.organization.validation.status).toBe("EXPIRED");
});

test("a voided proof counts no more, and a new one mends it", async () => {
  const order = await anOrder(house, account, manager, {
    product: "ov_multi_domain",
    names: ["www.example.com", "www.example.net"],
  });
  expect((await judged(order)).refusals).toEqual([]);
  const [{ id }] = await run("select id from domain where account_id = $1 and name = 'example.net'", account.id);
  await run("update domain_proof set voided_at = $2 where domain_id = $1", id, house.now);
  const voided = await judged(order);
  expect(voided).toMatchObject({ refusals: ["DOMAIN_VALIDATION_INCOMPLETE"], domains: ["VALIDATED", "PENDING"] });
  expect(voided.shown.duplicateEligibility.refusals[0]).toMatchObject({
    subject: "example.net",
    url: `/domains/${id}`,
  });
  // names chosen for the duplicate do not help: every domain on the order has to be proved
  expect(codesOf(await ask(house, manager, order, { dnsNames: ["www.example.com"] }))).toEqual([
    "DOMAIN_VALIDATION_INCOMPLETE",
  ]);
  await run(
    `insert into domain_proof (account_id, domain_id, method, scope, obtained_at, evidence) values ($1, $2, 'DNS_CNAME', 'SUBDOMAINS', $3, '{}')`,
    account.id,
    id,
    house.now,
  );
  expect(await judged(order)).toMatchObject({ refusals: [], domains: ["VALIDATED", "VALIDATED"] });
});

test("a proof by a file stands for the exact name alone, so a name beside it is missing", async () => {
  const order = await anOrder(house, account, manager, { names: ["example.com", "www.example.com"] });
  await run("update domain_proof set voided_at = $2 where account_id = $1", account.id, house.now);
  await run(
    `insert into domain_proof (account_id, domain_id, method, scope, obtained_at, evidence)
     select account_id, id, 'HTTP_FILE', 'EXACT', $2, '{}' from domain where account_id = $1`,
    account.id,
    house.now,
  );
  const { refusals, domains, shown } = await judged(order);
  expect({ refusals, domains }).toEqual({
    refusals: ["DOMAIN_VALIDATION_INCOMPLETE"],
    domains: ["VALIDATED", "PENDING"],
  });
  expect(shown.duplicateEligibility.refusals[0].subject).toBe("www.example.com");
});

test("a change of legal details voids the organization's proofs at that moment", async () => {
  const order = await anOrder(house, account, manager);
  await expect(
    run("update organization set legal_name = 'Other Ltd' where account_id = $1", account.id),
  ).rejects.toThrow("says when it was made");
  await run(
    "update organization set legal_name = 'Other Ltd', details_changed_at = $2 where account_id = $1",
    account.id,
    house.now,
  );
  const { refusals, shown } = await judged(order);
  expect(refusals).toEqual(["ORGANIZATION_VALIDATION_INCOMPLETE"]);
  expect(shown.organization.validation.status).toBe("PENDING");
  expect(shown.duplicateEligibility.refusals[0]).toMatchObject({
    subject: "Other Ltd",
    url: expect.stringMatching(/^\/organizations\//),
  });
});

test("an OV proof does not do for an EV order", async () => {
  const order = await anOrder(house, account, manager, { product: "ev" });
  expect((await judged(order, "EV")).refusals).toEqual([]);
  await run("update organization_proof set voided_at = $2 where account_id = $1", account.id, house.now);
  await run(
    `insert into organization_proof (account_id, organization_id, kind, obtained_at, collected_by, evidence)
     select account_id, id, 'OV', $2, 'one', '{}' from organization where account_id = $1`,
    account.id,
    house.now,
  );
  const { refusals, shown } = await judged(order, "EV");
  expect(refusals).toEqual(["ORGANIZATION_VALIDATION_INCOMPLETE"]);
  expect(shown.organization.validation.status).toBe("PENDING");
  expect((await show(order, "OV")).organization.validation.status).toBe("VALIDATED");
});

test("everything that is missing is listed at once", async () => {
  const order = await anOrder(house, account, manager, {
    product: "ov_multi_domain",
    names: ["www.example.com", "www.example.net"],
    provedDaysAgo: 190,
  });
  house.now = new Date(storyTime.getTime() + 20 * day);
  await run("update organization_proof set voided_at = $2 where account_id = $1", account.id, house.now);
  const { refusals } = await judged(order);
  expect(refusals).toEqual([
    "DOMAIN_VALIDATION_EXPIRED",
    "DOMAIN_VALIDATION_EXPIRED",
    "ORGANIZATION_VALIDATION_INCOMPLETE",
  ]);
});

test("a DV order is refused with the way out", async () => {
  const order = await anOrder(house, account, manager, { product: "dv" });
  const { refusals, shown } = await judged(order);
  expect(refusals).toEqual(["DUPLICATES_NOT_ALLOWED"]);
  expect(shown.duplicateEligibility.refusals[0].remedy).toContain("Reissue");
  expect(shown.organization).toBeNull();
});

test("an order's state decides, and a reissue that waits does not hinder", async () => {
  const order = await anOrder(house, account, manager);
  const states: Record<string, string[]> = {
    NEEDS_APPROVAL: ["ORDER_NOT_ISSUED"],
    PENDING: ["ORDER_NOT_ISSUED"],
    PROCESSING: ["ORDER_NOT_ISSUED"],
    REJECTED: ["ORDER_NOT_ISSUED"],
    CANCELED: ["ORDER_NOT_ISSUED"],
    REISSUE_PENDING: [],
    ISSUED: [],
    REVOKED: ["ORDER_REVOKED"],
  };
  for (const [state, expected] of Object.entries(states)) {
    await run(`update "order" set state = $2 where id = $1`, order.id, state);
    const { refusals, shown } = await judged(order);
    expect({ state, refusals, status: shown.status }).toEqual({ state, refusals: expected, status: state });
  }
  const never = await anOrder(house, account, manager, { issued: false });
  const { shown } = await judged(never);
  expect(shown.duplicateEligibility).toMatchObject({ maxValidTo: null, defaults: null, signatureHashes: [] });
});

test("the order's end is part of it; after it the order reads EXPIRED everywhere", async () => {
  const order = await anOrder(house, account, manager, { orderEndsInDays: 30, certificateEndsInDays: 30 });
  const listed = async (status: string) => {
    const query = `query ($status: [OrderStatus!]) { orders(filter: { status: $status }) { nodes { number status } } }`;
    return (await house.ask(manager, query, { status: [status] })).data.orders.nodes;
  };
  const end = order.orderValidTo.getTime();
  for (const [at, status] of [
    [end - 1000, "ISSUED"],
    [end, "ISSUED"],
    [end + 1, "EXPIRED"],
  ] as const) {
    house.now = new Date(at);
    expect((await show(order)).status).toBe(status);
    expect(await listed(status)).toEqual([{ number: order.number, status }]);
    expect(await listed(status === "ISSUED" ? "EXPIRED" : "ISSUED")).toEqual([]);
  }
  expect((await judged(order)).refusals).toContain("ORDER_EXPIRED");
});

test("an expired or revoked certificate is not duplicated, though its order lives", async () => {
  const order = await anOrder(house, account, manager, { certificateEndsInDays: 10 });
  house.now = new Date(storyTime.getTime() + 10 * day);
  expect((await judged(order)).refusals).not.toContain("CERTIFICATE_EXPIRED");
  house.now = new Date(storyTime.getTime() + 10 * day + 1000);
  expect((await judged(order)).refusals).toEqual(["CERTIFICATE_EXPIRED"]);

  house.now = storyTime;
  const other = await anOrder(house, account, manager);
  await run(
    "insert into revocation (issuing_ca_id, serial, at, by, crl_shard, not_after) select issuing_ca_id, serial, $2, 'story', crl_shard, not_after from certificate where order_id = $1",
    other.id,
    house.now,
  );
  expect((await judged(other)).refusals).toEqual(["CERTIFICATE_REVOKED"]);
});

test("the latest expiry is the order's end or 199 days less a second, to the second, and by the day of asking", async () => {
  const order = await anOrder(house, account, manager, { certificateEndsInDays: 160 });
  house.now = new Date("2026-11-20T10:00:00.700Z");
  const second = Date.parse("2026-11-20T10:00:00Z");
  const longest = new Date(second + 199 * day - 1000).toISOString();
  const { duplicateEligibility: eligibility } = await show(order);
  expect(eligibility.maxValidTo).toBe(longest);
  expect(await ask(house, manager, order, { validTo: longest })).toMatchObject({
    __typename: "DuplicateRequest",
    validTo: longest,
  });
  const over = new Date(Date.parse(longest) + 1000).toISOString();
  const refused = await ask(house, manager, order, { validTo: over });
  expect(codesOf(refused)).toEqual(["VALIDITY_EXCEEDS_MAXIMUM"]);
  expect(refused.reasons[0]).toMatchObject({ subject: longest });
  // fractions are cut, so this is still the last second
  expect(await ask(house, manager, order, { validTo: longest.replace(".000Z", ".999Z") })).toMatchObject({
    validTo: longest,
  });

  house.now = storyTime;
  const short = await anOrder(house, account, manager, { orderEndsInDays: 100, certificateEndsInDays: 100 });
  const end = short.orderValidTo.toISOString();
  expect((await show(short)).duplicateEligibility).toMatchObject({ maxValidTo: end, defaults: { validTo: end } });
  expect(await ask(house, manager, short, { validTo: end })).toMatchObject({ validTo: end });
  expect(
    codesOf(await ask(house, manager, short, { validTo: new Date(Date.parse(end) + 1000).toISOString() })),
  ).toEqual(["VALIDITY_EXCEEDS_ORDER"]);

  // on and after 15 March 2027 a certificate lasts 99 days (one inside BR 6.3.2)
  await proveAnew(house, account, "domain_proof", new Date("2027-03-01"));
  house.now = new Date("2027-03-14T23:59:59Z");
  expect((await show(order)).duplicateEligibility.maxValidTo).toBe(
    new Date(Date.parse("2027-03-14T23:59:59Z") + 199 * day - 1000).toISOString(),
  );
  house.now = new Date("2027-03-15T00:00:00Z");
  expect((await show(order)).duplicateEligibility.maxValidTo).toBe(
    new Date(Date.parse("2027-03-15T00:00:00Z") + 99 * day - 1000).toISOString(),
  );
});

test("now and before is the past, and the very next second is not", async () => {
  const order = await anOrder(house, account, manager);
  expect(codesOf(await ask(house, manager, order, { validTo: storyTime.toISOString() }))).toEqual([
    "VALIDITY_IN_THE_PAST",
  ]);
  expect(codesOf(await ask(house, manager, order, { validTo: "1969-12-31T23:59:59Z" }))).toEqual([
    "VALIDITY_IN_THE_PAST",
  ]);
  const next = new Date(storyTime.getTime() + 1000).toISOString();
  expect(await ask(house, manager, order, { validTo: next })).toMatchObject({
    __typename: "DuplicateRequest",
    validTo: next,
  });
});

test("what is left out is the primary's, and the expiry no later than may be", async () => {
  const order = await anOrder(house, account, manager, { signatureHash: "SHA384", certificateEndsInDays: 150 });
  const shown = await show(order);
  expect(shown.duplicateEligibility).toMatchObject({
    allowed: true,
    signatureHashes: ["SHA256", "SHA384", "SHA512"],
    defaults: { validTo: shown.validTo, signatureHash: "SHA384", serverPlatform: { id: "nginx" } },
  });
  expect(await ask(house, manager, order)).toMatchObject({
    validTo: shown.validTo,
    signatureHash: "SHA384",
    serverPlatform: { id: "nginx" },
    commonName: "www.example.com",
    dnsNames: ["www.example.com", "example.com"],
    serverName: null,
  });
});

test("the ECDSA issuing CA signs with SHA-384 alone, and says so before and after", async () => {
  const order = await anOrder(house, account, manager, { keyType: "EC" });
  expect((await show(order)).duplicateEligibility).toMatchObject({
    signatureHashes: ["SHA384"],
    defaults: { signatureHash: "SHA384" },
  });
  const refused = await ask(house, manager, order, { signatureHash: "SHA256" });
  expect(refused.reasons).toMatchObject([{ code: "SIGNATURE_HASH_NOT_ALLOWED", subject: "SHA256" }]);
  expect(await ask(house, manager, order)).toMatchObject({ signatureHash: "SHA384" });
});

test("a retired CA's successor of the same key type takes over; without one nobody can", async () => {
  const order = await anOrder(house, account, manager);
  const [{ id }] = await run("select issuing_ca_id as id from certificate where order_id = $1", order.id);
  await run("update issuing_ca set retired_at = $2 where id = $1", id, house.now);
  try {
    expect((await judged(order)).refusals).toEqual(["ISSUER_CANNOT_DUPLICATE"]);
    const [{ next }] = await run(
      `insert into issuing_ca (slug, is_root, key_name, key_type, signature_hashes, certificate_der, root_der, active_from)
       select 'next-rsa', false, key_name, key_type, array['SHA512'], certificate_der, root_der, $2 from issuing_ca where id = $1 returning id as next`,
      id,
      house.now,
    );
    const { shown } = await judged(order);
    // the primary's SHA-256 is not among the successor's: its first is the default
    expect(shown.duplicateEligibility).toMatchObject({
      allowed: true,
      signatureHashes: ["SHA512"],
      defaults: { signatureHash: "SHA512" },
    });
    await run("update issuing_ca set retired_at = $2 where id = $1", next, house.now);
    expect((await judged(order)).refusals).toEqual(["ISSUER_CANNOT_DUPLICATE"]);
  } finally {
    await run("update issuing_ca set retired_at = null where id = $1", id);
  }
});
