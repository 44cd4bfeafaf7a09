import { X509Certificate } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Account } from "../src/accounts/account.ts";
import { softHsmModule, softToken } from "../src/ca/soft-hsm.ts";
import { keyHomes } from "../src/ca-settings.ts";
import { runCeremony } from "../src/ceremony/run-ceremony.ts";
import { ensureCa } from "../src/certificates/ensure-ca.ts";
import { readConfig } from "../src/config.ts";
import { openDatabase } from "../src/database.ts";
import type { Viewer } from "../src/foundation/context.ts";
import { migrate } from "../src/migrate.ts";
import { anOrder } from "./an-order.ts";
import { ask, look } from "./duplicate-story.ts";
import { caPassphrase, databaseUrlOf, type Ground, pkiUrl } from "./ground.ts";
import { addAccount, addPerson, type House, openHouse } from "./house.ts";

const module = softHsmModule(process.env.SOFTHSM2_MODULE);
/** Skipped where SoftHSM (Debian: softhsm2) is not installed; SOFTHSM2_MODULE says where its module is otherwise. */
const onToken = module ? test : test.skip;

let house: House;
let account: Account;
let manager: Viewer;
let folder: string;
let token: ReturnType<typeof softToken>;

beforeAll(async () => {
  house = await openHouse();
  account = await addAccount(house);
  manager = await addPerson(house, account, "MANAGER");
  folder = await mkdtemp(join(tmpdir(), "duplicert-on-token-"));
  writeFileSync(join(folder, "passphrase"), caPassphrase);
  if (!module) return;
  token = softToken(module);
  writeFileSync(join(folder, "pin"), `${token.settings.pin}\n`);
});
afterAll(async () => {
  await house.close();
  token?.discard();
  await rm(folder, { recursive: true });
});

function configured() {
  const { keyFolder }: Ground = JSON.parse(process.env.STORY_GROUND ?? "null");
  return readConfig({
    DATABASE_URL: house.databaseUrl,
    PKI_URL: pkiUrl,
    DUPLICERT_DATA: join(keyFolder, ".."),
    CA_PASSPHRASE_FILE: join(folder, "passphrase"),
    PKCS11_MODULE: token.settings.module,
    PKCS11_TOKEN: token.settings.token,
    PKCS11_PIN_FILE: join(folder, "pin"),
  });
}

const type = (line: string) =>
  runCeremony(line.split(" "), { now: house.now, folder, config: configured, confirm: async () => true });

onToken("an issuing CA whose key is on a token issues, and goes on when the token was away for a moment", async () => {
  const root = "--root root --passphrase-file passphrase";
  await type("root --name Token --country TW --out root --passphrase-file passphrase --slug root-4 --key P-384");
  const made = await type("request --slug tls-ecc-4 --key P-384 --home pkcs11");
  expect(made).toContain("on the token");
  await type(`sign ${root} --request tls-ecc-4.csr.pem --slug tls-ecc-4 --pki-url ${pkiUrl} --out ca.pem`);
  const install = "install --slug tls-ecc-4 --certificate ca.pem --root root/root-4.pem";
  await expect(type(install)).rejects.toThrow("tls-ecc-4.key.pem is missing");
  const order = await anOrder(house, account, manager, { keyType: "EC" });
  expect(await type(`${install} --home pkcs11`)).toContain("bring it with `ceremony install-crl`");
  expect(await type("list")).toMatch(/tls-ecc-4 +active +EC +pkcs11/);

  const settings = { name: "Story", pkiUrl, notBefore: house.now };
  await expect(
    ensureCa(house.source, { ...settings, ...keyHomes(configured()), pkcs11: null }, house.now),
  ).rejects.toThrow("The CA key tls-ecc-4 is on a PKCS#11 token: set PKCS11_MODULE");
  house.issuer = await ensureCa(house.source, { ...settings, ...keyHomes(configured()) }, house.now);
  const ca = new X509Certificate(readFileSync(join(folder, "ca.pem")));
  for (const away of [false, true]) {
    if (away) token.closeSessions();
    const { id } = await ask(house, manager, order, { skipApproval: true });
    await house.runJobs();
    const { certificate, failure } = await look(house, manager, id);
    expect(failure).toBeNull();
    const issued = new X509Certificate(certificate.pem);
    expect(issued.checkIssued(ca) && issued.verify(ca.publicKey)).toBe(true);
  }
});

onToken("with a token configured and no CA there, work says that the ceremony makes it", async () => {
  const { databaseUrl }: Ground = JSON.parse(process.env.STORY_GROUND ?? "null");
  const name = `no_ca_${process.pid}`;
  const maker = await openDatabase(databaseUrl, 1);
  await maker.query(`create database ${name}`);
  const url = databaseUrlOf(databaseUrl, name);
  const empty = await openDatabase(url, 2);
  try {
    await migrate(empty, url);
    const settings = { ...keyHomes(configured()), name: "Story", pkiUrl, notBefore: house.now };
    await expect(ensureCa(empty, settings, house.now)).rejects.toThrow("docs/key-ceremony.md");
  } finally {
    await empty.destroy();
    await maker.query(`drop database ${name} with (force)`);
    await maker.destroy();
  }
});
