import { createPrivateKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Account } from "../src/accounts/account.ts";
import type { Viewer } from "../src/foundation/context.ts";
import type { Order } from "../src/orders/order.ts";
import { anOrder } from "./an-order.ts";
import { ask, codesOf, look } from "./duplicate-story.ts";
import { type Answer, addAccount, addPerson, type House, newKey, openHouse } from "./house.ts";
import { makeCsr } from "./make-csr.ts";

let house: House;
let account: Account;
let manager: Viewer;
let order: Order;

beforeAll(async () => {
  house = await openHouse();
  account = await addAccount(house);
  manager = await addPerson(house, account, "MANAGER");
  order = await anOrder(house, account, manager);
});
afterAll(() => house.close());

const inspection = /* GraphQL */ `
  query ($csr: String!, $orderNumber: Int) {
    inspectCsr(csr: $csr, orderNumber: $orderNumber) { faults { code message remedy clause found } names { value } subject keyAlgorithm spkiSha256 refusals { code } }
  }`;

async function inspect(csr: string) {
  const { data, errors } = await house.ask(manager, inspection, { csr, orderNumber: order.number });
  expect(errors).toBeUndefined();
  return data.inspectCsr;
}

const pem = (key: KeyObject, type: "pkcs8" | "pkcs1" | "sec1") => String(key.export({ format: "pem", type }));
const bodyOf = (text: string) => text.replace(/-----[^-]+-----/g, "").replace(/\s/g, "");
const good = () => makeCsr(newKey(), "www.example.com");

/** Bytes of no format: chosen, not drawn, because one draw in some hundred begins like DER. */
const noise = Buffer.from(Array.from({ length: 600 }, (_, i) => (i * 73 + 151) & 0xff));

/** A text where a CSR should be, and the codes it has to be refused with. */
function badTexts(): Record<string, [text: string, codes: string[]]> {
  const der = Buffer.from(bodyOf(good()), "base64");
  const changed = Buffer.from(der);
  const inSubject = changed.indexOf("www.example.com");
  changed[inSubject] = 0x78;
  return {
    nothing: ["", ["UNREADABLE"]],
    blank: [" \n\t ", ["UNREADABLE"]],
    "a megabyte": ["A".repeat(1 << 20), ["TOO_LARGE"]],
    "a megabyte of CSR": [good() + "\n".repeat(1 << 20), ["TOO_LARGE"]],
    "binary data": [noise.toString("latin1"), ["UNREADABLE"]],
    "binary data as UTF-8": [noise.toString("utf8"), ["UNREADABLE"]],
    "NUL characters": ["\0".repeat(100), ["UNREADABLE"]],
    "a NUL in a CSR": [good().replace("\n", "\n\0"), ["UNREADABLE"]],
    "lone surrogates": ["\ud800\udfff\ud800", ["UNREADABLE"]],
    "a truncated CSR": [good().slice(0, 300), ["UNREADABLE"]],
    "a CSR whose DER is cut": [der.subarray(0, -20).toString("base64"), ["UNREADABLE"]],
    "a tampered CSR": [changed.toString("base64"), ["BAD_SIGNATURE"]],
    "trailing garbage": [Buffer.concat([der, Buffer.from("garbage")]).toString("base64"), ["TRAILING_DATA"]],
    "two CSRs": [good() + good(), ["TRAILING_DATA"]],
    JSON: ['{"csr": "MII"}', ["NOT_A_CSR"]],
    HTML: ["<script>alert(1)</script>", ["NOT_A_CSR"]],
    "a label that is odd": [`-----BEGIN ${"\0\ud800"}-----\nAAAA\n-----END ${"\0\ud800"}-----`, ["NOT_A_CSR"]],
    "deep DER": [Buffer.from("3080".repeat(5000), "hex").toString("base64"), ["UNREADABLE"]],
    "deeper DER": [nested(5000).toString("base64"), ["UNREADABLE"]],
    "an SQL injection": ["'; drop table certificate_request; --", ["UNREADABLE"]],
  };
}

