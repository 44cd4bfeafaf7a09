import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { duplicateRefusals } from "@duplicert/shared/duplicate-refusals";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createAuth } from "../src/accounts/auth.ts";
import { whoAsks } from "../src/accounts/who-asks.ts";
import type { Issuer } from "../src/ca/issuer.ts";
import { certificatePem } from "../src/ca/pem.ts";
import { Certificate } from "../src/certificates/certificate.ts";
import { factsOf } from "../src/certificates/facts-of.ts";
import type { DemoFile } from "../src/demo/demo-file.ts";
import { isDemoMade, makeDemo } from "../src/demo/make-demo.ts";
import { orderNames } from "../src/demo/named-orders.ts";
import { Order } from "../src/orders/order.ts";
import { Organization } from "../src/organizations/organization.ts";
import { OrganizationVerification } from "../src/organizations/organization-verification.ts";
import { sweep } from "../src/work/sweep.ts";
import { addresses, type House, openHouse } from "./house.ts";

const run = promisify(execFile);
const day = 86_400_000;
const places = { ...addresses, mailboxUrl: "http://127.0.0.1:1080", zoneUrl: "http://127.0.0.1:1081" };

/** A house with a folder for demo.json and sign-in. */
async function demoHouse() {
  const house = await openHouse();
  const folder = await mkdtemp(join(tmpdir(), "duplicert-demo-"));
  const { auth, close } = createAuth({
    databaseUrl: house.databaseUrl,
    secret: "a secret of thirty-two characters",
    publicUrl: addresses.publicUrl,
    trustedOrigins: [],
  });
  const make = (issuer: Issuer = house.issuer) =>
    makeDemo(house.source, auth, issuer, { addresses: places, dataFolder: folder, now: house.now });
  const leave = async () => {
    await close();
    await house.close();
    await rm(folder, { recursive: true });
  };
  return { house, folder, auth, make, leave };
}

/** The CA's process dies at the nth signature, or at one for this name: what it was about to sign is on record, and no signature ever comes. */
function dyingAt(when: number | string, issuer: Issuer): Issuer {
  let signed = 0;
  return {
    issue: async (linted) => {
      signed++;
      if (typeof when === "number" ? signed >= when : linted.draft.plan.dnsNames.includes(when))
        throw new Error("killed");
      return issuer.issue(linted);
    },
    signCrl: (ca, crl) => issuer.signCrl(ca, crl),
    signOcsp: (ca, answer, hash) => issuer.signOcsp(ca, answer, hash),
  };
}

let here: Awaited<ReturnType<typeof demoHouse>>;
let house: House;
let demo: DemoFile;
const tables =
  "account member auth_credential auth_api_key organization organization_proof organization_contact organization_verification verification_evidence domain domain_proof order order_name order_contact key issuance signing_attempt certificate certificate_der revocation certificate_request request_decision audit_event".split(
    " ",
  );

async function counts(): Promise<Record<string, number>> {
  const rows = await Promise.all(
    tables.map((table) => house.source.query(`select count(*)::int as n from "${table}"`)),
  );
  return Object.fromEntries(tables.map((table, i) => [table, rows[i][0].n]));
}

async function orderNumbered(number: number): Promise<Order> {
  return house.source.manager.findOneByOrFail(Order, { number });
}

async function refusalsOf(number: number) {
  const { facts } = await factsOf(house.source.manager, await orderNumbered(number), house.now);
  return { facts, codes: duplicateRefusals(facts, null, house.now).map(({ code }) => code) };
}

beforeAll(async () => {
  here = await demoHouse();
  house = here.house;
  // killed three times on the way: early, when most of it was there, and while the last orders were placed
  await expect(here.make(dyingAt(3, house.issuer))).rejects.toThrow("killed");
  expect(await isDemoMade(house.source)).toBe(false);
  await expect(here.make(dyingAt(70, house.issuer))).rejects.toThrow("killed");
  await expect(here.make(dyingAt("press.museum.example.org", house.issuer))).rejects.toThrow("killed");
  await expect(stat(join(here.folder, "demo.json"))).rejects.toThrow("ENOENT");
  await here.make();
  demo = JSON.parse(await readFile(join(here.folder, "demo.json"), "utf8"));
}, 120_000);
afterAll(() => here.leave());

