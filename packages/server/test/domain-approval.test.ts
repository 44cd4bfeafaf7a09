import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Account } from "../src/accounts/account.ts";
import { Domain } from "../src/domains/domain.ts";
import { domainFor } from "../src/domains/domain-for.ts";
import { openChallenge } from "../src/domains/open-challenge.ts";
import { sendChallengeMails } from "../src/domains/send-challenge-mails.ts";
import type { Viewer } from "../src/foundation/context.ts";
import { theProduct, transact } from "../src/foundation/transact.ts";
import type { Message } from "../src/mail/message.ts";
import { sweep } from "../src/work/sweep.ts";
import { anOrder } from "./an-order.ts";
import { ask } from "./duplicate-story.ts";
import { addAccount, addPerson, addresses, type House, openHouse, storyTime } from "./house.ts";
import { type HttpHouse, openDoor } from "./http-house.ts";

let house: House;
let door: HttpHouse;
let account: Account;
let ada: Viewer;

beforeAll(async () => {
  house = await openHouse();
  door = await openDoor(house);
  account = await addAccount(house, "ONE_STEP", "Widgets & Sons");
  ada = await addPerson(house, account, "LIMITED_USER", "ada");
});
afterAll(async () => {
  await door.close();
  await house.close();
});

let count = 0;
/** A domain that takes mail, with its challenge. */
async function asked(method = "EMAIL_CONSTRUCTED", more: object = {}, viewer = ada, name = `m${++count}.example.com`) {
  const { data: added } = await house.ask(
    viewer,
    "mutation ($name: String!) { addDomain(input: { name: $name }) { ... on Domain { id name } } }",
    { name },
  );
  const domain: { id: string; name: string } = added.addDomain;
  return { domain, challenge: await start(domain.id, method, more, viewer) };
}

async function start(domainId: string, method: string, more: object = {}, viewer = ada) {
  const { data } = await house.ask(
    viewer,
    `mutation ($input: StartDomainValidationInput!) { startDomainValidation(input: $input) { __typename
      ... on DomainChallenge { id } ... on DomainValidationRefused { reasons { code subject remedy } } } }`,
    { input: { domainId, method, ...more } },
  );
  return data.startDomainValidation;
}

async function challengeOf(id: string, viewer = ada) {
  const { data, errors } = await house.ask(
    viewer,
    `query ($id: ID!) { domainChallenge(id: $id) { state checking nextCheckAt instruction { value } provedAt
      recipients { email sentAt decision decidedAt } result { code message remedy seen findings { code } }
      domain { validation { status } proofs { method scope evidence } } } }`,
    { id },
  );
  expect(errors).toBeUndefined();
  return data.domainChallenge;
}

const takesMail = (domain: string) => house.dns.setRecords(domain, "MX", `10 mx.${domain}`);

async function mailsTo(domain: string): Promise<Message[]> {
  house.mails.length = 0;
  await house.runJobs();
  return house.mails.filter(({ subject }) => subject.includes(domain));
}

const valueIn = ({ text }: Message) => /\/domain-approval#([a-z2-7]{32})$/m.exec(text)?.[1] as string;
const json = { "content-type": "application/json" };
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  door.fetch(`/api/domain-approval${path}`, {
    method: "POST",
    headers: { ...json, ...headers },
    body: JSON.stringify(body),
  });
const decide = (value: string, decision = "APPROVE") => post("/decide", { value, decision });

