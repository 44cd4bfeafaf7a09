import { createHash, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Account } from "../src/accounts/account.ts";
import { revokeCompromised } from "../src/compromises/revoke-compromised.ts";
import type { Viewer } from "../src/foundation/context.ts";
import { theProduct, transact } from "../src/foundation/transact.ts";
import { banKey } from "../src/keys/ban-key.ts";
import type { Order } from "../src/orders/order.ts";
import { sweep } from "../src/work/sweep.ts";
import { anOrder } from "./an-order.ts";
import { act, ask, codesOf, look } from "./duplicate-story.ts";
import { addAccount, addPerson, addresses, type House, newKey, openHouse } from "./house.ts";
import { addKey, addSignedUp, openDoor } from "./http-house.ts";
import { makeCsr } from "./make-csr.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

type Keys = { privateKey: KeyObject; publicKey: KeyObject };

interface Place {
  account: Account;
  administrator: Viewer;
  manager: Viewer;
  order: Order;
}

async function aPlace(name = "Example Widgets"): Promise<Place> {
  const account = await addAccount(house, "ONE_STEP", name);
  const administrator = await addPerson(house, account, "ADMINISTRATOR", `administrator of ${name.toLowerCase()}`);
  const manager = await addPerson(house, account, "MANAGER", `manager of ${name.toLowerCase()}`);
  return { account, administrator, manager, order: await anOrder(house, account, manager) };
}

const spkiSha256Of = ({ publicKey }: Keys) =>
  createHash("sha256")
    .update(publicKey.export({ format: "der", type: "spki" }))
    .digest("hex");
const pemOf = ({ privateKey }: Keys) => String(privateKey.export({ format: "pem", type: "pkcs8" }));

/** A certificate on a key, issued here and now. */
async function certify({ manager, order }: Place, keys: Keys, serverName?: string): Promise<string> {
  const csr = makeCsr(keys, "www.example.com");
  const request = await ask(house, manager, order, { csr, serverName, skipApproval: true });
  await house.runJobs();
  const { certificate } = await look(house, manager, request.id);
  return certificate.id;
}

async function statusOf(viewer: Viewer, id: string): Promise<string> {
  const { data } = await house.ask(viewer, "query ($id: ID!) { certificate(id: $id) { status } }", { id });
  return data.certificate.status;
}

const reasonsOf = () => house.source.query("select reason from revocation order by at, serial");

async function isBanned(keys: Keys): Promise<boolean> {
  const rows = await house.source.query("select 1 from banned_key where spki_sha256 = $1", [spkiSha256Of(keys)]);
  return rows.length === 1;
}

function ban(keys: Keys): Promise<void> {
  const actor = { accountId: null, actor: "operator", now: house.now };
  const told = { spkiSha256: spkiSha256Of(keys), reason: "seen in a story", source: "operator" } as const;
  return transact(house.source, theProduct, (tx) => banKey(tx, told, actor));
}

async function inspect(viewer: Viewer, csr: string) {
  const { data } = await house.ask(
    viewer,
    "query ($csr: String!) { inspectCsr(csr: $csr) { faults { code found message remedy } } }",
    { csr },
  );
  return data.inspectCsr;
}

async function preview(viewer: Viewer, input: object) {
  const { data } = await house.ask(
    viewer,
    `query ($input: PreviewDuplicateInput!) { answer: previewDuplicate(input: $input) {
      __typename ... on CsrRejected { faults { code found } } ... on CertificateContent { spkiSha256 } } }`,
    { input },
  );
  return data.answer;
}

async function report(viewer: Viewer, proof: string) {
  const { data } = await house.ask(
    viewer,
    `mutation ($input: ReportCompromisedKeyInput!) { answer: reportCompromisedKey(input: $input) { __typename
      ... on Problem { message } ... on CsrRejected { faults { code found } }
      ... on CompromisedKey { spkiSha256 certificates { id commonName } } } }`,
    { input: { proof } },
  );
  return data.answer;
}

/** Every text in every table, and whatever else can be written as text. */
async function everythingOnRecord(): Promise<string> {
  const tables: { name: string }[] = await house.source.query(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  );
  const rows = await Promise.all(
    tables.map(({ name }) =>
      house.source.query(`select coalesce(string_agg(t::text, ' '), '') as text from ${name} t`),
    ),
  );
  return rows.map(([{ text }]) => text).join("\n");
}

/** The parts of a private key that nobody else could have written. */
function secretsOf(keys: Keys): string[] {
  const { d } = keys.privateKey.export({ format: "jwk" });
  const lines = pemOf(keys).split("\n").slice(1, -2);
  return [...lines, Buffer.from(d!, "base64url").toString("hex"), d!];
}

