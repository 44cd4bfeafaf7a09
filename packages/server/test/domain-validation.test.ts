import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Account } from "../src/accounts/account.ts";
import { checkDomainChallenge } from "../src/domains/check-domain-challenge.ts";
import { dueChallenges } from "../src/domains/due-challenges.ts";
import { sendChallengeMails } from "../src/domains/send-challenge-mails.ts";
import type { Viewer } from "../src/foundation/context.ts";
import type { Network } from "../src/network/network.ts";
import { openNetwork } from "../src/network/open-network.ts";
import { sweep } from "../src/work/sweep.ts";
import { openDnsServer } from "./dns-server.ts";
import { addAccount, addPerson, addresses, type House, networkSettings, openHouse, storyTime } from "./house.ts";

let house: House;
let account: Account;
let ada: Viewer;

beforeAll(async () => {
  house = await openHouse();
  account = await addAccount(house);
  ada = await addPerson(house, account, "STANDARD_USER");
});
afterAll(() => house.close());

const days = (count: number) => new Date(storyTime.getTime() + count * 86_400_000);
const challengeFields = `id method state expiresAt nextCheckAt lastCheckedAt provedAt checking
  instruction { recordType name relativeName value ttl } recipients { email sentAt decision decidedAt }
  result { code message remedy where seen findings { perspective code message evidence } }`;

let count = 0;
async function addDomain(name = `d${++count}.example.com`, viewer = ada): Promise<{ id: string; name: string }> {
  const { data } = await house.ask(
    viewer,
    `mutation ($name: String!) { addDomain(input: { name: $name }) { __typename ... on Domain { id name } ... on Problem { message } } }`,
    { name },
  );
  return data.addDomain;
}

async function start(domainId: string, method: string, more: object = {}, viewer = ada) {
  const { data, errors } = await house.ask(
    viewer,
    `mutation ($input: StartDomainValidationInput!) { startDomainValidation(input: $input) { __typename
      ... on DomainChallenge { ${challengeFields} } ... on DomainValidationRefused { reasons { code subject message remedy } }
      ... on Problem { message } } }`,
    { input: { domainId, method, ...more } },
  );
  expect(errors).toBeUndefined();
  return data.startDomainValidation;
}

async function domainOf(id: string, viewer = ada) {
  const { data, errors } = await house.ask(
    viewer,
    `query ($id: ID!) { domain(id: $id) { name validation { status validUntil } proofs { id method scope evidence obtainedAt }
      challenge { id } challenges { ${challengeFields} } } }`,
    { id },
  );
  expect(errors).toBeUndefined();
  return data.domain;
}

async function challengeOf(id: string, viewer = ada) {
  const query = `query ($id: ID!) { domainChallenge(id: $id) { ${challengeFields} domain { name } } }`;
  return (await house.ask(viewer, query, { id })).data.domainChallenge;
}

async function ends(name: "check" | "cancel", id: string, viewer = ada) {
  const { data } = await house.ask(
    viewer,
    `mutation ($id: ID!) { result: ${name}DomainValidation(input: { id: $id }) { __typename
      ... on DomainChallenge { state checking nextCheckAt } ... on ChallengeNotOpen { state } ... on Problem { message } } }`,
    { id },
  );
  return data.result;
}

/** Starts, publishes what is to be seen, and lets the jobs run. */
async function lookFor(method: string, publish: (what: { name: string; value: string }, domain: string) => void) {
  const domain = await addDomain();
  const challenge = await start(domain.id, method);
  publish(challenge.instruction, domain.name);
  await house.runJobs();
  return { domain, challenge: await challengeOf(challenge.id) };
}

const servedHere = (domain: string) => house.dns.setRecords(domain, "A", "127.0.0.1");