test("a run that was killed is finished by the next one, and the marker comes last", async () => {
  expect(await isDemoMade(house.source)).toBe(true);
  const open = await house.source.query(
    "select 1 from issuance i where i.state = 'READY' or exists (select 1 from signing_attempt a where a.issuance_id = i.id and a.outcome is null)",
  );
  expect(open).toEqual([]);
  const doubled = await house.source.query(
    "select order_id from issuance where kind = 'ORIGINAL' group by order_id having count(*) > 1",
  );
  expect(doubled).toEqual([]);
  const [last] = await house.source.query("select action from audit_event order by id desc limit 1");
  expect(last.action).toBe("demo.made");
});

test("a second run changes nothing", async () => {
  const before = await counts();
  const file = await stat(join(here.folder, "demo.json"));
  await here.make();
  expect(await counts()).toEqual(before);
  expect((await stat(join(here.folder, "demo.json"))).mtimeMs).toBe(file.mtimeMs);
});

test("demo.json is its owner's alone and names everything a script needs", async () => {
  expect((await stat(join(here.folder, "demo.json"))).mode & 0o777).toBe(0o600);
  expect(demo).toMatchObject({ url: places.publicUrl, mailbox: places.mailboxUrl, zone: places.zoneUrl });
  expect(demo.users.map(({ role }) => role)).toEqual([
    "ADMINISTRATOR",
    "MANAGER",
    "FINANCE_MANAGER",
    "STANDARD_USER",
    "LIMITED_USER",
    "VALIDATION_SPECIALIST",
    "VALIDATION_SPECIALIST",
  ]);
  expect(Object.keys(demo.orders)).toEqual([...orderNames]);
});

test("every person can sign in with the password told, and every key is its owner's", async () => {
  for (const { email, password } of demo.users) {
    const { user } = await here.auth.api.signInEmail({ body: { email, password } });
    expect(user.email).toBe(email);
  }
  const asks = async (key: string) =>
    (await whoAsks(house.source, here.auth, new Headers({ "x-api-key": key }), house.now))?.role;
  expect(await asks(demo.apiKeys.administrator)).toBe("ADMINISTRATOR");
  expect(await asks(demo.apiKeys.manager)).toBe("MANAGER");
  expect(await asks(demo.apiKeys.standard)).toBe("STANDARD_USER");
  expect(await asks(demo.apiKeys.validationSpecialist)).toBe("VALIDATION_SPECIALIST");
  expect(await asks(demo.apiKeys.secondSpecialist)).toBe("VALIDATION_SPECIALIST");
});

test("the other account's key opens its own order and none of ours", async () => {
  const owner = await whoAsks(
    house.source,
    here.auth,
    new Headers({ "x-api-key": demo.otherAccount.apiKey }),
    house.now,
  );
  const query = "query ($number: Int!, $id: ID!) { order(number: $number) { number } certificate(id: $id) { id } }";
  const own = await house.ask(owner!, query, { number: demo.otherAccount.order, id: demo.otherAccount.certificateId });
  expect(own.data).toEqual({
    order: { number: demo.otherAccount.order },
    certificate: { id: demo.otherAccount.certificateId },
  });
  const ours = await house.ask(owner!, query, { number: demo.orders.ov, id: demo.otherAccount.certificateId });
  expect(ours.data.order).toBeNull();
});

test.each(["ov", "ovMultiDomain", "ovWildcard", "ev"] as const)(
  "%s may have a duplicate, and has 60 to 180 days left",
  async (name) => {
    const { facts, codes } = await refusalsOf(demo.orders[name]);
    expect(codes).toEqual([]);
    const left = (facts.primary!.validTo.getTime() - house.now.getTime()) / day;
    expect(left).toBeGreaterThanOrEqual(60);
    expect(left).toBeLessThanOrEqual(180);
    expect(facts.orderValidTo > facts.primary!.validTo).toBe(true);
  },
);

test.each([
  ["dv", ["DUPLICATES_NOT_ALLOWED"]],
  ["ovDomainExpired", ["DOMAIN_VALIDATION_EXPIRED"]],
  ["ovOrganizationPending", ["ORGANIZATION_VALIDATION_INCOMPLETE"]],
  ["ovExpired", ["ORDER_EXPIRED", "CERTIFICATE_EXPIRED"]],
  ["ovRevoked", ["ORDER_REVOKED", "CERTIFICATE_REVOKED"]],
  ["ovPending", ["ORDER_NOT_ISSUED", "DOMAIN_VALIDATION_INCOMPLETE"]],
] as const)("%s is refused for exactly these reasons: %j", async (name, expected) => {
  expect((await refusalsOf(demo.orders[name])).codes).toEqual(expected);
});

