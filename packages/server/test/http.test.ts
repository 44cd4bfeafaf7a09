import { X509Certificate } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Account } from "../src/accounts/account.ts";
import type { Viewer } from "../src/foundation/context.ts";
import type { Order } from "../src/orders/order.ts";
import { anOrder } from "./an-order.ts";
import { addAccount, addPerson, addresses, type House, openHouse } from "./house.ts";
import { type Asking, addKey, addSignedUp, cookieOf, type HttpHouse, openDoor, type Response } from "./http-house.ts";

const password = "correct horse battery staple";
let house: House;
let door: HttpHouse;
let account: Account;
let ada: Viewer;
let order: Order;
let certificateId: string;
let key: string;

beforeAll(async () => {
  house = await openHouse();
  // sessions and keys are judged by the real clock
  house.now = new Date();
  door = await openDoor(house);
  account = await addAccount(house);
  ada = await addSignedUp(house, door, account.id, "ADMINISTRATOR", "ada@example.com", password);
  order = await anOrder(house, account, ada);
  [{ id: certificateId }] = await run("select id from certificate where order_id = $1", order.id);
  key = await addKey(door, ada);
});
afterAll(async () => {
  await door.close();
  await house.close();
});

const run = (sql: string, ...values: unknown[]) => house.source.query(sql, values);
const whoAmI = "{ viewer { email } }";
const json = { "content-type": "application/json" };
const { publicUrl: origin } = addresses;