test("a TXT record with the value proves the domain, everything under it and wildcards", async () => {
  const domain = await addDomain("Shop.Example.com.");
  expect(domain.name).toBe("shop.example.com");
  const challenge = await start(domain.id, "DNS_TXT", { names: ["*.shop.example.com", "a.b.shop.example.com"] });
  expect(challenge).toMatchObject({ state: "OPEN", checking: true, result: null, recipients: [] });
  expect(challenge.instruction).toMatchObject({
    ...{ recordType: "TXT", name: "_duplicert.shop.example.com", relativeName: "_duplicert.shop", ttl: 300 },
    value: expect.stringMatching(/^[a-z2-7]{32}$/),
  });
  house.dns.setRecords(challenge.instruction.name, "TXT", "v=spf1 -all", challenge.instruction.value);

  await house.runJobs();

  expect(await challengeOf(challenge.id)).toMatchObject({
    ...{ state: "PROVED", checking: false, nextCheckAt: null, provedAt: storyTime.toISOString() },
    result: { code: "VALUE_FOUND", remedy: null, findings: [{ code: "VALUE_FOUND" }] },
  });
  const proved = await domainOf(domain.id);
  expect(proved.validation.status).toBe("VALIDATED");
  expect(proved.proofs).toMatchObject([
    { method: "DNS_TXT", scope: "SUBDOMAINS", obtainedAt: storyTime.toISOString() },
  ]);
  const [finding] = proved.proofs[0].evidence.findings;
  expect(finding.evidence).toMatchObject({
    type: "TXT",
    resolver: house.dns.address,
    status: "NOERROR",
    chain: ["_duplicert.shop.example.com"],
  });
  const events = await house.source.query(
    "select actor from audit_event where action = 'domain.prove' and object_id = $1",
    [challenge.id],
  );
  expect(events).toEqual([{ actor: "work" }]);
});

test("a CNAME record to us proves the domain, and so does a TXT record that an alias leads to", async () => {
  const cname = await lookFor("DNS_CNAME", ({ name, value }) => house.dns.setRecords(name, "CNAME", value));
  expect(cname.challenge.instruction).toMatchObject({ recordType: "CNAME", value: "dcv.ca.duplicert.test" });
  expect(cname.challenge.instruction.name).toMatch(/^_[a-z2-7]{32}\.d\d+\.example\.com$/);
  expect(cname.challenge).toMatchObject({
    state: "PROVED",
    result: { code: "VALUE_FOUND", seen: "dcv.ca.duplicert.test" },
  });

  const chain = await lookFor("DNS_TXT", ({ name, value }, domain) => {
    house.dns.setRecords(name, "CNAME", `proofs.${domain}`);
    house.dns.setRecords(`proofs.${domain}`, "CNAME", `deep.${domain}`);
    house.dns.setRecords(`deep.${domain}`, "TXT", value);
  });
  expect(chain.challenge.state).toBe("PROVED");
  expect(chain.challenge.result.findings[0].evidence.chain).toEqual([
    ...[`_duplicert.${chain.domain.name}`, `proofs.${chain.domain.name}`, `deep.${chain.domain.name}`],
  ]);
});

test("a file proves the exact name and no other", async () => {
  const { domain, challenge } = await lookFor("HTTP_FILE", ({ name, value }, domain) => {
    servedHere(domain);
    house.web.setPage(name, `${value}\n`);
  });
  expect(challenge.instruction.name).toBe(`http://${domain.name}/.well-known/pki-validation/fileauth.txt`);
  expect(challenge).toMatchObject({ state: "PROVED", result: { code: "VALUE_FOUND" } });
  const { proofs } = await domainOf(domain.id);
  expect(proofs).toMatchObject([{ method: "HTTP_FILE", scope: "EXACT" }]);
  expect(proofs[0].evidence.findings[0].evidence).toMatchObject({
    size: 33,
    hops: [{ address: "127.0.0.1", status: 200 }],
  });

  const refused = await start(domain.id, "HTTP_FILE", {
    names: [domain.name, `*.${domain.name}`, `a.${domain.name}`, "x.test"],
  });
  expect(refused.__typename).toBe("DomainValidationRefused");
  expect(refused.reasons.map((reason: { code: string }) => reason.code)).toEqual([
    ...["WILDCARD_BY_FILE", "NAME_BEYOND_FILE", "NAME_NOT_COVERED"],
  ]);
  for (const { remedy } of refused.reasons) expect(remedy).not.toBe("");
});