test("the mailboxes that speak for a domain are asked, each with a value of its own, and one approval proves it", async () => {
  const { domain, challenge } = await asked();
  takesMail(domain.name);
  const mails = await mailsTo(domain.name);
  expect(mails.map(({ to }) => to.address.split("@")[0])).toEqual([
    ...["admin", "administrator", "hostmaster", "postmaster", "webmaster"],
  ]);
  const values = mails.map(valueIn);
  expect(new Set(values).size).toBe(5);
  for (const said of [domain.name, account.name, ada.email, "Approve only if"]) expect(mails[0]?.text).toContain(said);
  const stored = await house.source.query(
    "select m::text, c::text from challenge_mail m join domain_challenge c on c.id = m.challenge_id",
  );
  expect(values.filter((value) => JSON.stringify(stored).includes(value))).toEqual([]);
  expect(await challengeOf(challenge.id)).toMatchObject({
    ...{ state: "OPEN", checking: false, nextCheckAt: null, instruction: null, result: { code: "MAIL_SENT" } },
    recipients: mails.map(({ to }) => ({ email: to.address, sentAt: storyTime.toISOString(), decision: null })),
  });
  expect(await mailsTo(domain.name)).toEqual([]);

  const [first, second] = values as [string, string];
  expect((await post("", { value: first })).json).toEqual({
    ...{ domain: domain.name, account: account.name, person: { name: ada.name, email: ada.email }, state: "OPEN" },
    ...{ method: "EMAIL_CONSTRUCTED", recipient: `admin@${domain.name}`, decidedAt: null },
    ...{ askedAt: storyTime.toISOString(), expiresAt: "2026-12-20T10:00:00.000Z" },
  });
  const [one, other] = await Promise.all([decide(first), decide(first)]);
  expect([one.status, other.status].sort()).toEqual([200, 409]);
  expect((await decide(second, "DECLINE")).json.error.code).toBe("ALREADY_DECIDED");
  expect((await post("", { value: first })).json).toMatchObject({ state: "APPROVED" });
  expect((await post("", { value: second })).json).toMatchObject({ state: "PROVED" });

  const proved = await challengeOf(challenge.id);
  expect(proved).toMatchObject({ state: "PROVED", result: { code: "MAIL_APPROVED", seen: `admin@${domain.name}` } });
  expect(proved.recipients[0]).toMatchObject({ decision: "APPROVED", decidedAt: storyTime.toISOString() });
  expect(proved.domain.validation.status).toBe("VALIDATED");
  expect(proved.domain.proofs).toMatchObject([{ method: "EMAIL_CONSTRUCTED", scope: "SUBDOMAINS" }]);
  expect(proved.domain.proofs[0].evidence.findings.at(-1).evidence).toMatchObject({ decidedFrom: "127.0.0.1" });
  const events = await house.source.query(
    "select action, outcome, detail->>'from' as from from audit_event where object_id = $1 and actor = 'domain-contact' order by id",
    [challenge.id],
  );
  expect(events.map((e: { action: string; outcome: string }) => `${e.action} ${e.outcome}`)).toEqual([
    ...["domain.approve DONE", "domain.prove DONE", "domain.approve REFUSED", "domain.decline REFUSED"],
  ]);
});

test("whoever declines ends it for all mailboxes", async () => {
  const { domain, challenge } = await asked("EMAIL_CONSTRUCTED", { recipients: ["Postmaster", "admin"] });
  takesMail(domain.name);
  const [postmaster, admin] = (await mailsTo(domain.name)).map(valueIn) as [string, string];
  expect((await decide(postmaster, "DECLINE")).json).toMatchObject({ state: "DECLINED" });
  expect([(await decide(admin)).status, (await post("", { value: admin })).json.error.code]).toEqual([
    410,
    "WITHDRAWN",
  ]);
  expect(await challengeOf(challenge.id)).toMatchObject({
    state: "CANCELED",
    result: { code: "MAIL_DECLINED" },
    domain: { proofs: [] },
  });
});

test("a domain without a mail exchanger is not mailed until it has one, and a relay that fails is tried again", async () => {
  const { domain, challenge } = await asked("EMAIL_CONSTRUCTED", { recipients: ["admin"] });
  expect(await mailsTo(domain.name)).toEqual([]);
  expect((await challengeOf(challenge.id)).result).toMatchObject({
    code: "NO_MAIL_EXCHANGER",
    remedy: expect.any(String),
  });
  // RFC 7505
  house.dns.setRecords(domain.name, "MX", "0 .");
  const again = async (seconds: number) => {
    house.now = new Date(house.now.getTime() + seconds * 1000);
    await sweep(house.source, house.now);
    return mailsTo(domain.name);
  };
  expect(await again(20)).toEqual([]);
  // RFC 5321 5.1: where there is no MX, the address
  house.dns.setRecords(domain.name, "MX");
  house.dns.setRecords(domain.name, "A", "127.0.0.1");
  const refuses = { send: () => Promise.reject(new Error("450 later")) };
  const surroundings = { addresses, now: house.now };
  await sendChallengeMails({ ...house, post: refuses }, { challengeId: challenge.id }, surroundings);
  expect((await challengeOf(challenge.id)).result).toMatchObject({
    code: "MAIL_NOT_SENT",
    seen: `admin@${domain.name}`,
  });
  expect((await again(60)).map(({ to }) => to.address)).toEqual([`admin@${domain.name}`]);
  house.now = storyTime;
});