test("a banned key is refused at every door, at approval of what waits, and before signing", async () => {
  const { manager, order } = await aPlace();
  const [waiting, approved, fresh] = [newKey(), newKey("RSA"), newKey()];
  const csrOf = (keys: Keys) => makeCsr(keys, "www.example.com");
  const waits = await ask(house, manager, order, { csr: csrOf(waiting) });
  const ready = await ask(house, manager, order, { csr: csrOf(approved), skipApproval: true });
  for (const keys of [waiting, approved, fresh]) await ban(keys);

  expect(codesOf(await ask(house, manager, order, { csr: csrOf(fresh) }))).toEqual(["KEY_COMPROMISED"]);
  expect(codesOf(await inspect(manager, csrOf(fresh)))).toEqual(["KEY_COMPROMISED"]);
  expect(codesOf(await preview(manager, { orderNumber: order.number, csr: csrOf(fresh) }))).toEqual([
    "KEY_COMPROMISED",
  ]);

  const approval = await act(house, manager, "approveRequest", { id: waits.id });
  expect(codesOf(approval)).toEqual(["KEY_COMPROMISED"]);
  expect(await look(house, manager, waits.id)).toMatchObject({ status: "SUBMITTED" });

  await house.runJobs();
  expect(await look(house, manager, ready.id)).toMatchObject({
    status: "FAILED",
    failure: expect.stringContaining("known to be compromised"),
    certificate: null,
  });
  expect(codesOf(await act(house, manager, "retryRequest", { id: ready.id }))).toEqual(["KEY_COMPROMISED"]);
  // given up, its key stays what it is
  await act(house, manager, "cancelRequest", { id: waits.id });
  expect(codesOf(await ask(house, manager, order, { csr: csrOf(waiting) }))).toEqual(["KEY_COMPROMISED"]);
});

test("a private key sent in place of a CSR is banned, and what stands on it in any account revoked and told of", async () => {
  const [ours, theirs] = [await aPlace("Ours"), await aPlace("Theirs")];
  const keys = newKey();
  const [own, foreign] = [await certify(ours, keys, "web-1"), await certify(theirs, keys, "their secret server")];
  const elsewhere = await certify(theirs, newKey());
  house.mails.length = 0;

  const asked = await ask(house, ours.manager, ours.order, { csr: pemOf(keys) });
  expect(asked).toMatchObject({
    __typename: "CsrRejected",
    faults: [
      {
        code: "NOT_A_CSR",
        found: "banned private key",
        remedy: expect.stringContaining("compromised now, and banned"),
      },
    ],
  });
  expect(await isBanned(keys)).toBe(true);
  await house.runJobs();

  expect(await statusOf(ours.manager, own)).toBe("REVOKED");
  expect(await statusOf(theirs.manager, foreign)).toBe("REVOKED");
  expect(await statusOf(theirs.manager, elsewhere)).toBe("ISSUED");
  expect(await reasonsOf()).toEqual([{ reason: "KEY_COMPROMISE" }, { reason: "KEY_COMPROMISE" }]);
  // both are told by the order's contact and their administrators, and nothing of each other
  const told = house.mails.filter(({ subject }) => subject.startsWith("Private key compromised"));
  expect(told.map(({ to }) => to.address).sort()).toEqual(
    ["web@example.com", "web@example.com", ours.administrator.email, theirs.administrator.email].sort(),
  );
  const toUs = told.filter(({ text }) => text.includes(`order ${ours.order.number}`));
  expect(toUs).toHaveLength(2);
  for (const { text } of toUs) {
    expect(text).toContain("web-1");
    expect(text).not.toMatch(/their secret server|Theirs/);
    expect(text).not.toContain(String(theirs.order.number));
  }
  expect(JSON.stringify(asked)).not.toMatch(/their secret server|Theirs/);
  expect(house.mails.filter(({ subject }) => subject.startsWith("Revoked"))).toEqual([]);

  // nobody gets in with it again, and a second ban does nothing
  expect(codesOf(await ask(house, theirs.manager, theirs.order, { csr: makeCsr(keys, "www.example.com") }))).toEqual([
    "KEY_COMPROMISED",
  ]);
  house.mails.length = 0;
  await inspect(theirs.manager, pemOf(keys));
  await house.runJobs();
  expect(house.mails).toEqual([]);
});