test("what is there instead of the value is told, with what to do, and looked for again later", async () => {
  const http = (answer: Parameters<House["web"]["setPage"]>[1]) => (what: { name: string }, domain: string) => {
    servedHere(domain);
    house.web.setPage(what.name, answer);
  };
  const redirect = (location: string) => http({ status: 302, headers: { location } });
  const txt =
    (...data: string[]) =>
    (what: { name: string }) =>
      house.dns.setRecords(what.name, "TXT", ...data);
  const wrong: [method: string, publish: Parameters<typeof lookFor>[1], code: string][] = [
    ["DNS_TXT", () => {}, "RECORD_MISSING"],
    ["DNS_TXT", txt("v=spf1 -all"), "VALUE_WRONG"],
    ["DNS_TXT", txt("a\u0000b\u202e"), "VALUE_WRONG"],
    ["DNS_TXT", ({ name }) => house.dns.trouble(name, "SERVFAIL"), "DNS_FAILED"],
    ["DNS_TXT", ({ name }) => house.dns.trouble(name, "BOGUS"), "DNSSEC_BOGUS"],
    ["DNS_TXT", ({ name }) => house.dns.setRecords(name, "CNAME", name), "CHAIN_TOO_LONG"],
    ["DNS_CNAME", ({ name }) => house.dns.setRecords(name, "CNAME", "dcv.elsewhere.example"), "TARGET_WRONG"],
    ["HTTP_FILE", () => {}, "NO_ADDRESS"],
    ["HTTP_FILE", (_, domain) => house.dns.setRecords(domain, "A", "169.254.169.254"), "ADDRESS_FORBIDDEN"],
    ["HTTP_FILE", (_, domain) => servedHere(domain), "HTTP_STATUS"],
    ["HTTP_FILE", http("a page for every address"), "VALUE_WRONG"],
    ["HTTP_FILE", http("x".repeat(5_000_000)), "TOO_LARGE"],
    ["HTTP_FILE", redirect("http://169.254.169.254/latest/meta-data/"), "REDIRECT_REFUSED"],
    ["HTTP_FILE", redirect("http://127.0.0.1/fileauth.txt"), "REDIRECT_REFUSED"],
  ];
  const started = [];
  for (const [method, publish, code] of wrong) {
    const domain = await addDomain();
    const challenge = await start(domain.id, method);
    publish(challenge.instruction, domain.name);
    started.push({ code, domain, id: challenge.id });
  }
  await house.runJobs();
  for (const { code, domain, id } of started) {
    const { state, result, checking, nextCheckAt } = await challengeOf(id);
    expect([domain.name, result.code]).toEqual([domain.name, code]);
    expect({ state, checking, nextCheckAt }).toEqual({
      state: "OPEN",
      checking: false,
      nextCheckAt: "2026-11-20T10:00:10.000Z",
    });
    expect([result.remedy, result.findings.length]).toEqual([expect.stringMatching(/\w{4}/), 1]);
    expect((await domainOf(domain.id)).proofs).toEqual([]);
  }
});

test("a resolver that is silent is a timeout, and what other places do not see is not believed", async () => {
  const domain = await addDomain();
  const { id, instruction } = await start(domain.id, "DNS_TXT");
  await house.runJobs();
  const patience = { question: 60, file: 200 };
  const alone = openNetwork({ ...networkSettings(house.dns, house.web), patience });
  house.dns.trouble(instruction.name, "SILENT");
  await checkDomainChallenge(house.source, alone, { challengeId: id }, house.now);
  expect((await challengeOf(id)).result.code).toBe("DNS_TIMEOUT");
  house.dns.trouble(instruction.name, null);

  const [near, far] = await Promise.all([openDnsServer(), openDnsServer()]);
  const dnsPerspectives = [
    { name: "near", at: near.address },
    { name: "far", at: far.address },
  ];
  const spread: Network = openNetwork({ ...networkSettings(house.dns, house.web), dnsPerspectives });
  house.dns.setRecords(instruction.name, "TXT", instruction.value);
  await checkDomainChallenge(house.source, spread, { challengeId: id }, house.now);
  expect((await challengeOf(id)).result).toMatchObject({
    code: "NOT_CORROBORATED",
    findings: [{ code: "VALUE_FOUND" }, { perspective: "near", code: "RECORD_MISSING" }, { perspective: "far" }],
  });

  near.setRecords(instruction.name, "TXT", instruction.value);
  // BR 3.2.2.9: of two to five, one may differ
  await checkDomainChallenge(house.source, spread, { challengeId: id }, house.now);
  expect((await challengeOf(id)).state).toBe("PROVED");
  await Promise.all([near.close(), far.close()]);
});