test("ovShort may have a duplicate, but none that outlives its order", async () => {
  const { facts, codes } = await refusalsOf(demo.orders.ovShort);
  expect(codes).toEqual([]);
  const validTo = new Date(house.now.getTime() + 40 * day);
  const wish = { commonName: null, dnsNames: null, signatureHash: null, validTo };
  expect(duplicateRefusals(facts, wish, house.now).map(({ code }) => code)).toEqual(["VALIDITY_EXCEEDS_ORDER"]);
});

test("the named orders are what their names say", async () => {
  const many = (await refusalsOf(demo.orders.ovMultiDomain)).facts;
  expect(many.domains.length).toBeGreaterThanOrEqual(4);
  expect(new Set(many.domains.map(({ domain }) => domain)).size).toBe(2);
  const wild = (await refusalsOf(demo.orders.ovWildcard)).facts.primary!.dnsNames;
  expect(wild).toEqual([`*.${wild[1]}`, wild[1]]);
  expect((await refusalsOf(demo.orders.ev)).facts.validationType).toBe("EV");
  expect((await refusalsOf(demo.orders.ovPending)).facts.primary).toBeNull();
  const short = (await refusalsOf(demo.orders.ovShort)).facts;
  expect(short.primary!.validTo).toEqual(short.orderValidTo);
  expect(Math.floor((short.orderValidTo.getTime() - house.now.getTime()) / day)).toBe(30);
  expect(short.issuer!.signatureHashes).toEqual(["SHA384"]);
});

test("lists look like lists: sixty more orders in every state that lasts, and requests in every status", async () => {
  const [{ accountId }] = await house.source.query(`select account_id as "accountId" from "order" where number = $1`, [
    demo.orders.ov,
  ]);
  const [orders] = await house.source.query(
    `select count(*)::int as n, count(distinct state)::int as states from "order" where account_id = $1`,
    [accountId],
  );
  expect(orders.n).toBeGreaterThanOrEqual(71);
  // all but EXPIRED, which is read from the clock, and PROCESSING, which lasts a second
  expect(orders.states).toBe(7);
  const requests = await house.source.query(
    "select distinct case when r.state = 'APPROVED' then coalesce(i.state, 'WAITS') else r.state end as status from certificate_request r left join issuance i on i.id = r.issuance_id order by 1",
  );
  expect(requests.map(({ status }: { status: string }) => status)).toEqual([
    "CANCELED",
    "FAILED",
    "ISSUED",
    "REJECTED",
    "SUBMITTED",
    "WAITS",
  ]);
  const [limited] = await house.source.query(
    `select count(*)::int as n from "order" o join member m on m.id = o.placed_by where m.role = 'LIMITED_USER'`,
  );
  expect(limited.n).toBeGreaterThan(3);
  const unordered = await house.source.query(
    `select 1 from (select created_at, lag(created_at) over (order by number) as before from "order") o where before > created_at`,
  );
  expect(unordered).toEqual([]);
});

test("what was placed yesterday waits for what is missing, and for nothing else", async () => {
  const administrator = await whoAsks(
    house.source,
    here.auth,
    new Headers({ "x-api-key": demo.apiKeys.administrator }),
    house.now,
  );
  const query = `query ($number: Int!) { order(number: $number) { status imported
    request { status ... on OrderRequest { waitsFor { code } domainMethod } ... on ReissueRequest { waitsFor { code } revokesEarlier } }
    certificates { nodes { kind status revocationDueAt } }
    domains { name challenge { method state } } } }`;
  const seen = async (name: keyof DemoFile["orders"]) => {
    const { data, errors } = await house.ask(administrator!, query, { number: demo.orders[name] });
    expect(errors).toBeUndefined();
    return data.order;
  };
  expect(await seen("ovPending")).toMatchObject({
    status: "PENDING",
    request: { status: "APPROVED", waitsFor: [{ code: "DOMAIN_VALIDATION_INCOMPLETE" }] },
    domains: [{ name: "www.pantry.example.com", challenge: { method: "DNS_TXT", state: "OPEN" } }],
  });
  expect(await seen("dvPending")).toMatchObject({
    status: "PENDING",
    request: { domainMethod: "DNS_CNAME" },
    domains: [{ challenge: { method: "DNS_CNAME", state: "OPEN" } }],
  });
  expect(await seen("dvProved")).toMatchObject({
    status: "ISSUED",
    request: { status: "ISSUED", waitsFor: [] },
    certificates: { nodes: [{ kind: "ORIGINAL", status: "ISSUED" }] },
  });
  const reissued = await seen("reissued");
  const due = reissued.certificates.nodes.filter(({ kind }: { kind: string }) => kind !== "REISSUE");
  expect(due.length).toBeGreaterThan(1);
  for (const { status, revocationDueAt } of due) {
    expect(status).toBe("REVOCATION_PENDING");
    const left = new Date(revocationDueAt).getTime() - house.now.getTime();
    expect(left).toBeGreaterThan(day);
    expect(left).toBeLessThan(3 * day);
  }
  expect(await seen("reissuePending")).toMatchObject({
    status: "REISSUE_PENDING",
    request: { waitsFor: [{ code: "DOMAIN_VALIDATION_INCOMPLETE" }], revokesEarlier: false },
  });
  expect(await seen("imported")).toMatchObject({
    status: "ISSUED",
    imported: true,
    certificates: { nodes: [{ kind: "IMPORTED", status: "ISSUED" }] },
  });
});