/** Nothing of ours, and nothing of how it is made. */
function expectNoData({ text }: Response) {
  expect(text).not.toContain("example.com");
  expect(text).not.toContain(certificateId);
  expectNoInternals(text);
}
function expectNoInternals(text: string) {
  expect(text).not.toMatch(/node_modules|\.ts:\d|at [\w.]+ \(|QueryFailed|invalid byte sequence|relation "|stack/i);
}

test("without a session or a key everything but the public paths is 401 and no data", async () => {
  const closed = [
    ...[
      "/graphql",
      "/graphql/",
      "//graphql",
      "/GRAPHQL",
      "/graphql#",
      "/graphql?query={viewer{email}}",
      "/metrics",
      "/acme/directory",
    ],
    ...[
      "/playground/",
      "/orders",
      `/orders/${order.number}`,
      "/nothing",
      "/certificates",
      "/.env",
      "/package.json",
      "/api/nothing",
    ],
    ...[
      `/certificates/${certificateId}/download/pem_all`,
      `/certificates/${certificateId}/download/platform/nginx`,
      `/certificates/${certificateId}/download/platform`,
    ],
    "http://elsewhere.test/graphql",
  ];
  for (const path of closed) {
    for (const asking of [
      {},
      { method: "POST", headers: json, body: `{"query":"${whoAmI}"}` },
      { headers: { accept: "text/html" } },
    ] as Asking[]) {
      const answer = await door.fetch(path, asking);
      expect([path, answer.status]).toEqual([path, 401]);
      expect(answer.headers["cache-control"]).toBe("no-store");
      expectNoData(answer);
    }
  }
  const asked = await door.graphql(whoAmI, {});
  expect(asked.json).toEqual({
    errors: [{ message: expect.stringContaining("x-api-key"), extensions: { code: "UNAUTHENTICATED" } }],
  });
});

test("no way of writing a public path leads behind the gate", async () => {
  const tricks = [
    "/pki/../graphql",
    "/pki/%2e%2e/graphql",
    "/pki/..%2fgraphql",
    `/pki/..%2fcertificates%2f${certificateId}%2fdownload%2fpem_all`,
  ];
  tricks.push(
    "/assets/../../package.json",
    "/assets/%2e%2e/%2e%2e/package.json",
    "/api/auth/../../graphql",
    "/api/auth/%2e%2e/graphql",
    "/favicon./../graphql",
    "/pki/%",
    "/%",
    "/pki/%00/0.crl",
    "/pki/%00.crt",
    "/api/auth/%00",
    `/pki/${"a".repeat(5000)}`,
  );
  for (const path of tricks) {
    for (const method of ["GET", "POST"]) {
      const answer = await door.fetch(
        path,
        method === "POST" ? { method, headers: json, body: `{"query":"${whoAmI}"}` } : {},
      );
      expect([path, answer.status >= 400 && answer.status < 500]).toEqual([path, true]);
      expectNoData(answer);
    }
  }
});

test("what is public answers, and says nothing of anybody", async () => {
  for (const path of [
    "/healthz",
    "/pki/root.crt",
    "/pki/tls-rsa-1.crt",
    "/pki/tls-ecc-1.crt",
    "/api/auth/get-session",
  ]) {
    expect([path, (await door.fetch(path)).status]).toEqual([path, 200]);
  }
  // no work runs here
  const ready = await door.fetch("/readyz");
  expect([ready.status, ready.json]).toEqual([503, { status: "not ready", missing: expect.stringContaining("jobs") }]);
  for (const path of ["/", "/playground"])
    expect((await door.fetch(path, { headers: { accept: "text/html" } })).status).not.toBe(401);
});

test("a bad, disabled or expired key is 401, and so is the key of a disabled member; a good cookie beside it does not help", async () => {
  expect((await door.graphql(whoAmI, { "x-api-key": key })).json).toEqual({
    data: { viewer: { email: "ada@example.com" } },
  });
  const bad = ["", " ", "x", key.slice(0, -1), `${key}x`, key.toUpperCase(), `${key}, ${key}`, "' or 1=1 --"];
  const cookie = cookieOf(await door.signIn("ada@example.com", password));
  for (const one of bad) {
    for (const headers of [{ "x-api-key": one }, { "x-api-key": one, cookie }]) {
      const answer = await door.graphql(whoAmI, headers);
      expect([one, answer.status]).toEqual([one, 401]);
      expectNoData(answer);
    }
  }
  const disabled = await addKey(door, ada, "disabled");
  await run(`update auth_api_key set enabled = false where name = 'disabled'`);
  const expired = await addKey(door, ada, "expired");
  await run(`update auth_api_key set "expiresAt" = $1 where name = 'expired'`, new Date(house.now.getTime() - 1));
  const gone = await addSignedUp(house, door, account.id, "MANAGER", "gone@example.com", password);
  const ofGone = await addKey(door, gone, "of gone");
  const cookieOfGone = cookieOf(await door.signIn("gone@example.com", password));
  expect((await door.graphql(whoAmI, { "x-api-key": ofGone })).status).toBe(200);
  expect((await door.graphql(whoAmI, { cookie: cookieOfGone })).status).toBe(200);
  await run("update member set disabled_at = $2 where id = $1", gone.id, house.now);
  for (const headers of [
    { "x-api-key": disabled },
    { "x-api-key": expired },
    { "x-api-key": ofGone },
    { cookie: cookieOfGone },
  ]) {
    for (const answer of [
      await door.graphql(whoAmI, headers),
      await door.fetch(`/certificates/${certificateId}/download/cer`, { headers }),
    ]) {
      expect(answer.status).toBe(401);
      expectNoData(answer);
    }
  }
});

test("a session's cookie is safe from scripts and other sites, and a changed one is none", async () => {
  const signedIn = await door.signIn("ada@example.com", password);
  expect(signedIn.status).toBe(200);
  expect(signedIn.headers["set-cookie"]?.join()).toMatch(/HttpOnly; Secure; SameSite=Lax/);
  const cookie = cookieOf(signedIn);
  expect((await door.graphql(whoAmI, { cookie })).json.data.viewer.email).toBe("ada@example.com");
  const [name, value = ""] = cookie.split("=");
  const [token] = decodeURIComponent(value).split(".");
  for (const other of [
    `${name}=${token}`,
    `${name}=${token}.AAAA`,
    `${name}=%00%ff`,
    `${name}=`,
    "x=y",
    `${cookie}x`,
    ";;;===",
    `${name}=${"x".repeat(4000)}`,
  ]) {
    const answer = await door.graphql(whoAmI, { cookie: other });
    expect([other, answer.status]).toEqual([other, 401]);
  }
  const out = await door.fetch("/api/auth/sign-out", { method: "POST", headers: { cookie, origin } });
  expect(out.status).toBe(200);
  expect((await door.graphql(whoAmI, { cookie })).status).toBe(401);
});

test("another site's page can neither use a session nor sign anybody in", async () => {
  const cookie = cookieOf(await door.signIn("ada@example.com", password));
  const mutation = JSON.stringify({ query: "mutation { setLocale(locale: ZH_HANT) { locale } }" });
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]) {
    const asked = await door.fetch("/graphql", {
      method: "POST",
      headers: { "content-type": type, cookie, origin: "https://evil.test" },
      body: mutation,
    });
    expect([400, 415]).toContain(asked.status);
    const form = await door.fetch("/api/auth/sign-in/email", {
      method: "POST",
      headers: { "content-type": type },
      body: `email=ada@example.com&password=${password}`,
    });
    expect(form.status).toBe(415);
  }
  expect((await run("select locale from member where id = $1", ada.id))[0].locale).toBe("EN");
  const changed = { currentPassword: password, newPassword: "another password altogether" };
  for (const evil of ["https://evil.test", "null", `${origin}.evil.test`, "http://certificates.duplicert.test"]) {
    const asked = await door.fetch("/api/auth/change-password", {
      method: "POST",
      headers: { ...json, cookie, origin: evil },
      body: JSON.stringify(changed),
    });
    expect([evil, asked.status]).toEqual([evil, 403]);
    expect((await door.signIn("ada@example.com", password, { origin: evil })).status).toBe(403);
    await run("delete from auth_rate_limit");
  }
  // and no answer invites another site to read it
  const asked = await door.fetch("/graphql", {
    method: "OPTIONS",
    headers: { origin: "https://evil.test", "access-control-request-method": "POST" },
  });
  expect(asked.headers["access-control-allow-origin"]).toBeUndefined();
});