test("a new start replaces the value, and the earlier one counts no more", async () => {
  const { domain, challenge: first } = await lookFor("DNS_TXT", ({ name, value }) =>
    house.dns.setRecords(name, "TXT", `${value}x`),
  );
  const second = await start(domain.id, "DNS_TXT");
  expect(second.instruction.value).not.toBe(first.instruction.value);
  house.dns.setRecords(second.instruction.name, "TXT", first.instruction.value);
  await house.runJobs();
  expect((await challengeOf(second.id)).result.code).toBe("VALUE_STALE");
  const seen = await domainOf(domain.id);
  expect(seen.challenge.id).toBe(second.id);
  expect(seen.challenges.map((one: { id: string; state: string }) => [one.id, one.state])).toEqual([
    [second.id, "OPEN"],
    [first.id, "REPLACED"],
  ]);
  expect(await ends("check", first.id)).toMatchObject({ __typename: "ChallengeNotOpen", state: "REPLACED" });

  expect(await ends("cancel", second.id)).toMatchObject({ __typename: "DomainChallenge", state: "CANCELED" });
  expect(await ends("cancel", second.id)).toMatchObject({ __typename: "ChallengeNotOpen", state: "CANCELED" });
  expect((await domainOf(domain.id)).challenge).toBeNull();
});

test("it is looked for by itself for a week, by hand for 30 days, and then no more", async () => {
  const domain = await addDomain();
  const { id, instruction } = await start(domain.id, "DNS_TXT");
  await house.runJobs();
  for (const day of [0.1, 1, 3, 6.9]) {
    house.now = days(day);
    await sweep(house.source, house.now);
    await house.runJobs();
    const { lastCheckedAt, nextCheckAt } = await challengeOf(id);
    expect([lastCheckedAt, nextCheckAt]).toEqual([days(day).toISOString(), expect.any(String)]);
  }
  house.now = days(7);
  await sweep(house.source, house.now);
  await house.runJobs();
  expect(await challengeOf(id)).toMatchObject({
    state: "OPEN",
    nextCheckAt: null,
    lastCheckedAt: days(7).toISOString(),
  });
  house.now = days(20);
  await sweep(house.source, house.now);
  await house.runJobs();
  expect((await challengeOf(id)).lastCheckedAt).toBe(days(7).toISOString());

  expect(await ends("check", id)).toMatchObject({ state: "OPEN", checking: true });
  await house.runJobs();
  expect(await challengeOf(id)).toMatchObject({
    checking: false,
    nextCheckAt: null,
    lastCheckedAt: days(20).toISOString(),
  });

  house.dns.setRecords(instruction.name, "TXT", instruction.value);
  house.now = days(30);
  expect(await challengeOf(id)).toMatchObject({ state: "EXPIRED", checking: false });
  expect(await ends("check", id)).toMatchObject({ __typename: "ChallengeNotOpen", state: "EXPIRED" });
  await sweep(house.source, house.now);
  await house.runJobs();
  expect(await challengeOf(id)).toMatchObject({ state: "EXPIRED", result: { code: "VALUE_EXPIRED" } });
  expect((await domainOf(domain.id)).proofs).toEqual([]);
  house.now = storyTime;
});

test("two workers at once make one proof, and a mail job leaves what is proved alone", async () => {
  const domain = await addDomain();
  const { id, instruction } = await start(domain.id, "DNS_TXT");
  house.dns.setRecords(instruction.name, "TXT", instruction.value);
  const run = () => checkDomainChallenge(house.source, house.network, { challengeId: id }, house.now);
  await Promise.all([run(), run(), run()]);
  await house.runJobs();
  expect((await domainOf(domain.id)).proofs).toHaveLength(1);
  const post = { send: async () => Promise.reject(new Error("nobody is to be mailed")) };
  await sendChallengeMails({ ...house, post }, { challengeId: id }, { addresses, now: house.now });
  const [{ open }] = await house.source.query(
    "select count(*)::int as open from domain_challenge where domain_id = $1 and state = 'OPEN'",
    [domain.id],
  );
  expect(open).toBe(0);
});