test("each door bans a private key, whoever asks and whatever else they are refused for", async () => {
  const { account, manager, order } = await aPlace();
  const standard = await addPerson(house, account, "STANDARD_USER");
  const doors: Record<string, (csr: string) => Promise<unknown>> = {
    inspectCsr: (csr) => inspect(standard, csr),
    previewDuplicate: (csr) => preview(manager, { orderNumber: order.number, csr }),
    "requestDuplicate of an order that is not there": (csr) => ask(house, manager, order, { csr, orderNumber: 1 }),
    "requestDuplicate without permission": (csr) => ask(house, standard, order, { csr, skipApproval: true }),
    "requestDuplicate with a CSR beside it": (csr) =>
      ask(house, manager, order, { csr: makeCsr(newKey(), "www.example.com") + csr }),
    reportCompromisedKey: (csr) => report(standard, csr),
  };
  for (const [door, send] of Object.entries(doors)) {
    const keys = newKey();
    await send(pemOf(keys));
    expect([door, await isBanned(keys)]).toEqual([door, true]);
  }
  const actors = await house.source.query(
    "select distinct account_id from audit_event where action = 'key.ban' and actor in ($1, $2)",
    [manager.id, standard.id],
  );
  expect(actors).toEqual([{ account_id: account.id }]);
});

test("an encrypted private key cannot be banned, and its owner is told what to do", async () => {
  const { manager } = await aPlace();
  const encrypted = newKey().privateKey.export({
    format: "pem",
    type: "pkcs8",
    cipher: "aes-256-cbc",
    passphrase: "x",
  });
  const before = await house.source.query("select count(*) from banned_key");
  const { faults } = await inspect(manager, String(encrypted));
  expect(faults).toMatchObject([
    { code: "NOT_A_CSR", found: "encrypted private key", remedy: expect.stringContaining("Treat it as compromised") },
  ]);
  expect(await report(manager, String(encrypted))).toMatchObject({
    __typename: "CompromiseNotProved",
    message: expect.stringContaining("encrypted"),
  });
  expect(await house.source.query("select count(*) from banned_key")).toEqual(before);
});

test("a forged private key, with somebody's public half in it, bans nobody", async () => {
  const [victim, attacker] = [await aPlace("Victim"), await aPlace("Attacker")];
  for (const type of ["RSA", "P-256"] as const) {
    const [keys, other] = [newKey(type), newKey(type)];
    const certificate = await certify(victim, keys);
    const publicPart = keys.publicKey.export({ format: "jwk" });
    const forged = { ...other.privateKey.export({ format: "jwk" }), ...publicPart };
    const text = JSON.stringify(forged);
    expect(await inspect(attacker.manager, text)).toMatchObject({
      faults: [{ code: "NOT_A_CSR", found: "private key" }],
    });
    expect(await report(attacker.manager, text)).toMatchObject({ __typename: "CompromiseNotProved" });
    await house.runJobs();
    expect(await isBanned(keys)).toBe(false);
    expect(await statusOf(victim.manager, certificate)).toBe("ISSUED");
  }
});

test("a compromised key is reported by a CSR that says so, and only the own account's certificates are answered", async () => {
  const [ours, theirs] = [await aPlace("Ours"), await aPlace("Theirs")];
  const keys = newKey();
  const [own, foreign] = [await certify(ours, keys), await certify(theirs, keys)];
  const limited = await addPerson(house, ours.account, "LIMITED_USER");

  expect(await report(limited, makeCsr(keys, "www.example.com"))).toMatchObject({
    __typename: "CompromiseNotProved",
    message: expect.stringContaining("This private key is compromised"),
  });
  const proof = makeCsr(keys, "This private key is compromised");
  const broken = proof.replace(/.(?==*\n-----END)/, (letter) => (letter === "A" ? "B" : "A"));
  expect(await report(limited, broken)).toMatchObject({ __typename: "CsrRejected" });
  expect(await report(limited, "hello")).toMatchObject({ __typename: "CsrRejected", faults: [{ code: "UNREADABLE" }] });
  expect(await isBanned(keys)).toBe(false);

  expect(await report(limited, proof)).toEqual({
    __typename: "CompromisedKey",
    spkiSha256: spkiSha256Of(keys),
    certificates: [],
  });
  expect(await report(ours.manager, proof)).toMatchObject({
    certificates: [{ id: own, commonName: "www.example.com" }],
  });
  await house.runJobs();
  expect(await statusOf(ours.manager, own)).toBe("REVOKED");
  expect(await statusOf(theirs.manager, foreign)).toBe("REVOKED");
  const refusals = await house.source.query(
    "select detail->>'problem' as problem from audit_event where action = 'key.report' and actor = $1 order by id",
    [limited.id],
  );
  expect(refusals).toEqual(["CompromiseNotProved", "CsrRejected", "CsrRejected"].map((problem) => ({ problem })));
});