test("the DNS contact is asked when the record is one address and nothing else", async () => {
  const { domain, challenge } = await asked("EMAIL_TXT_CONTACT");
  const place = `_validation-contactemail.${domain.name}`;
  const check = async () => {
    house.now = new Date(house.now.getTime() + 60_000);
    await sweep(house.source, house.now);
    const mails = await mailsTo(domain.name);
    return [(await challengeOf(challenge.id)).result.code, mails.map(({ to }) => to.address)];
  };
  expect(await check()).toEqual(["NO_CONTACT_ADDRESS", []]);
  house.dns.setRecords(place, "TXT", "mailto:keys@contact-example.com");
  house.dns.setRecords("contact-example.com", "MX", "5 mx.contact-example.com");
  expect(await check()).toEqual(["NO_CONTACT_ADDRESS", []]);
  house.dns.setRecords(place, "TXT", "root@localhost", "root@printer.local");
  house.dns.setRecords("localhost", "A", "127.0.0.1");
  expect(await check()).toEqual(["NO_CONTACT_ADDRESS", []]);
  house.dns.setRecords(place, "TXT", "keys@contact-example.com", " keys2@contact-example.com");
  const [code, to] = await check();
  expect([code, to]).toEqual(["MAIL_SENT", ["keys@contact-example.com"]]);
  const value = valueIn(house.mails.at(-1) as Message);
  expect((await decide(value)).status).toBe(200);
  expect((await challengeOf(challenge.id)).domain).toMatchObject({
    validation: { status: "VALIDATED" },
    proofs: [{ scope: "SUBDOMAINS" }],
  });
  house.now = storyTime;
});

test("at most ten mails a day ask about one domain, and only mailboxes that speak for it", async () => {
  const { domain } = await asked();
  takesMail(domain.name);
  expect(await mailsTo(domain.name)).toHaveLength(5);
  const codes = async (more: object) => {
    const answer = await start(domain.id, "EMAIL_CONSTRUCTED", more);
    return (answer.reasons ?? []).map((reason: { code: string }) => reason.code);
  };
  expect(await codes({ recipients: ["root", "admin"] })).toEqual(["RECIPIENT_NOT_ALLOWED"]);
  expect(await codes({ recipients: [] })).toEqual(["NO_RECIPIENT"]);
  expect(await codes({})).toEqual([]);
  expect(await mailsTo(domain.name)).toHaveLength(5);
  expect(await codes({ recipients: ["admin"] })).toEqual(["TOO_MANY_MAILS"]);
  const stranger = await addPerson(house, await addAccount(house), "MANAGER");
  const other = await asked("EMAIL_CONSTRUCTED", {}, stranger, domain.name);
  expect(other.challenge.__typename).toBe("DomainValidationRefused");
  house.now = new Date(storyTime.getTime() + 86_400_001);
  expect(await codes({ recipients: ["admin"] })).toEqual([]);
  house.now = storyTime;
});

test("the door says nothing about values it does not know, and takes no form of another site", async () => {
  const { domain, challenge } = await asked("EMAIL_CONSTRUCTED", { recipients: ["admin"] });
  takesMail(domain.name);
  const [value] = (await mailsTo(domain.name)).map(valueIn) as [string];
  const unknown = await Promise.all([
    decide("a".repeat(32)),
    decide(""),
    decide("x'--"),
    post("", { value: value.toUpperCase() }),
  ]);
  for (const { status, text } of unknown) expect([status, text]).toEqual([404, unknown[0]?.text]);
  expect((await post("/decide", { value, decision: "MAYBE" })).status).toBe(400);
  expect((await post("", ["value"])).status).toBe(400);
  expect(
    (await post("/decide", { value, decision: "APPROVE" }, { origin: "https://evil.example" })).json.error.code,
  ).toBe("FORBIDDEN_ORIGIN");
  expect((await post("/decide", { value, decision: "APPROVE" }, { "content-type": "text/plain" })).status).toBe(415);
  expect((await post("", { value, more: "x".repeat(5000) })).status).toBe(413);
  // mail scanners follow links
  expect((await door.fetch(`/api/domain-approval/decide?value=${value}&decision=APPROVE`)).status).toBe(404);
  // the page is the application's, and shows without a session
  expect((await door.fetch("/domain-approval", { headers: { accept: "text/html" } })).status).not.toBe(401);
  expect((await challengeOf(challenge.id)).state).toBe("OPEN");
  expect((await post("", { value }, { origin: addresses.publicUrl })).json.state).toBe("OPEN");

  house.now = new Date(storyTime.getTime() + 30 * 86_400_000);
  expect([(await decide(value)).json.error.code, (await post("", { value })).status]).toEqual(["EXPIRED", 410]);
  await sweep(house.source, house.now);
  await house.runJobs();
  expect(await challengeOf(challenge.id)).toMatchObject({ state: "EXPIRED", domain: { proofs: [] } });
  house.now = storyTime;
});