test("another account sees neither the domain nor its challenge, and a specialist proves nothing", async () => {
  const domain = await addDomain();
  const { id } = await start(domain.id, "DNS_TXT");
  const stranger = await addPerson(house, await addAccount(house), "ADMINISTRATOR");
  expect(await domainOf(domain.id, stranger)).toBeNull();
  expect(await challengeOf(id, stranger)).toBeNull();
  expect((await start(domain.id, "DNS_TXT", {}, stranger)).__typename).toBe("DomainNotFound");
  expect((await ends("check", id, stranger)).__typename).toBe("ChallengeNotFound");
  expect((await ends("cancel", id, stranger)).__typename).toBe("ChallengeNotFound");
  expect((await ends("cancel", "no id", stranger)).__typename).toBe("ChallengeNotFound");
  const own = await addDomain(domain.name, stranger);
  expect([own.name, own.id === domain.id]).toEqual([domain.name, false]);

  const specialist = { ...ada, role: "VALIDATION_SPECIALIST" as const };
  expect(await addDomain("x.example.com", specialist)).toMatchObject({ __typename: "NotPermitted" });
  for (const name of ["check", "cancel"] as const)
    expect((await ends(name, id, specialist)).__typename).toBe("NotPermitted");
  expect((await start(domain.id, "DNS_TXT", {}, specialist)).__typename).toBe("NotPermitted");
  const refusals = await house.source.query(
    "select 1 from audit_event where outcome = 'REFUSED' and object_id in ($1, $2)",
    [id, domain.id],
  );
  expect(refusals.length).toBe(6);
});

test("a list shows the account's domains by name, by text and by how they stand", async () => {
  const account = await addAccount(house);
  const viewer = await addPerson(house, account, "MANAGER");
  for (const name of ["lapsed", "never", "now", "voided", "once", "here"])
    await addDomain(`${name}.example.org`, viewer);
  const prove = (name: string, at: Date, voidedAt: Date | null = null) =>
    house.source.query(
      `insert into domain_proof (account_id, domain_id, method, scope, obtained_at, evidence, voided_at)
       select account_id, id, 'DNS_TXT', 'SUBDOMAINS', $3, '{}', $4 from domain where account_id = $1 and name = $2`,
      [account.id, `${name}.example.org`, at, voidedAt],
    );
  await prove("lapsed", days(-199));
  await prove("now", days(-300));
  await prove("now", new Date(days(-199).getTime() + 1));
  await prove("voided", days(-1), days(-0.5));
  const list = async (filter: object, more: object = {}) => {
    const { data, errors } = await house.ask(
      viewer,
      `query ($filter: DomainFilter, $first: Int, $after: String) { domains(filter: $filter, first: $first, after: $after) {
        totalCount pageInfo { endCursor hasNextPage } nodes { name addedAt validation { status } } } }`,
      { filter, ...more },
    );
    expect(errors).toBeUndefined();
    return data.domains;
  };
  const names = async (filter: object) =>
    (await list(filter)).nodes.map((one: { name: string }) => one.name.replace(".example.org", ""));
  expect(await names({})).toEqual(["here", "lapsed", "never", "now", "once", "voided"]);
  for (const status of ["VALIDATED", "EXPIRED", "PENDING"]) {
    const { nodes } = await list({ status: [status] });
    expect(nodes.every((one: { validation: { status: string } }) => one.validation.status === status)).toBe(true);
  }
  expect(await names({ status: ["VALIDATED"] })).toEqual(["now"]);
  expect(await names({ status: ["EXPIRED", "VALIDATED"] })).toEqual(["lapsed", "now"]);
  expect(await names({ text: "NEV" })).toEqual(["never"]);
  expect(await names({ text: "_" })).toEqual([]);
  const page = await list({}, { first: 2 });
  expect([page.totalCount, page.pageInfo.hasNextPage, page.nodes[0].addedAt]).toEqual([
    6,
    true,
    storyTime.toISOString(),
  ]);
  const next = await list({}, { first: 2, after: page.pageInfo.endCursor });
  expect(next.nodes.map((one: { name: string }) => one.name)).toEqual(["never.example.org", "now.example.org"]);
});

