import { spawnSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Account } from "../src/accounts/account.ts";
import { toPem } from "../src/ca/pem.ts";
import { runCeremony } from "../src/ceremony/run-ceremony.ts";
import { readConfig } from "../src/config.ts";
import type { Viewer } from "../src/foundation/context.ts";
import type { Order } from "../src/orders/order.ts";
import { sweep } from "../src/work/sweep.ts";
import { anOrder } from "./an-order.ts";
import { act, ask, look } from "./duplicate-story.ts";
import { caPassphrase, type Ground, pkiUrl } from "./ground.ts";
import { addAccount, addPerson, type House, openHouse } from "./house.ts";

const withOpenssl = spawnSync("openssl", ["version"]).status === 0 ? test : test.skip;
const day = 86_400_000;
// keys of other stories are in the same folder
const slug = `tls-rsa-${process.pid}`;

let house: House;
let account: Account;
let manager: Viewer;
let folder: string;
const shown: string[] = [];

beforeAll(async () => {
  house = await openHouse();
  account = await addAccount(house);
  manager = await addPerson(house, account, "MANAGER");
  folder = await mkdtemp(join(tmpdir(), "duplicert-ceremony-"));
  writeFileSync(join(folder, "root-passphrase"), "correct horse battery staple");
  writeFileSync(join(folder, "ca-passphrase"), caPassphrase);
});
afterAll(async () => {
  await house.close();
  await rm(folder, { recursive: true });
});

const run = (sql: string, ...values: unknown[]) => house.source.query(sql, values);
const at = (name: string) => join(folder, name);

/** Types a line of the ceremony, in the folder of this story. */
function type(line: string, says = true): Promise<string> {
  const { keyFolder }: Ground = JSON.parse(process.env.STORY_GROUND ?? "null");
  const config = readConfig({
    DATABASE_URL: house.databaseUrl,
    PKI_URL: pkiUrl,
    DUPLICERT_DATA: dirname(keyFolder),
    CA_PASSPHRASE_FILE: at("ca-passphrase"),
  });
  const confirm = async (text: string) => shown.push(text) > 0 && says;
  return runCeremony(line.split(" "), { now: house.now, folder, config: () => config, confirm });
}

const rootLine =
  "root --name Example --country TW --out root --passphrase-file root-passphrase --slug root-2 --key P-384";
const signLine = (out: string) =>
  `sign --root root --passphrase-file root-passphrase --request ${slug}.csr.pem --slug ${slug} --pki-url ${pkiUrl} --out ${out}`;
const rootCrlLine = (out: string) => `root-crl --root root --passphrase-file root-passphrase --out ${out}`;
const installLine = `install --slug ${slug} --certificate ca.pem --root root/root-2.pem`;
/** Short enough to begin before it is signed. */
const wish = () => ({ skipApproval: true, validTo: new Date(house.now.getTime() + 60 * day).toISOString() });

async function issuerOf(id: string): Promise<string> {
  const { certificate } = await look(house, manager, id);
  return new X509Certificate(certificate.pem).issuer.split("\n").find((line) => line.startsWith("CN=")) as string;
}

/** What openssl says of a certificate with the CRLs that are published now, and nothing else. */
async function verified(id: string): Promise<string> {
  const { certificate } = await look(house, manager, id);
  const crls: { der: Buffer }[] = await run(
    "select distinct on (issuing_ca_id, shard) der from crl order by issuing_ca_id, shard, number desc",
  );
  writeFileSync(at("leaf.pem"), certificate.pem);
  writeFileSync(at("chain.pem"), certificate.chainPem);
  writeFileSync(at("trust.pem"), certificate.rootPem);
  writeFileSync(at("all.crl"), crls.map(({ der }) => toPem("X509 CRL", der)).join(""));
  const seconds = String(house.now.getTime() / 1000);
  const files = ["-CAfile", at("trust.pem"), "-untrusted", at("chain.pem"), "-CRLfile", at("all.crl")];
  const checks = ["-crl_check_all", "-x509_strict", "-purpose", "sslserver", "-attime", seconds];
  const { status, stderr } = spawnSync("openssl", ["verify", ...checks, ...files, at("leaf.pem")], {
    encoding: "utf8",
  });
  return status === 0 ? "good" : stderr;
}

let order: Order;
let waiting: { id: string };
let planned: { id: string };