function nested(levels: number): Buffer {
  let inner = Buffer.alloc(0);
  for (let level = 0; level < levels && inner.length < 45_000; level++) {
    const { length } = inner;
    const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
    inner = Buffer.concat([Buffer.from([0x30, ...size]), inner]);
  }
  return inner;
}

test("whatever is no CSR is refused in words, by the look and by the request alike, and nothing is kept", async () => {
  for (const [name, [text, codes]] of Object.entries(badTexts())) {
    const seen = await inspect(text);
    const asked = await ask(house, manager, order, { csr: text });
    expect([name, codesOf(seen)]).toEqual([name, codes]);
    expect([name, asked.__typename, codesOf(asked)]).toEqual([name, "CsrRejected", codes]);
    for (const fault of [...seen.faults, ...asked.faults]) {
      expect(fault.message).toBeTruthy();
      expect(fault.remedy).toBeTruthy();
      if (seen.faults.includes(fault)) expect(fault.clause).toBeTruthy();
    }
  }
  expect(await house.source.query("select 1 from certificate_request")).toEqual([]);
  expect(await house.source.query("select 1 from key where state = 'CLAIMED'")).toEqual([]);
});

test("a certificate is told from a CSR", async () => {
  const { data } = await house.ask(manager, "query ($n: Int!) { order(number: $n) { certificate { pem chainPem } } }", {
    n: order.number,
  });
  for (const text of [
    data.order.certificate.pem,
    bodyOf(data.order.certificate.pem),
    good() + data.order.certificate.pem,
  ]) {
    const asked = await ask(house, manager, order, { csr: text });
    expect(asked.faults).toMatchObject([{ code: "NOT_A_CSR", found: "certificate" }]);
  }
});

test("a pasted private key is neither stored anywhere nor echoed", async () => {
  const ec = newKey().privateKey;
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  const encrypted = String(rsa.export({ format: "pem", type: "pkcs8", cipher: "aes-256-cbc", passphrase: "secret" }));
  const texts = [pem(ec, "pkcs8"), pem(ec, "sec1"), pem(rsa, "pkcs8"), pem(rsa, "pkcs1"), encrypted];
  texts.push(
    good() + pem(ec, "pkcs8"),
    pem(rsa, "pkcs1") + good(),
    bodyOf(pem(ec, "pkcs8")),
    bodyOf(pem(rsa, "pkcs8")),
    bodyOf(pem(rsa, "pkcs1")),
    bodyOf(pem(ec, "sec1")),
  );
  texts.push(
    pem(rsa, "pkcs8").replaceAll("\n", "\\n"),
    pem(rsa, "pkcs8").replaceAll("\n", " "),
    pem(ec, "pkcs8").split("-----END")[0] as string,
  );
  const secrets = new Set<string>();
  for (const text of texts) {
    for (const part of bodyOf(text.replaceAll("\\n", "")).match(/.{40}/g) ?? [])
      if (!text.includes("REQUEST")) secrets.add(part);
    const seen = await inspect(text);
    const asked = await ask(house, manager, order, { csr: text, idempotencyKey: `key ${texts.indexOf(text)}` });
    expect([text.slice(0, 60), asked.__typename, codesOf(asked)]).toEqual([
      text.slice(0, 60),
      "CsrRejected",
      ["NOT_A_CSR"],
    ]);
    expect(asked.faults[0]).toMatchObject({
      found: expect.stringMatching(/private key$/),
      message: expect.stringContaining("private key"),
      remedy: expect.stringContaining("compromised"),
    });
    expectNone(secrets, JSON.stringify([seen, asked]));
  }
  // nor is it kept when it is put where words belong
  for (const field of ["comments", "serverName", "commonName", "serverPlatform", "idempotencyKey"]) {
    const { errors, data } = await house.ask(manager, anything, {
      input: { orderNumber: order.number, csr: good(), [field]: pem(ec, "pkcs8") },
    });
    expect([field, data?.requestDuplicate?.__typename]).not.toEqual([field, "DuplicateRequest"]);
    expectNone(secrets, JSON.stringify([errors, data]));
  }
  const { errors } = await house.ask(manager, anything, {
    input: { orderNumber: order.number, csr: good(), dnsNames: [pem(ec, "pkcs8"), bodyOf(pem(ec, "pkcs8"))] },
  });
  expectNone(secrets, JSON.stringify(errors));

  const tables = await house.source.query(
    "select table_schema as schema, table_name as name from information_schema.tables where table_type = 'BASE TABLE' and table_schema in ('public', 'graphile_worker')",
  );
  expect(tables.length).toBeGreaterThan(20);
  for (const { schema, name } of tables) {
    for (const { row } of await house.source.query(`select t::text as row from ${schema}."${name}" t`))
      expectNone(secrets, row.replaceAll("\\n", "\n"));
  }
  expect(createPrivateKey(texts[0] as string).asymmetricKeyType).toBe("ec");
});