test("of sign-in only what people need is there: nobody signs up, renames or promotes themselves", async () => {
  const cookie = cookieOf(await door.signIn("ada@example.com", password));
  const ask = (path: string, body: unknown) =>
    door.fetch(`/api/auth/${path}`, {
      method: "POST",
      headers: { ...json, cookie, origin },
      body: JSON.stringify(body),
    });
  const before = await run("select * from member order by id");
  const attempts: [string, unknown][] = [
    [
      "sign-up/email",
      { email: "eve@example.com", password, name: "Eve", role: "ADMINISTRATOR", accountId: account.id },
    ],
    ["update-user", { name: "Eve", role: "ADMINISTRATOR" }],
    ["update-user", { accountId: account.id, disabled_at: null }],
    ["delete-user", { password }],
    ["change-email", { newEmail: "eve@example.com" }],
    ["request-password-reset", { email: "ada@example.com", redirectTo: "https://evil.test" }],
    ["reset-password", { token: "guess", newPassword: password }],
    ["reset-password", { token: "\0", newPassword: password }],
    ["sign-in/social", { provider: "google" }],
    ["link-social", { provider: "google" }],
    ["api-key/verify", { key }],
    ["api-key/create", { name: "theirs", userId: order.id }],
    ["nothing", {}],
  ];
  for (const [path, body] of attempts) {
    const answer = await ask(path, body);
    expect([path, answer.status >= 400 && answer.status < 500]).toEqual([path, true]);
    expectNoInternals(answer.text);
  }
  expect(await run("select * from member order by id")).toEqual(before);
  expect(await run("select 1 from auth_api_key where name = 'theirs'")).toEqual([]);
});