test("a certificate that stands on a banned key, its job lost, is found by the sweep", async () => {
  const place = await aPlace();
  const keys = newKey();
  const certificate = await certify(place, keys);
  await ban(keys);
  await house.source.query("select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))");
  await house.runJobs();
  expect(await statusOf(place.manager, certificate)).toBe("ISSUED");
  await sweep(house.source, house.now);
  await house.runJobs();
  expect(await statusOf(place.manager, certificate)).toBe("REVOKED");

  const jobs = "select count(*)::int as count from graphile_worker.jobs where task_identifier = 'revokeCompromised'";
  await sweep(house.source, house.now);
  expect(await house.source.query(jobs)).toEqual([{ count: 0 }]);
  // and to do it again changes nothing
  const before = await reasonsOf();
  const [{ id: keyId }] = await house.source.query("select id from key where spki_sha256 = $1", [spkiSha256Of(keys)]);
  await revokeCompromised(house.source, { keyId }, house.now);
  expect(await reasonsOf()).toEqual(before);
});

test("a modulus that is banned is banned under any exponent: whoever has its factors has every private key", async () => {
  const { manager, order } = await aPlace();
  const keys = generateKeyPairSync("rsa", { modulusLength: 2048, publicExponent: 65_539 });
  const { n } = keys.publicKey.export({ format: "jwk" });
  const usual = createPublicKey({ key: { kty: "RSA", n: n!, e: "AQAB" }, format: "jwk" });
  await ban({ ...keys, publicKey: usual });
  const asked = await ask(house, manager, order, { csr: makeCsr(keys, "www.example.com") });
  expect(codesOf(asked)).toEqual(["KEY_COMPROMISED"]);
});

test("bans are for ever", async () => {
  await ban(newKey());
  for (const statement of ["delete from banned_key", "update banned_key set reason = ''", "truncate banned_key"])
    await expect(house.source.query(statement)).rejects.toThrow("never changed or deleted");
});

test("the text of a private key that was sent is in no table and on no line of the log", async () => {
  const { account, order } = await aPlace();
  const lines: string[] = [];
  const door = await openDoor(house, { write: (line) => void lines.push(line) });
  const [ec, rsa, forged] = [newKey(), newKey("RSA"), newKey()];
  try {
    const email = `sender.${account.id}@example.com`;
    const person = await addSignedUp(house, door, account.id, "MANAGER", email, "a long password of a story");
    const headers = { "x-api-key": await addKey(door, person) };
    const half = JSON.stringify({
      ...forged.privateKey.export({ format: "jwk" }),
      ...newKey().publicKey.export({ format: "jwk" }),
    });
    for (const text of [pemOf(ec), pemOf(rsa), half]) {
      const request = {
        orderNumber: order.number,
        csr: text,
        idempotencyKey: text.slice(40, 60),
        comments: "here it is",
      };
      const answers = [
        await door.graphql(
          "mutation ($input: RequestDuplicateInput!) { requestDuplicate(input: $input) { __typename ... on Problem { message } } }",
          headers,
          { input: request },
        ),
        await door.graphql("query ($csr: String!) { inspectCsr(csr: $csr) { faults { message found } } }", headers, {
          csr: text,
        }),
        // a type that does not fit, and a field that is not there: errors repeat what was sent
        await door.graphql("query ($csr: Int!) { inspectCsr(csr: $csr) { faults { message } } }", headers, {
          csr: text,
        }),
        await door.graphql(`{ inspectCsr(csr: ${JSON.stringify(text)}) { nothing } }`, headers),
        await door.graphql(
          "mutation ($input: ReportCompromisedKeyInput!) { reportCompromisedKey(input: $input) { __typename } }",
          headers,
          { input: { proof: text } },
        ),
      ];
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 400, 400, 200]);
    }
    await house.runJobs();
  } finally {
    await door.close();
  }

  expect(await isBanned(ec)).toBe(true);
  expect(await isBanned(rsa)).toBe(true);
  expect(lines.join("")).toContain("request completed");
  const record = await everythingOnRecord();
  expect(record).toContain(spkiSha256Of(ec));
  const mails = JSON.stringify(house.mails);
  for (const secret of [ec, rsa, forged].flatMap(secretsOf)) {
    expect(record).not.toContain(secret);
    expect(lines.join("")).not.toContain(secret);
    expect(mails).not.toContain(secret);
  }
  expect(mails).toContain(addresses.publicUrl);
});