function expectNone(secrets: Set<string>, text: string) {
  for (const secret of secrets)
    if (text.includes(secret)) throw new Error(`a piece of a private key is in: ${text.slice(0, 300)}`);
}

const anything =
  "mutation ($input: RequestDuplicateInput!) { requestDuplicate(input: $input) { __typename ... on Problem { message } ... on DuplicateRequest { id serverName } } }";

/** Neither a failure of ours nor a stack: a GraphQL error about the input, or a typed answer. */
function expectTold(what: unknown, { data, errors }: Answer) {
  const codes = (errors ?? []).map((error) => error.extensions?.code);
  for (const code of codes)
    expect([what, code]).toEqual([
      what,
      expect.stringMatching(/^(BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED|BAD_REQUEST)$/),
    ]);
  if (codes.length === 0) expect([what, data]).not.toEqual([what, undefined]);
  expect(JSON.stringify(errors ?? "")).not.toMatch(/node_modules|QueryFailed|invalid byte|relation /);
}

const oddTexts = [
  "\0",
  "a\0b",
  "\ud800",
  "x\udfffy",
  "\u202e",
  "\u0007",
  "x".repeat(100_000),
  "%_\\",
  "'; --",
  "\u{1f512}".repeat(50),
  " ",
];

test("odd characters in any text are refused or kept, never a failure", async () => {
  const input = () => ({ orderNumber: order.number, csr: good() });
  for (const text of oddTexts) {
    for (const field of ["serverName", "comments", "commonName", "serverPlatform", "idempotencyKey"]) {
      expectTold(
        [field, text.slice(0, 9)],
        await house.ask(manager, anything, { input: { ...input(), [field]: text } }),
      );
    }
    expectTold(
      ["dnsNames", text.slice(0, 9)],
      await house.ask(manager, anything, { input: { ...input(), dnsNames: [text, "www.example.com"] } }),
    );
    const { id } = await ask(house, manager, order);
    for (const mutation of ["approveRequest", "cancelRequest", "retryRequest"]) {
      const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!`;
      const query = `mutation ($input: ${type}) { ${mutation}(input: $input) { __typename } }`;
      expectTold([mutation, "id", text.slice(0, 9)], await house.ask(manager, query, { input: { id: text } }));
      if (mutation === "retryRequest")
        expectTold([mutation, text.slice(0, 9)], await house.ask(manager, query, { input: { id, comments: text } }));
    }
    const reject =
      "mutation ($input: RejectRequestInput!) { rejectRequest(input: $input) { __typename ... on DuplicateRequest { decisions { comments } } } }";
    expectTold(["rejectRequest", text.slice(0, 9)], await house.ask(manager, reject, { input: { id, reason: text } }));
    const canceled = await ask(house, manager, order);
    expectTold(
      ["cancel comments", text.slice(0, 9)],
      await house.ask(
        manager,
        "mutation ($input: CancelRequestInput!) { cancelRequest(input: $input) { __typename } }",
        { input: { id: canceled.id ?? "", comments: text } },
      ),
    );
    const approved = await ask(house, manager, order);
    expectTold(
      ["approve comments", text.slice(0, 9)],
      await house.ask(
        manager,
        "mutation ($input: ApproveRequestInput!) { approveRequest(input: $input) { __typename } }",
        { input: { id: approved.id ?? "", comments: text } },
      ),
    );
    const queries = [
      "query ($text: String!) { orders(filter: { text: $text }) { totalCount nodes { id } } }",
      "query ($text: String!) { orders(after: $text) { totalCount nodes { id } } }",
      "query ($text: String!) { certificateRequests(after: $text) { totalCount nodes { id } } }",
      `query ($text: String!) { order(number: ${order.number}) { certificates(after: $text) { nodes { id } } duplicateRequests(after: $text) { nodes { id } } } }`,
    ];
    for (const query of queries) expectTold([query, text.slice(0, 9)], await house.ask(manager, query, { text }));
    const byId =
      "query ($text: ID!) { certificate(id: $text) { id } certificateRequest(id: $text) { id } domain(id: $text) { id } organization(id: $text) { id } }";
    const found = await house.ask(manager, byId, { text });
    expect(found).toEqual({ data: { certificate: null, certificateRequest: null, domain: null, organization: null } });
  }
  await house.runJobs();
});

test("a text filter that cannot match anything finds nothing, and says nothing of cursors", async () => {
  for (const text of ["\0", "no such order \u0007", "x".repeat(100_000)]) {
    const { data, errors } = await house.ask(
      manager,
      "query ($text: String!) { orders(filter: { text: $text }) { totalCount } }",
      { text },
    );
    if (errors) expect(errors[0]?.message).toMatch(/text/);
    else expect(data.orders.totalCount).toBe(0);
    expect(JSON.stringify(errors ?? "")).not.toContain("cursor");
  }
});

test("made-up cursors are refused in words, one by one", async () => {
  const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const made = [
    [],
    [1, 2, 3],
    ["x"],
    ["x", "y"],
    [1],
    [1.5],
    [null],
    [[1]],
    [1e300],
    ["9999999999999999999"],
    ["2026-99-99T00:00:00Z", "x"],
    ["infinity", "x"],
    ["+275760-09-13T00:00:00.000Z", 1],
    [{}, {}],
    "x",
    1,
    null,
  ];
  const lists = [
    "orders(after: $after)",
    "orders(after: $after, sort: ORDER_VALID_TO_ASC)",
    "orders(after: $after, sort: COMMON_NAME_ASC)",
    "certificateRequests(after: $after)",
  ];
  for (const value of made) {
    for (const list of lists) {
      // a neighbour in the same operation is answered all the same
      const { data, errors } = await house.ask(
        manager,
        `query ($after: String!) { viewer { id } list: ${list} { totalCount nodes { id } } }`,
        { after: cursor(value) },
      );
      expectTold([value, list], { data, errors });
      if (errors) expect(errors).toEqual([expect.objectContaining({ message: expect.stringContaining("cursor") })]);
    }
    const inner = `query ($after: String!) { a: order(number: ${order.number}) { certificates(after: $after) { nodes { id } } } b: orders { nodes { id } } c: viewer { id } }`;
    const { data, errors } = await house.ask(manager, inner, { after: cursor(value) });
    if (errors) expect(data).toEqual({ a: null, b: { nodes: [{ id: order.id }] }, c: { id: manager.id } });
  }
});

test("dates, numbers and enum values that cannot be are told, and the past is refused", async () => {
  const dates = [
    "",
    "x",
    "2027-02-30T00:00:00Z",
    "2027-13-01T00:00:00Z",
    "2027-01-01",
    "0000-00-00T00:00:00Z",
    "+275760-09-14T00:00:00Z",
    "9999-12-31T23:59:59Z",
    "0001-01-01T00:00:00Z",
    "-000001-01-01T00:00:00Z",
    "2027-01-01T00:00:00+99:99",
    "NaN",
    "Infinity",
    -1,
    0,
    1e20,
    8.64e15,
    -8.64e15,
    true,
    [],
    {},
  ];
  for (const validTo of dates) {
    const answer = await house.ask(manager, anything, { input: { orderNumber: order.number, csr: good(), validTo } });
    expectTold(["validTo", validTo], answer);
    expect([validTo, answer.data?.requestDuplicate?.__typename ?? "refused"]).toEqual([
      validTo,
      expect.stringMatching(/^(DuplicateRefused|refused)$/),
    ]);
  }
  for (const validTo of ["2020-01-01T00:00:00Z", house.now.toISOString()]) {
    expect(codesOf(await ask(house, manager, order, { validTo }))).toEqual(["VALIDITY_IN_THE_PAST"]);
  }
  for (const orderNumber of [-1, 0, 2 ** 31 - 1, -(2 ** 31)]) {
    expect(await house.ask(manager, anything, { input: { orderNumber, csr: good() } })).toMatchObject({
      data: { requestDuplicate: { __typename: "OrderNotFound" } },
    });
    expect(
      (await house.ask(manager, "query ($n: Int!) { order(number: $n) { id } }", { n: orderNumber })).data.order,
    ).toBeNull();
    expect(
      (
        await house.ask(
          manager,
          "query ($n: Int!) { certificateRequests(filter: { orderNumber: $n }) { totalCount } }",
          { n: orderNumber },
        )
      ).data.certificateRequests.totalCount,
    ).toBe(0);
  }
  for (const orderNumber of [2 ** 31, 1.5, "1", null, 1e300])
    expectTold(orderNumber, await house.ask(manager, anything, { input: { orderNumber, csr: good() } }));
  for (const first of [-1, 0, 101, 2 ** 31 - 1]) {
    for (const list of [
      "orders(first: $first)",
      "certificateRequests(first: $first)",
      `order(number: ${order.number})`,
    ]) {
      const selection = list.startsWith("order(")
        ? "{ certificates(first: $first) { totalCount } duplicateRequests(first: $first) { totalCount } }"
        : "{ totalCount }";
      const { errors } = await house.ask(manager, `query ($first: Int) { list: ${list} ${selection} }`, { first });
      expect(errors?.[0]).toMatchObject({
        message: expect.stringContaining("1 to 100"),
        extensions: { code: "BAD_USER_INPUT" },
      });
    }
  }
  for (const wrong of [
    { signatureHash: "MD5" },
    { signatureHash: "sha256" },
    { serverPlatform: "constructor" },
    { serverPlatform: "" },
    { skipApproval: "yes" },
    { dnsNames: [null] },
    { nothing: 1 },
  ]) {
    const answer = await house.ask(manager, anything, { input: { orderNumber: order.number, csr: good(), ...wrong } });
    expectTold(wrong, answer);
    expect([wrong, answer.errors?.length]).toEqual([wrong, 1]);
  }
  expectTold("status", await house.ask(manager, "{ orders(filter: { status: [NOTHING] }) { totalCount } }"));
});

test("a flood of names is refused without a flood of words", async () => {
  const dnsNames = Array.from({ length: 50_000 }, (_, at) => `n${at}.example.com`);
  const { data, errors } = await house.ask(
    manager,
    `mutation ($input: RequestDuplicateInput!) { requestDuplicate(input: $input) { __typename ... on DuplicateRefused { reasons { message remedy } } } }`,
    { input: { orderNumber: order.number, csr: good(), dnsNames } },
  );
  expect(data?.requestDuplicate?.__typename).not.toBe("DuplicateRequest");
  expect(JSON.stringify([data, errors]).length).toBeLessThan(20_000);
  const [{ size }] = await house.source.query("select max(octet_length(detail::text)) as size from audit_event");
  expect(Number(size)).toBeLessThan(100_000);
});

test("a good CSR among all that is still good", async () => {
  const asked = await ask(house, manager, order, {
    comments: "  zwei Zeilen\nund ein Ende  ",
    serverName: "\u4f3a\u670d\u5668 7",
  });
  expect(await look(house, manager, asked.id)).toMatchObject({
    comments: "zwei Zeilen\nund ein Ende",
    serverName: "\u4f3a\u670d\u5668 7",
  });
});