test("ovDomainExpired waits for nobody but whoever begins to prove its domain again", async () => {
  const open = await house.source.query(
    "select 1 from domain_challenge c join domain d on d.id = c.domain_id where d.name = 'regatta.example.com'",
  );
  expect(open).toEqual([]);
});

test("specialists find verifications in every open state, each with what was seen", async () => {
  const specialist = await whoAsks(
    house.source,
    here.auth,
    new Headers({ "x-api-key": demo.apiKeys.validationSpecialist }),
    house.now,
  );
  const query =
    "query { verifications { nodes { kind state missing evidence { kind } details { legalName } organization { id } } } }";
  const { data } = await house.ask(specialist!, query);
  const found = data.verifications.nodes.map((one: { kind: string; state: string; missing: string[] }) => [
    one.kind,
    one.state,
    one.missing,
  ]);
  expect(found).toHaveLength(3);
  expect(found).toEqual(
    expect.arrayContaining([
      ["OV", "SUBMITTED", ["AUTHORITY"]],
      ["EV", "COLLECTED", []],
      ["OV", "SUBMITTED", ["LEGAL_EXISTENCE", "ADDRESS", "AUTHORITY"]],
    ]),
  );
});

test("the database's promises hold for every certificate", async () => {
  const none = async (sql: string) => expect(await house.source.query(sql)).toEqual([]);
  await none(
    "select c.id from certificate c where c.kind <> 'IMPORTED' and (select count(*) from signing_attempt a where a.issuance_id = c.issuance_id and a.outcome = 'STORED') <> 1",
  );
  await none(
    "select k.id from key k where k.state = 'CERTIFIED' and not exists (select 1 from certificate c where c.key_id = k.id)",
  );
  await none(
    "select k.id from key k where k.state = 'CLAIMED' and not exists (select 1 from certificate_request r join issuance i on i.id = r.issuance_id where r.key_id = k.id and i.state = 'FAILED') and not exists (select 1 from certificate_request r where r.key_id = k.id and (r.state = 'SUBMITTED' or r.state = 'APPROVED' and r.issuance_id is null))",
  );
  await none(
    `select o.number from "order" o where o.state in ('ISSUED', 'REISSUE_PENDING', 'REVOKED') and not exists (select 1 from certificate c where c.order_id = o.id and c.is_primary)`,
  );
});

test("every certificate verifies at a time of its own, by openssl", async () => {
  const rows: { der: Buffer; chain: string; root: string; begins: number; ends: number }[] = await house.source.query(
    `select d.der, d.chain_pem as chain, d.root_pem as root, extract(epoch from c.not_before)::int as begins,
       extract(epoch from c.not_after)::int as ends
     from certificate c join certificate_der d on d.certificate_id = c.id order by c.not_after`,
  );
  expect(rows.length).toBeGreaterThan(100);
  const path = (name: string) => join(here.folder, `${name}.pem`);
  for (const [, certificates] of Map.groupBy(rows, ({ chain, root }) => chain + root)) {
    await writeFile(path("chain"), certificates[0]!.chain);
    await writeFile(path("root"), certificates[0]!.root);
    // of one CA as many together as are valid together
    for (let left = certificates; left.length > 0; ) {
      // to openssl a certificate is over in its last second
      const at = left[0]!.ends - 1;
      const leaves = left.filter(({ begins }) => begins <= at).map(({ der }, i) => ({ der, file: path(`leaf-${i}`) }));
      for (const { der, file } of leaves) await writeFile(file, certificatePem(der));
      const files = ["-CAfile", path("root"), "-untrusted", path("chain"), ...leaves.map(({ file }) => file)];
      const { stdout } = await run("openssl", [
        ...["verify", "-x509_strict", "-attime", String(at), "-purpose", "sslserver"],
        ...files,
      ]);
      expect(stdout.trim().split("\n").sort()).toEqual(leaves.map(({ file }) => `${file}: OK`).sort());
      left = left.filter(({ begins }) => begins > at);
    }
  }
});