test("malformed JSON and GraphQL are 4xx in words, never a stack", async () => {
  const bodies = [
    "",
    "null",
    "[]",
    "1",
    '"x"',
    "{}",
    "{",
    '{"query":1}',
    '{"query":"{a"}',
    '{"query":"{ viewer { nothing } }"}',
    `[{"query":"${whoAmI}"}]`,
  ];
  bodies.push(
    `{"query":"${whoAmI}","variables":"x"}`,
    `{"query":"${whoAmI}","variables":[1]}`,
    `{"query":"${whoAmI}","operationName":1}`,
    `{"query":"${whoAmI}","operationName":"no"}`,
  );
  bodies.push(
    `{"query":"${whoAmI}","__proto__":{"a":1}}`,
    '{"query":"query($n: Int!) { order(number: $n) { id } }"}',
    '{"query":"{ order(number: 99999999999) { id } }"}',
  );
  bodies.push(
    JSON.stringify({ query: "{viewer".repeat(20_000) }),
    JSON.stringify({ query: `{ orders(filter: ${"[".repeat(10_000)}) { totalCount } }` }),
    "\u0000",
    '{"query":"\\u0000"}',
  );
  for (const body of bodies) {
    const answer = await door.fetch("/graphql", { method: "POST", headers: { ...json, "x-api-key": key }, body });
    expect([body.slice(0, 60), answer.status >= 400 && answer.status < 500]).toEqual([body.slice(0, 60), true]);
    expectNoInternals(answer.text);
    expect(answer.text).not.toContain("call stack");
    const auth = await door.fetch("/api/auth/sign-in/email", { method: "POST", headers: { ...json, origin }, body });
    expect([body.slice(0, 60), auth.status >= 400 && auth.status < 500]).toEqual([body.slice(0, 60), true]);
    expectNoInternals(auth.text);
    await run("delete from auth_rate_limit");
  }
});

test("what few bytes would make dear is refused before it is begun", async () => {
  const levels = Array.from(
    { length: 40 },
    (_, at) =>
      `fragment f${at} on Order { a: certificate { order { ...f${at + 1} } } b: certificate { order { ...f${at + 1} } } }`,
  );
  const dear = [
    `{ order(number: ${order.number}) { ...f0 } } ${levels.join(" ")} fragment f40 on Order { id }`,
    `{ ${Array.from({ length: 400 }, (_, at) => `a${at}: viewer { email }`).join(" ")} }`,
    `{ orders(first: 100) { nodes { certificates(first: 100) { nodes { order { certificates(first: 100) { nodes { id } } } } } } } }`,
    `{ ${"viewer { email } ".repeat(20_000)} }`,
  ];
  for (const query of dear) {
    const answer = await door.graphql(query, { "x-api-key": key });
    expect([answer.status, answer.json.errors[0].message]).toEqual([
      400,
      expect.stringMatching(/fields; at most 250000|more that 1500 tokens/),
    ]);
  }
  const usual =
    "{ orders(first: 100) { totalCount nodes { number domains { name } certificates(first: 20) { nodes { id status pem request { id } } } } } }";
  expect((await door.graphql(usual, { "x-api-key": key })).json.data.orders.totalCount).toBe(1);
});

test("a body over 4 MiB is 413, on sign-in too, and one just under is read", async () => {
  const body = (size: number) => `{"query":"${whoAmI}","operationName":"${" ".repeat(size - whoAmI.length - 31)}"}`;
  const mebibyte4 = 4 * 1024 * 1024;
  expect(Buffer.byteLength(body(mebibyte4))).toBe(mebibyte4);
  for (const path of ["/graphql", "/api/auth/sign-in/email"]) {
    const headers = { ...json, "x-api-key": key, origin };
    const over = await door.fetch(path, { method: "POST", headers, body: body(mebibyte4 + 1) });
    expect([path, over.status, over.json.error.message]).toEqual([path, 413, expect.stringContaining("4 MiB")]);
    expect((await door.fetch(path, { method: "POST", headers, body: body(mebibyte4) })).status).not.toBe(413);
  }
});