test("an approval proves the domain for the account that asked, and for no other", async () => {
  const stranger = await addPerson(house, await addAccount(house, "ONE_STEP", "Somebody Else"), "MANAGER");
  const mine = await asked("EMAIL_CONSTRUCTED", { recipients: ["admin"] });
  const theirs = await asked("EMAIL_CONSTRUCTED", { recipients: ["admin"] }, stranger, mine.domain.name);
  takesMail(mine.domain.name);
  const mails = await mailsTo(mine.domain.name);
  const ofStranger = mails.find(({ text }) => text.includes("Somebody Else")) as Message;
  expect((await decide(valueIn(ofStranger))).json).toMatchObject({ account: "Somebody Else", state: "APPROVED" });
  expect((await challengeOf(theirs.challenge.id, stranger)).domain.validation.status).toBe("VALIDATED");
  expect(await challengeOf(mine.challenge.id)).toMatchObject({ state: "OPEN", domain: { proofs: [] } });
});

test("what is proved for one request serves no order, and leaves the domain's own challenge open", async () => {
  const order = await anOrder(house, account, ada, { names: ["www.example.net", "example.net"] });
  const request = await ask(house, ada, order);
  expect(request.__typename).toBe("DuplicateRequest");
  const actor = { accountId: account.id, actor: ada.id, now: house.now };
  const { own, alone } = await transact(house.source, theProduct, async (tx) => {
    const domain = await domainFor(tx, account.id, "*.shop.dv.example.net", true, actor, house.now);
    const above = await domainFor(tx, account.id, "*.shop.dv.example.net", false, actor, house.now);
    const nearest = await domainFor(tx, account.id, "a.b.example.net", false, actor, house.now);
    const registered = await domainFor(tx, account.id, "a.b.example.co.uk", false, actor, house.now);
    expect([domain.name, above.id, nearest.name, registered.name]).toEqual([
      ...["shop.dv.example.net", domain.id, "example.net", "example.co.uk"],
    ]);
    const wish = { domain, method: "DNS_TXT" as const };
    const own = await openChallenge(tx, actor, { ...wish, requestId: null }, house.now);
    const alone = await openChallenge(tx, actor, { ...wish, requestId: request.id }, house.now);
    return { own, alone };
  });
  const { name } = await house.source.manager.findOneByOrFail(Domain, { id: own.domainId });
  house.dns.setRecords(`_duplicert.${name}`, "TXT", alone.value as string);
  await house.runJobs();
  expect(await challengeOf(alone.id)).toMatchObject({ state: "PROVED", domain: { validation: { status: "PENDING" } } });
  expect(await challengeOf(own.id)).toMatchObject({ state: "OPEN", result: { code: "VALUE_STALE" } });
  const proofs = await house.source.query("select request_id from domain_proof where domain_id = $1", [own.domainId]);
  expect(proofs).toEqual([{ request_id: request.id }]);
});

test("who publishes one mailbox at many names, or makes many names, floods nobody with mail", async () => {
  const fill = (challenge: string, count: number, to: string) =>
    house.source.query(
      `insert into challenge_mail (account_id, challenge_id, recipient, value_sha256, made_at, sent_at)
       select account_id, id, $2, encode(sha256(convert_to($2 || n, 'UTF8')), 'hex'), $3, $3 from domain_challenge, generate_series(1, $4::int) n where id = $1`,
      [challenge, to, house.now, count],
    );
  // a catch-all of a stranger, under names without end
  const first = await asked("EMAIL_CONSTRUCTED", { recipients: ["admin"] }, ada, "a.catch-all-example.com");
  await fill(first.challenge.id, 50, "admin@b.catch-all-example.com");
  takesMail("c.catch-all-example.com");
  const next = await asked("EMAIL_CONSTRUCTED", { recipients: ["admin"] }, ada, "c.catch-all-example.com");
  expect(await mailsTo("c.catch-all-example.com")).toEqual([]);
  expect((await challengeOf(next.challenge.id)).result.code).toBe("MAIL_LIMIT");

  // a stranger's mailbox, under another spelling each time
  await fill(first.challenge.id, 30, "s.tranger@mail-example.com");
  takesMail("mail-example.com");
  house.dns.setRecords("_validation-contactemail.own-example.com", "TXT", "stranger+31@mail-example.com");
  const contact = await asked("EMAIL_TXT_CONTACT", {}, ada, "own-example.com");
  expect(await mailsTo("own-example.com")).toEqual([]);
  expect((await challengeOf(contact.challenge.id)).result.code).toBe("MAIL_LIMIT");
});