test("the jobs it asked for are CRLs and nothing else: nobody is mailed about the past", async () => {
  const jobs = await house.source.query("select distinct task_identifier as job from graphile_worker.jobs");
  expect(jobs).toEqual([{ job: "publishCrl" }]);
  await house.runJobs();
  expect(house.mails).toEqual([]);
});

test("what was revoked is on the CRL", async () => {
  await house.runJobs();
  const order = await orderNumbered(demo.orders.ovRevoked);
  const certificates = await house.source.manager.findBy(Certificate, { orderId: order.id });
  expect(certificates.length).toBeGreaterThan(1);
  for (const { serial, issuingCaId, crlShard } of certificates) {
    const [crl] = await house.source.query(
      "select der from crl where issuing_ca_id = $1 and shard = $2 order by number desc limit 1",
      [issuingCaId, crlShard],
    );
    await writeFile(join(here.folder, "ca.crl"), crl.der);
    const { stdout } = await run("openssl", [
      "crl",
      "-inform",
      "DER",
      "-in",
      join(here.folder, "ca.crl"),
      "-noout",
      "-text",
    ]);
    expect(stdout).toContain(serial.toString("hex").toUpperCase());
  }
});

test("a domain and an organization are proved as the tour says, and everything that waited for them goes on", async () => {
  const as = async (key: keyof DemoFile["apiKeys"]) =>
    (await whoAsks(house.source, here.auth, new Headers({ "x-api-key": demo.apiKeys[key] }), house.now))!;
  const [standard, specialist] = [await as("standard"), await as("validationSpecialist")];
  const done = async (viewer: typeof standard, query: string, input: object) => {
    const { data, errors } = await house.ask(viewer, query, { input });
    expect(errors).toBeUndefined();
    return data.done;
  };
  const domainOf = async (text: string) => {
    const query =
      "query ($text: String) { domains(filter: { text: $text }) { nodes { id challenge { instruction { recordType name value } } } } }";
    return (await house.ask(standard, query, { text })).data.domains.nodes[0];
  };
  const publish = ({ recordType, name, value }: { recordType: "TXT"; name: string; value: string }) =>
    house.dns.setRecords(name, recordType, value);
  const told = "... on DomainChallenge { instruction { recordType name value } } ... on Problem { message }";

  const start = `mutation ($input: StartDomainValidationInput!) { done: startDomainValidation(input: $input) { ${told} } }`;
  const { id: domainId } = await domainOf("regatta.example.com");
  publish((await done(standard, start, { domainId, method: "DNS_TXT" })).instruction);
  publish((await domainOf("pantry.example.com")).challenge.instruction);

  const organization = await house.source.manager.findOneByOrFail(Organization, { registrationNumber: "000 000 707" });
  const { id } = await house.source.manager.findOneByOrFail(OrganizationVerification, {
    organizationId: organization.id,
  });
  const call = { verificationId: id, subjects: ["AUTHORITY"], kind: "PHONE_CALL", reference: "+33 4 65 71 07 07" };
  const both = "__typename ... on Problem { message }";
  const collect = `mutation ($input: AddVerificationEvidenceInput!) { done: addVerificationEvidence(input: $input) { ${both} } }`;
  const validate = `mutation ($input: ValidateOrganizationInput!) { done: validateOrganization(input: $input) { ${both} } }`;
  for (const [query, input] of [[collect, call] as const, [validate, { id }] as const])
    expect(await done(specialist, query, input)).toEqual({ __typename: "OrganizationVerification" });
  // as `work` does every few seconds: what happened yesterday asked for no job
  await sweep(house.source, house.now);
  await house.runJobs();

  expect((await refusalsOf(demo.orders.ovDomainExpired)).codes).toEqual([]);
  expect((await refusalsOf(demo.orders.ovOrganizationPending)).codes).toEqual([]);
  expect((await refusalsOf(demo.orders.ovPending)).codes).toEqual([]);
  expect((await orderNumbered(demo.orders.reissuePending)).state).toBe("ISSUED");
});
