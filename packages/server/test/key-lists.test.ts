import { execFile } from "node:child_process";
import { createHash, type KeyObject } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Viewer } from "../src/foundation/context.ts";
import { theProduct, transact } from "../src/foundation/transact.ts";
import { settleLateComers } from "../src/keys/ban-key.ts";
import { importCompromisedKeys, importDebianKeys } from "../src/keys/import-keys.ts";
import { debianFingerprint } from "../src/keys/key-faults.ts";
import type { Order } from "../src/orders/order.ts";
import { anOrder } from "./an-order.ts";
import { ask, codesOf, look } from "./duplicate-story.ts";
import { addAccount, addPerson, type House, newKey, openHouse } from "./house.ts";
import { makeCsr } from "./make-csr.ts";

let house: House;
let manager: Viewer;
let order: Order;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "duplicert-keys-"));
  house = await openHouse();
  const account = await addAccount(house);
  manager = await addPerson(house, account, "MANAGER");
  order = await anOrder(house, account, manager);
});
afterAll(async () => {
  await house.close();
  rmSync(folder, { recursive: true });
});

const spkiOf = ({ publicKey }: { publicKey: KeyObject }) => publicKey.export({ format: "der", type: "spki" });
const shaOf = (key: { publicKey: KeyObject }) => createHash("sha256").update(spkiOf(key)).digest("hex");
const actor = () => ({ accountId: null, actor: "operator", now: house.now });

const compromised = (name: string, lines: string[]) =>
  transact(house.source, theProduct, (tx) => importCompromisedKeys(tx, name, lines, actor()));
const debian = (name: string, lines: string[]) =>
  transact(house.source, theProduct, (tx) => importDebianKeys(tx, name, lines, actor()));

async function checks(): Promise<{ kind: string; name: string; entries: number | null; loadedAt: string | null }[]> {
  const { data } = await house.ask(manager, "{ keyChecks { kind name entries loadedAt } }");
  return data.keyChecks;
}