test("of many records the one that counts is in the evidence", async () => {
  const domain = await addDomain();
  const challenge = await start(domain.id, "DNS_TXT");
  const others = Array.from({ length: 60 }, (_, at) => `other record ${at}`);
  house.dns.setRecords(challenge.instruction.name, "TXT", ...others, challenge.instruction.value);
  await house.runJobs();
  const [proof] = (await domainOf(domain.id)).proofs;
  expect(proof.evidence.findings[0].evidence.records[0].data).toBe(challenge.instruction.value);
});

test("nobody's servers are asked more than so often a minute, whoever names them", async () => {
  const mallory = await addPerson(house, await addAccount(house), "STANDARD_USER");
  await house.source.query("insert into domain_look values ('stranger-example.com', $1, 119)", [storyTime]);
  const [ours, theirs] = [
    await addDomain("a.stranger-example.com"),
    await addDomain("b.stranger-example.com", mallory),
  ];
  await start(ours.id, "DNS_TXT");
  await house.runJobs();
  house.dns.questions.length = 0;
  const late = await start(theirs.id, "DNS_TXT", {}, mallory);
  await house.runJobs();
  expect(house.dns.questions).toEqual([]);
  const aMinute = new Date(storyTime.getTime() + 60_000);
  expect(await challengeOf(late.id, mallory)).toMatchObject({ state: "OPEN", nextCheckAt: aMinute.toISOString() });

  house.now = aMinute;
  await sweep(house.source, house.now);
  await house.runJobs();
  house.now = storyTime;
  expect((await challengeOf(late.id, mallory)).result.code).toBe("RECORD_MISSING");
});

test("who has many domains to be looked at gets their turns between those of the others", async () => {
  const mallory = await addPerson(house, await addAccount(house), "STANDARD_USER");
  await house.source.query(
    `with d as (insert into domain (account_id, name) select $1, n || '.greedy-example.com' from generate_series(1, 60) n returning id, account_id)
     insert into domain_challenge (account_id, domain_id, method, value, recipients, state, created_at, expires_at, polls_until, next_check_at, checks)
     select account_id, id, 'DNS_TXT', translate(md5(id::text), '0189', 'zyxw'), '{}', 'OPEN', $2, $3, $3, $2, 0 from d`,
    [mallory.accountId, days(-1), days(7)],
  );
  const theirs = await start((await addDomain("one-more.greedy-example.com", mallory)).id, "DNS_TXT", {}, mallory);
  const ours = await start((await addDomain()).id, "DNS_TXT");
  const due = await dueChallenges(house.source.manager, house.now);
  expect(due.map(({ id }) => id)).toContain(ours.id);
  expect(due.filter(({ accountId }) => accountId === mallory.accountId)).toHaveLength(50);
  const turns = await house.source.query(
    "select key, priority from graphile_worker.jobs where key = any($1) order by priority",
    [[ours, theirs].map(({ id }) => `check ${id}`)],
  );
  expect(turns).toEqual([
    { key: `check ${ours.id}`, priority: expect.any(Number) },
    { key: `check ${theirs.id}`, priority: 61 },
  ]);
  await house.runJobs();
});

test("a validation is not begun without end", async () => {
  const { id } = await addDomain();
  await house.source.query(
    `insert into domain_challenge (account_id, domain_id, method, recipients, state, created_at, expires_at, polls_until, ended_at, checks)
     select account_id, id, 'EMAIL_CONSTRUCTED', '{}', 'REPLACED', $2, $3, $3, $2, 0 from domain, generate_series(1, 100) where id = $1`,
    [id, new Date(storyTime.getTime() - 3_600_000), days(7)],
  );
  const { errors } = await house.ask(
    ada,
    "mutation ($id: ID!) { startDomainValidation(input: { domainId: $id, method: DNS_TXT }) { __typename } }",
    { id },
  );
  expect(errors?.[0]?.message).toContain("100 times in the last 24 hours");
});

test("a value at the beginning of something long is not the value alone", async () => {
  const domain = await addDomain();
  servedHere(domain.name);
  const { id, instruction } = await start(domain.id, "HTTP_FILE");
  house.web.setPage(instruction.name, `${instruction.value}${" ".repeat(5000)}and more`);
  await house.runJobs();
  expect(await challengeOf(id)).toMatchObject({ state: "OPEN", result: { code: "TOO_LARGE" } });
});