test("a failure on our side carries no internals", async () => {
  const { source } = house;
  const broken = await openDoor({
    ...house,
    source: new Proxy(source, {
      get: (target, name) => (name === "createQueryRunner" ? () => fail() : Reflect.get(target, name)),
    }),
  });
  const fail = () => {
    throw new Error('connect ECONNREFUSED 10.0.0.5:5432 password "hunter2"');
  };
  try {
    for (const path of ["/graphql", `/certificates/${certificateId}/download/cer`, "/pki/root.crt"]) {
      const answer = await broken.fetch(
        path,
        path === "/graphql"
          ? { method: "POST", headers: { ...json, "x-api-key": key }, body: `{"query":"${whoAmI}"}` }
          : { headers: { "x-api-key": key } },
      );
      expect([path, answer.status]).toEqual([path, 500]);
      expect(answer.text).not.toMatch(/ECONNREFUSED|hunter2|Error:/);
      expect(answer.json.error.message).toContain("id");
    }
    expect((await broken.fetch("/readyz")).json).toEqual({ status: "not ready", missing: "database" });
  } finally {
    await broken.close();
  }
});

test("CA certificates and CRLs are what certificates point to", async () => {
  await house.runJobs();
  await run(
    "select graphile_worker.add_job('publishCrl', json_build_object('issuingCaId', id, 'shard', shard)) from issuing_ca, generate_series(0, crl_shards - 1) shard",
  );
  await house.runJobs();
  const { body } = await door.fetch(`/certificates/${certificateId}/download/pem_nointermediate`, {
    headers: { "x-api-key": key },
  });
  const leaf = new X509Certificate(body);
  const [, aia = ""] = /CA Issuers - URI:(\S+)/.exec(leaf.infoAccess ?? "") ?? [];
  const issuing = await door.fetch(new URL(aia).pathname);
  expect([issuing.status, issuing.headers["content-type"]]).toEqual([200, "application/pkix-cert"]);
  expect(leaf.verify(new X509Certificate(issuing.body).publicKey)).toBe(true);
  const [, root = ""] = /CA Issuers - URI:(\S+)/.exec(new X509Certificate(issuing.body).infoAccess ?? "") ?? [];
  expect(
    new X509Certificate(issuing.body).verify(
      new X509Certificate((await door.fetch(new URL(root).pathname)).body).publicKey,
    ),
  ).toBe(true);
  for (const der of [leaf.raw, issuing.body]) {
    const [address = ""] = /http:\/\/[\w.-]+\/pki\/[\w./-]+\.crl/.exec(der.toString("latin1")) ?? [];
    const crl = await door.fetch(new URL(address).pathname);
    expect([crl.status, crl.headers["content-type"]]).toEqual([200, "application/pkix-crl"]);
    // a SEQUENCE that is as long as it says
    expect(crl.body[0]).toBe(0x30);
    expect(crl.body.readUInt16BE(2) + 4).toBe(crl.body.length);
  }
  for (const path of [
    "/pki/nothing.crt",
    "/pki/nothing.crl",
    "/pki/tls-rsa-1/4.crl",
    "/pki/tls-rsa-1/99999.crl",
    "/pki/root/0.crl",
    "/pki/",
    "/pki/tls-rsa-1.key",
    "/pki/ca.key",
  ]) {
    expect([path, (await door.fetch(path)).status]).toEqual([path, 404]);
  }
});