test("a root is made offline, and its folder holds a certificate and an encrypted key", async () => {
  expect(await type(rootLine)).toContain("The root Example Root CA is made");
  expect(readdirSync(at("root")).sort()).toEqual(["root-2.key.pem", "root-2.pem"]);
  expect(readFileSync(at("root/root-2.key.pem"), "utf8")).toContain("BEGIN ENCRYPTED PRIVATE KEY");
  const root = new X509Certificate(readFileSync(at("root/root-2.pem")));
  expect(root.ca && root.verify(root.publicKey)).toBe(true);
});

test("a key is made where it will live, and the root signs its request once somebody has read what it signs", async () => {
  order = await anOrder(house, account, manager);
  const [print] = (await type(`request --slug ${slug} --key RSA-3072`)).match(/([0-9A-F]{2}:){31}[0-9A-F]{2}/) ?? [];
  await expect(type(signLine("ca.pem"), false)).rejects.toThrow("Nothing was signed");
  expect(existsSync(at("ca.pem"))).toBe(false);
  expect(await type(signLine("ca.pem"))).toContain(`Example TLS RSA CA ${process.pid} is signed`);
  for (const words of [print, "Example Root CA", `${pkiUrl}/pki/root-2.crl`]) expect(shown.at(-1)).toContain(words);
  expect(await type(rootCrlLine("root.crl.pem"))).toContain("revokes 0 issuing CAs");
});

test("what was planned before goes to the old CA, what is planned after to the new one, without a restart", async () => {
  planned = await ask(house, manager, order, wish());
  expect(await type(`${installLine} --root-crl root.crl.pem`)).toContain(`${slug} is installed`);
  await house.runJobs();
  expect(await issuerOf(planned.id)).toBe("CN=Story TLS RSA CA 1");

  const next = await ask(house, manager, order, wish());
  await house.runJobs();
  expect(await issuerOf(next.id)).toBe(`CN=Example TLS RSA CA ${process.pid}`);
  const events = await run("select action from audit_event where actor = 'ceremony' order by id");
  expect(events.map(({ action }: { action: string }) => action)).toEqual(["ca.install", "ca.install", "crl.install"]);
  waiting = next;
});

test("the retired CA signs nothing more; what waited for it fails, and a retry is the new one's", async () => {
  // as it is when the old one was retired between the approval and the signing
  await run("update issuing_ca set active_from = $2 where slug = $1", slug, new Date(house.now.getTime() + day));
  const late = await ask(house, manager, order, wish());
  await run("update issuing_ca set active_from = $2 where slug = $1", slug, house.now);
  expect(await type("retire --slug tls-rsa-1")).toContain(`${slug} goes on`);
  await house.runJobs();
  const failed = await look(house, manager, late.id);
  expect(failed).toMatchObject({ status: "FAILED", failure: expect.stringContaining("tls-rsa-1 was retired") });
  expect(await act(house, manager, "retryRequest", { id: late.id })).toMatchObject({ status: "APPROVED" });
  await house.runJobs();
  expect(await issuerOf(late.id)).toBe(`CN=Example TLS RSA CA ${process.pid}`);
});

withOpenssl("certificates of the old CA and of the new one verify, with CRLs that go on being published", async () => {
  house.now = new Date(house.now.getTime() + 2 * day);
  await sweep(house.source, house.now);
  await house.runJobs();
  const fresh: { slug: string; shards: number }[] = await run(
    `select ca.slug, count(distinct crl.shard)::int as shards from crl join issuing_ca ca on ca.id = crl.issuing_ca_id
     where crl.this_update = $1 group by ca.slug`,
    house.now,
  );
  expect(fresh.map((one) => one.slug)).toEqual(expect.arrayContaining(["tls-rsa-1", slug]));
  // its key is not here: nobody tries
  expect(fresh.map((one) => one.slug)).not.toContain("root-2");
  expect(await run("select 1 from graphile_worker.jobs where task_identifier = 'publishCrl'")).toEqual([]);
  for (const { id } of [planned, waiting]) expect([id, await verified(id)]).toEqual([id, "good"]);
});

test("the list says what is here, and the chain is taken out as PEM", async () => {
  const lines = (await type("list")).split("\n");
  const of = (name: string) => lines.find((line) => line.startsWith(`${name} `));
  expect(of("root-2")).toMatch(/root +EC +elsewhere +\S+ +of 2026/);
  expect(of("tls-rsa-1")).toMatch(/retired 2026-11-20 +RSA +file/);
  expect(of(slug)).toMatch(/active +RSA +file/);
  await type(`export --slug ${slug} --out chain-of-ca.pem`);
  expect(readFileSync(at("chain-of-ca.pem"), "utf8")).toBe(
    readFileSync(at("ca.pem"), "utf8") + readFileSync(at("root/root-2.pem"), "utf8"),
  );
});