/** A file with this text, as the operator has it. */
function fileOf(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const server = fileURLToPath(new URL("..", import.meta.url));

/** The operator's command, as pnpm runs it. */
function keys(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const env = { ...process.env, DATABASE_URL: house.databaseUrl, INIT_CWD: folder, NODE_OPTIONS: "" };
  return new Promise((done) =>
    execFile(
      process.execPath,
      ["--import", "tsx", "src/keys-command.ts", ...words],
      { cwd: server, env },
      (error, out, err) => done({ code: error ? Number(error.code ?? 1) : 0, out, err }),
    ),
  );
}

test("without any list, what keys are tested for is said openly all the same", async () => {
  expect(await checks()).toEqual([
    { kind: "SMALL_FACTORS", name: "Factors below 752", entries: null, loadedAt: null },
    { kind: "CLOSE_PRIMES", name: "Close primes (Fermat, 110 rounds)", entries: null, loadedAt: null },
    { kind: "ROCA", name: "ROCA", entries: null, loadedAt: null },
    { kind: "DEBIAN", name: "Debian weak keys (no list loaded)", entries: 0, loadedAt: null },
    { kind: "COMPROMISED", name: "Compromised keys (no list loaded)", entries: 0, loadedAt: null },
    { kind: "REPORTED", name: "Banned here", entries: 0, loadedAt: null },
  ]);
});

test("keys of a list are refused, and a certificate on one of them is revoked", async () => {
  const [certified, fresh] = [newKey(), newKey()];
  const csr = makeCsr(certified, "www.example.com");
  const { id } = await ask(house, manager, order, { csr, skipApproval: true });
  await house.runJobs();
  const lines = ["\uFEFF# our list", "", shaOf(certified).toUpperCase(), `${shaOf(fresh)} found in a firmware`];
  expect(await compromised("firmware", lines)).toEqual({ entries: 2, added: 2, used: 1 });
  await house.runJobs();
  expect(await look(house, manager, id)).toMatchObject({ certificate: { status: "REVOKED" } });
  expect(codesOf(await ask(house, manager, order, { csr: makeCsr(fresh, "www.example.com") }))).toEqual([
    "KEY_COMPROMISED",
  ]);
  // the same list again, longer by one
  house.now = new Date(house.now.getTime() + 1000);
  const longer = [...lines, "0".repeat(64)];
  expect(await compromised("firmware", longer)).toMatchObject({ entries: 3, added: 1 });
  expect((await checks()).filter(({ kind }) => kind === "COMPROMISED")).toEqual([
    { kind: "COMPROMISED", name: "firmware", entries: 3, loadedAt: house.now.toISOString() },
  ]);
  const banned = await house.source.query("select reason, source from banned_key where spki_sha256 = $1", [
    shaOf(fresh),
  ]);
  expect(banned).toEqual([{ reason: "found in a firmware", source: "list firmware" }]);
});

test("a line of another form is named, and nothing of its list is loaded", async () => {
  const before = await house.source.query("select count(*) from banned_key");
  await expect(compromised("broken", ["1".repeat(64), "# remark", "1".repeat(63)])).rejects.toThrow(/line 3 is not 64/);
  await expect(compromised("empty", ["# nothing"])).rejects.toThrow("no key in it");
  await expect(debian("broken", ["1".repeat(40)])).rejects.toThrow(/line 1 is not 20/);
  expect(await house.source.query("select count(*) from banned_key")).toEqual(before);
  expect(await house.source.query("select name from key_list")).toEqual([{ name: "firmware" }]);
});

// CVE-2008-0166: a modulus and its mark, as the tests of Let's Encrypt's boulder publish them (goodkey/weak_test.go)
const debianModulus =
  "D673252AF6723C3F72529403EAB7C30DEF3C52F97E799825F4A70191C616ADCF1ECE1113F1625971074C492C592025FDEADBDB146A081826BDF0D77C3C913DCF1B6F0B3B78F5108D2E493AD0EEE8CA5C021711ADC13D358E61133870FCD19C8E5C22403959782AA82E72AEE53A3D491E3912CE27B27E1A85EA69C19A527D28F7934C9823B7E56FDD657DAC83FDC65BB22A98D843DF73238919781B714C81A5E2AFEC71F5C54AA2A27C590AD94C03C1062D50EFCFFAC743E3C8A3AE056846A1D756EB862BF4224169D467C35215ADE0AFCC11E85FE629AFB802C4786FF2E9C929BCCF502B3D3B8876C6A11785CC398B389F1D86BDD9CB0BD4EC13956EC3FA270D";
const debianMark = "8df20e6961a16398b85a";

/** A CSR for that key: its private half is no business of ours, so the signature is somebody else's. */
function debianCsr(): string {
  const other = newKey("RSA");
  const csr = Buffer.from(makeCsr(other, "www.example.com").replace(/-----[^-]+-----|\s/g, ""), "base64");
  const { n } = other.publicKey.export({ format: "jwk" });
  const at = csr.indexOf(Buffer.from(n!, "base64url"));
  Buffer.from(debianModulus, "hex").copy(csr, at);
  return csr.toString("base64");
}

test("a Debian weak key is known by a published mark once its list is loaded", async () => {
  expect(codesOf(await ask(house, manager, order, { csr: debianCsr() }))).toEqual(["BAD_SIGNATURE"]);
  expect(await debian("openssl-blacklist 2048", ["# RSA-2048", "0123456789abcdef0123", debianMark])).toEqual({
    entries: 2,
    added: 2,
    used: 0,
  });
  const refused = await ask(house, manager, order, { csr: debianCsr() });
  expect(refused.faults).toMatchObject([
    { code: "BAD_SIGNATURE" },
    { code: "WEAK_KEY", found: "Debian weak key", message: expect.stringContaining("Debian weak key") },
  ]);
  const strong = await ask(house, manager, order, { csr: makeCsr(newKey("RSA"), "www.example.com") });
  expect(strong.__typename).toBe("DuplicateRequest");
  expect((await checks()).find(({ kind }) => kind === "DEBIAN")).toMatchObject({ entries: 2 });
});

test("a list of weak keys ends what is certified with them, and what waits", async () => {
  const [certified, waiting] = [newKey("RSA"), newKey("RSA")];
  const { id } = await ask(house, manager, order, { csr: makeCsr(certified, "www.example.com"), skipApproval: true });
  await house.runJobs();
  const waits = await ask(house, manager, order, { csr: makeCsr(waiting, "www.example.com") });
  const marks = [certified, waiting].map((key) => debianFingerprint(spkiOf(key))!.toString("hex"));
  expect(await debian("found lately", marks)).toEqual({ entries: 2, added: 2, used: 1 });
  await house.runJobs();
  expect(await look(house, manager, id)).toMatchObject({ certificate: { status: "REVOKED" } });
  const { data } = await house.ask(
    manager,
    `mutation ($id: ID!) { answer: approveRequest(input: { id: $id }) { __typename ... on DuplicateRefused { reasons { code subject } } } }`,
    { id: waits.id },
  );
  expect(data.answer).toMatchObject({ reasons: [{ code: "KEY_COMPROMISED", subject: "Debian weak key" }] });
});

test("a list of any length is loaded whole, and what it has twice counts once", async () => {
  function* many() {
    for (let at = 0; at < 45_000; at++)
      yield createHash("sha256")
        .update(String(at % 44_999))
        .digest("hex");
  }
  const imported = await transact(house.source, theProduct, (tx) => importCompromisedKeys(tx, "many", many(), actor()));
  expect(imported).toEqual({ entries: 45_000, added: 44_999, used: 0 });
  const [{ count }] = await house.source.query("select count(*)::int from banned_key where source = 'list many'");
  expect(count).toBe(44_999);
});

test("the operator bans, imports and lists by command", async () => {
  const [shown, listed] = [newKey(), newKey()];
  fileOf("server.key", String(shown.privateKey.export({ format: "pem", type: "sec1" })));
  fileOf("list.txt", `# ours\r\n${shaOf(listed)} a reason\r\n`);
  expect(await keys("ban", "--file", "server.key", "--reason", "a test", "--yes")).toMatchObject({
    code: 0,
    out: expect.stringContaining(shaOf(shown)),
  });
  expect(await keys("import", "list.txt", "--source", "by command")).toMatchObject({
    code: 0,
    out: '1 key loaded as "by command", 1 new; 0 in use here.\n',
  });
  for (const key of [shown, listed])
    expect(codesOf(await ask(house, manager, order, { csr: makeCsr(key, "www.example.com") }))).toEqual([
      "KEY_COMPROMISED",
    ]);
  const { out } = await keys("list");
  expect(out).toMatch(/^ROCA +computed$/m);
  expect(out).toMatch(/^by command +1 key +\d{4}-/m);
  expect(out).toMatch(/^Banned here +1 key +\d{4}-/m);
}, 180_000);

test("a command that cannot be followed says why, and does nothing", async () => {
  fileOf("hello.txt", "hello");
  const wrong = [
    [["ban", "--spki-sha256", "12", "--reason", "x"], /64 hexadecimal digits/],
    [["ban", "--spki-sha256", "0".repeat(64)], /^--reason is missing\.\nUsage:/],
    [
      ["ban", "--spki-sha256", "0".repeat(64), "--reason", "x"],
      /will be revoked: 0, in 0 accounts\.\nNobody is here to say yes: add --yes\./,
    ],
    [["import", "nowhere.txt", "--debian", "--source", "x"], /ENOENT/],
  ] as const;
  for (const [words, message] of wrong) {
    const { code, err } = await keys(...words);
    expect([words, code]).toEqual([words, 1]);
    expect(err).toMatch(message);
  }
}, 180_000);

test("what is certified while a list is being loaded is ended once the list is on record", async () => {
  const late = newKey();
  const id = await transact(house.source, theProduct, async (tx) => {
    await importCompromisedKeys(tx, "long", [shaOf(late)], actor());
    // nobody sees the list yet, and the list saw no such key
    const csr = makeCsr(late, "www.example.com");
    const request = await ask(house, manager, order, { csr, skipApproval: true });
    await house.runJobs();
    return request.id;
  });
  expect(await look(house, manager, id)).toMatchObject({ certificate: { status: "ISSUED" } });
  expect(await transact(house.source, theProduct, (tx) => settleLateComers(tx, house.now))).toBe(1);
  await house.runJobs();
  expect(await look(house, manager, id)).toMatchObject({ certificate: { status: "REVOKED" } });
  expect(await transact(house.source, theProduct, (tx) => settleLateComers(tx, house.now))).toBe(0);
});