test("a download has its type and name; another account's is like none at all", async () => {
  const headers = { "x-api-key": key };
  const all = await door.fetch(`/certificates/${certificateId}/download/pem_all`, { headers });
  expect(all.headers).toMatchObject({
    "content-type": expect.stringContaining("application/x-pem-file"),
    "content-disposition": expect.stringMatching(/^attachment; filename="[\w.-]+"$/),
    "cache-control": "private, no-store",
    "x-content-type-options": "nosniff",
  });
  expect(all.text.match(/BEGIN CERTIFICATE/g)).toHaveLength(3);
  for (const path of ["platform/nginx", "platform/iis", "platform", "p7b", "cer", "default", "apache"]) {
    expect([path, (await door.fetch(`/certificates/${certificateId}/download/${path}`, { headers })).status]).toEqual([
      path,
      200,
    ]);
  }

  const other = await addAccount(house, "ONE_STEP", "Another");
  const stranger = await addPerson(house, other, "ADMINISTRATOR");
  const strangers = { "x-api-key": await addKey(door, stranger, "stranger") };
  const missing = "00000000-0000-4000-8000-000000000000";
  const foreign = await door.fetch(`/certificates/${certificateId}/download/pem_all`, { headers: strangers });
  const none = await door.fetch(`/certificates/${missing}/download/pem_all`, { headers: strangers });
  expect([foreign.status, foreign.json]).toEqual([
    404,
    { error: { code: "CERTIFICATE_NOT_FOUND", message: expect.any(String) } },
  ]);
  expect([none.status, none.json]).toEqual([foreign.status, foreign.json]);
  for (const path of [
    "constructor",
    "__proto__",
    "pem_all%00",
    "nothing",
    "platform/nothing",
    "platform/constructor",
  ]) {
    const answer = await door.fetch(`/certificates/${certificateId}/download/${path}`, { headers });
    expect([path, answer.status]).toEqual([path, 404]);
  }
  for (const id of ["1", "..", "%00", "'", certificateId.toUpperCase().slice(1)]) {
    expect([id, (await door.fetch(`/certificates/${id}/download/cer`, { headers })).status]).toEqual([id, 404]);
  }
});

test("every answer has the headers that keep a browser safe", async () => {
  const answers = [
    await door.fetch("/healthz"),
    await door.fetch("/nothing"),
    await door.graphql(whoAmI, { "x-api-key": key }),
    await door.fetch("/api/auth/get-session"),
    await door.fetch("/pki/root.crt"),
    await door.fetch("/pki/none"),
  ];
  for (const { headers } of answers) {
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "same-origin",
    });
    expect(headers["content-security-policy"]).toMatch(/default-src 'self'.*frame-ancestors 'none'/);
    expect(headers).not.toHaveProperty("x-powered-by");
  }
});

test("sign-in is limited by the client's address, in a burst too, and no forged header helps", async () => {
  await run("delete from auth_rate_limit");
  const burst = await Promise.all(Array.from({ length: 30 }, () => door.signIn("ada@example.com", "a wrong password")));
  const statuses = burst.map((one) => one.status);
  expect(statuses.filter((one) => one === 401)).toHaveLength(10);
  expect(statuses.filter((one) => one === 429)).toHaveLength(20);
  const forged = [
    "x-duplicert-client-address",
    "x-forwarded-for",
    "x-real-ip",
    "forwarded",
    "cf-connecting-ip",
    "x-client-ip",
  ];
  for (const name of forged)
    expect([name, (await door.signIn("ada@example.com", password, { [name]: "203.0.113.7" })).status]).toEqual([
      name,
      429,
    ]);
  for (const path of [
    "/api/auth//sign-in/email",
    "/api/auth/sign-in/email/",
    "/api/auth/sign-in/email?x=1",
    "/api/auth/./sign-in/email",
  ]) {
    const answer = await door.fetch(path, {
      method: "POST",
      headers: { ...json, origin },
      body: JSON.stringify({ email: "ada@example.com", password }),
    });
    expect([path, [404, 429].includes(answer.status)]).toEqual([path, true]);
  }
  const limited = await door.signIn("nobody@example.com", password);
  expect(Number(limited.headers["x-retry-after"])).toBeGreaterThan(0);
  expect(Number(limited.headers["x-retry-after"])).toBeLessThanOrEqual(60);
});