test("a CRL of the root is taken when it is newer, and no other", async () => {
  await type(rootCrlLine("next.crl.pem"));
  expect(await type("install-crl --crl next.crl.pem")).toContain("The CRL of root-2 is published");
  for (const [crl, words] of [
    ["next.crl.pem", "not higher than that of the last one"],
    ["root.crl.pem", "older than the last one"],
  ] as const)
    await expect(type(`install-crl --crl ${crl}`)).rejects.toThrow(words);
  const [{ der }] = await run("select der from crl join issuing_ca on id = issuing_ca_id where slug = 'root' limit 1");
  writeFileSync(at("own.crl.pem"), toPem("X509 CRL", der));
  await expect(type("install-crl --crl own.crl.pem")).rejects.toThrow("has its key here and signs its CRL itself");
});

test("an issuing CA that was revoked is on the root's CRL, with the reason", async () => {
  const serial = new X509Certificate(readFileSync(at("ca.pem"))).serialNumber;
  writeFileSync(at("revoked"), `# of the year\n${serial} ${house.now.toISOString()} CA_COMPROMISE\n`);
  expect(await type(`${rootCrlLine("revoked.crl.pem")} --revoked revoked`)).toContain("revokes 1 issuing CA.");
  writeFileSync(at("wrong"), `${serial} yesterday CA_COMPROMISE\n`);
  await expect(type(`${rootCrlLine("w.crl.pem")} --revoked wrong`)).rejects.toThrow("Line 1 of");
});

test("whatever is wrong is refused in words, and nothing is written over", async () => {
  writeFileSync(at("short"), "short");
  writeFileSync(at("two.pem"), readFileSync(at("ca.pem"), "utf8").repeat(2));
  await type(rootLine.replace("--out root", "--out other").replace("root-2", "root-3"));
  const refused: [string, string | RegExp][] = [
    ["", "Step by step in docs/key-ceremony.md"],
    ["burn", 'There is no "burn" in the ceremony'],
    ["root --name Example", /--country is missing.*\nUsage: ceremony root/],
    ["root --colour red", /Unknown option '--colour'/],
    [rootLine, "is not empty; it is left alone"],
    [rootLine.replace("TW", "Taiwan"), "two capital letters of ISO 3166-1"],
    [`${rootLine} --years 30`, "a whole number from 9 to 25"],
    [rootLine.replace("root-passphrase", "short"), "at least 12"],
    [rootLine.replace("root-passphrase", "nowhere"), "it is not there"],
    [signLine("ca.pem"), "There is a file"],
    [signLine("x.pem").replace("http:", "https:"), "plain http without a path"],
    [signLine("x.pem").replace(`--slug ${slug}`, "--slug tls-rsa-0"), "is it the right file?"],
    [`${signLine("x.pem")} --years 20`.replace("--root root ", "--root nothing "), "is not a folder"],
    [signLine("x.pem").replace("root-passphrase", "ca-passphrase"), "does not open the CA key"],
    [`request --slug ${slug} --key RSA-3072 --out y.csr.pem`, "There is a CA key at"],
    ["request --slug tls-rsa-9 --key RSA-3072 --home pkcs11", "set PKCS11_MODULE"],
    ["request --slug Über --key RSA-3072", "lower-case letters, digits"],
    ["request --slug tls-rsa-9 --key RSA-1024", "it should be RSA-3072 or RSA-4096 or P-384"],
    [installLine, "already; it is left alone"],
    [installLine.replace("root/root-2", "other/root-3"), "it is not signed by the root"],
    [installLine.replace("ca.pem", "two.pem"), "exactly one; it holds 2"],
    [installLine.replace(slug, "tls-rsa-8"), "is missing. Restore it"],
    [`${installLine} --active-from tomorrow`, "an instant such as"],
    [`retire --slug ${slug}`, "Nobody would sign RSA certificates then"],
    ["retire --slug tls-rsa-1", "is retired since"],
    ["retire --slug root", "There is no issuing CA root here"],
    ["retire --slug tls-ecc-1 --at 2020-01-01T00:00:00Z", "lies in the past"],
    ["export --slug nobody --out z.pem", "There is no CA nobody here"],
  ];
  for (const [line, words] of refused)
    await expect(type(line).then((done) => `${line} was done: ${done}`)).rejects.toThrow(words);
});
