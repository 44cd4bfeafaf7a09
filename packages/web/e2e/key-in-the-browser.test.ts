import { createPrivateKey, generateKeyPairSync, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Locator, Page, Request } from "playwright-core";
import { ask } from "./ask.ts";
import { openBrowser } from "./browser.ts";
import { makeCsr } from "./make-csr.ts";
import { chinese, signIn } from "./person.ts";
import { type Product, startProduct } from "./product.ts";
import { tlsTrial } from "./tls-trial.ts";
import { until } from "./until.ts";

let product: Product;
let browser: Browser;

beforeAll(async () => {
  const [started, opened] = await Promise.allSettled([startProduct(), openBrowser()]);
  if (started.status === "fulfilled") product = started.value;
  if (opened.status === "fulfilled") browser = opened.value;
  for (const one of [started, opened]) if (one.status === "rejected") throw one.reason;
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await product?.stop();
}, 60_000);

/** A page, everything it ever sent, and whatever went wrong in it. */
async function openPage(locale: string) {
  const context = await browser.newContext({ locale, acceptDownloads: true });
  const page = await context.newPage();
  const faults: Error[] = [];
  const sent: string[] = [];
  page.on("pageerror", (error) => faults.push(error));
  page.on("request", (request: Request) => sent.push(`${request.url()} ${request.postData() ?? ""}`));
  await page.goto(product.url);
  return { page, faults, sent };
}

const passphrase = "correct horse battery";
const pfxPassphrase = "staple for the server";

test("a key made in the page is saved, certified and served from a .p12, and never leaves the page", async () => {
  const { page, faults, sent } = await openPage("en-GB");
  await signIn(page, product.user("MANAGER"));
  await page.goto(`${product.url}/orders/${product.orders.ov}/duplicates/new`);

  await makeKey(page);
  await refusesUntilSaved(page);
  const file = await saveKey(page);
  const key = createPrivateKey({ key: file, passphrase });
  expect(await isGuarded(page)).toBe(false);

  await page.getByRole("button", { name: "Submit and approve" }).click();
  await page.getByText("The duplicate has been issued").waitFor();
  const pfx = await makePfx(page);
  await page.getByRole("link", { name: "Open the certificate" }).click();
  const chain = await downloaded(page, page.getByRole("link", { name: "pem_noroot" }));
  const root = await downloaded(page, page.getByRole("link", { name: "Download the root certificate" }));
  const certificate = new X509Certificate(chain);
  expect(certificate.checkPrivateKey(key)).toBe(true);
  const served = await tlsTrial(
    { pfx, passphrase: pfxPassphrase },
    { ca: root.toString(), servername: "www.harbour.example.com" },
  );
  expect(served).toEqual({ authorized: true, error: null });

  await makePfxFromFile(page, file);

  const { d } = key.export({ format: "jwk" });
  const der = key.export({ format: "der", type: "pkcs8" });
  const scalar = Buffer.from(d!, "base64url");
  const secrets = [
    d!,
    scalar.toString("hex"),
    der.toString("base64").slice(0, 60),
    "PRIVATE KEY",
    passphrase,
    pfxPassphrase,
  ];
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  for (const secret of secrets) expect([...sent, kept].filter((text) => text.includes(secret))).toEqual([]);
  expect(sent.some((text) => text.includes("BEGIN CERTIFICATE REQUEST"))).toBe(true);
  expect(faults).toEqual([]);
}, 90_000);

async function makeKey(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Make a key here" }).click();
  const panel = page.getByRole("region", { name: "Make a key here" });
  expect(await panel.getByRole("combobox", { name: "Key type" }).inputValue()).toBe("ECDSA P-256");
  await panel.getByRole("button", { name: "Make key and CSR" }).click();
  await page.getByText("This CSR can be used.").waitFor();
  const holds = await page.getByRole("region", { name: "What this CSR holds" }).textContent();
  expect(holds).toContain("P-256");
  expect(holds).toMatch(/www\.harbour\.example\.com\s*on the order/);
}

/** Whether the browser would ask before the page is left. */
async function isGuarded(page: Page): Promise<boolean> {
  return await page.evaluate(() => !window.dispatchEvent(new Event("beforeunload", { cancelable: true })));
}

async function refusesUntilSaved(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Submit", exact: true }).click();
  await page.getByText("Save the private key first").waitFor();
  await page.locator(":focus").getByRole("heading", { name: "Save the private key" }).waitFor();
  expect(await isGuarded(page)).toBe(true);
  // The key and its CSR are still there for who looks around in the application.
  await page.getByRole("link", { name: "Requests", exact: true }).click();
  await page.getByRole("heading", { name: "Requests", level: 1 }).waitFor();
  await page.goBack();
  await page.getByText("This CSR can be used.").waitFor();
}

async function saveKey(page: Page): Promise<Buffer> {
  const panel = page.getByRole("region", { name: "Save the private key" });
  const save = panel.getByRole("button", { name: "Save the key file" });
  await panel.getByLabel("Passphrase", { exact: true }).fill(passphrase);
  await save.click();
  await panel.getByText("The two are not the same.").waitFor();
  await panel.getByLabel("The same passphrase again").fill(passphrase);
  const file = await downloaded(page, save);
  await page.getByText("The private key was handed over as www_harbour_example_com.key").waitFor();
  return file;
}

async function makePfx(page: Page): Promise<Buffer> {
  const section = page.getByRole("region", { name: "Certificate and key in one file" });
  await section.getByLabel("Passphrase", { exact: true }).fill(pfxPassphrase);
  await section.getByLabel("The same passphrase again").fill(pfxPassphrase);
  const file = await downloaded(page, section.getByRole("button", { name: "Make the .p12 file" }));
  await section.getByText("The key is no longer in this page.").waitFor();
  return file;
}

/** On the page of the certificate the key is not known any more: its file is chosen, and that of another refused. */
async function makePfxFromFile(page: Page, file: Buffer): Promise<void> {
  const section = page.getByRole("region", { name: "Certificate and key in one file" });
  const other = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "pem", type: "sec1" });
  const choose = async (name: string, buffer: Buffer) =>
    await section.locator("input[type=file]").setInputFiles({ name, mimeType: "application/x-pem-file", buffer });
  await choose("other.key", Buffer.from(other));
  await section.getByText("This key belongs to another certificate.").waitFor();
  await choose("server.key", file);
  const field = section.getByLabel("Passphrase of server.key");
  await field.fill("not this one");
  await section.getByRole("button", { name: "Open", exact: true }).click();
  await section.getByText("This passphrase does not open it.").waitFor();
  await field.fill(passphrase);
  await field.press("Enter");
  await section.getByText("The key belongs to this certificate.").waitFor();
  await makePfx(page);
}

async function downloaded(page: Page, button: Locator): Promise<Buffer> {
  const [file] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return readFileSync(await file.path());
}

test("a pasted private key is banned without being sent, and its certificate revoked, told in Traditional Chinese", async () => {
  const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const csr = makeCsr(keys, "portal.harbour.example.com");
  const certificate = await issuedFor(csr);
  const { page, faults, sent } = await openPage("zh-TW");
  await signIn(page, product.user("ADMINISTRATOR"), chinese);
  // Ines reads English until she chooses otherwise.
  await page.getByRole("radiogroup", { name: "Language" }).getByText("繁體中文").click();
  await page.locator("html[lang=zh-Hant]").waitFor();
  await page.waitForLoadState("networkidle");
  await page.goto(`${product.url}/orders/${product.orders.ovMultiDomain}/duplicates/new`);

  const field = page.getByRole("textbox", { name: "憑證簽署要求 (CSR)" });
  await field.fill(keys.privateKey.export({ format: "pem", type: "pkcs1" }).toString());
  const alert = page.getByRole("alert").filter({ hasText: "現在必須視為已洩露" });
  await alert.getByText("此金鑰即刻起遭到禁用").waitFor();
  expect(await field.inputValue()).toBe("");
  const link = alert.getByRole("link", { name: "portal.harbour.example.com" });
  expect(await link.getAttribute("href")).toBe(`/certificates/${certificate}`);
  expect(await alert.getByRole("link", { name: "要求替換的憑證" }).count()).toBe(1);

  const { d, p } = keys.privateKey.export({ format: "jwk" });
  const secrets = [d!, p!].map((part) => Buffer.from(part, "base64url").toString("base64").slice(4, 60));
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  for (const secret of ["PRIVATE KEY", ...secrets])
    expect([...sent, kept].filter((text) => text.includes(secret))).toEqual([]);
  expect(sent.filter((text) => text.includes("reportCompromisedKey"))).toHaveLength(1);

  await field.fill(csr);
  await page.getByRole("alert").filter({ hasText: "需要處理" }).waitFor();
  await until("revocation of the certificate", async () => (await statusOf(certificate)) === "REVOKED");
  expect(faults).toEqual([]);
}, 90_000);

async function issuedFor(csr: string): Promise<string> {
  const { requestDuplicate } = await ask<{ requestDuplicate: { id: string } }>(
    product,
    "mutation($input: RequestDuplicateInput!) { requestDuplicate(input: $input) { ... on DuplicateRequest { id } } }",
    { input: { orderNumber: product.orders.ovMultiDomain, csr, skipApproval: true } },
  );
  return await until("certificate of the request", async () => {
    const { certificateRequest } = await ask<{ certificateRequest: { certificate: { id: string } | null } }>(
      product,
      "query($id: ID!) { certificateRequest(id: $id) { certificate { id } } }",
      requestDuplicate,
    );
    return certificateRequest.certificate?.id;
  });
}

async function statusOf(id: string): Promise<string> {
  const query = "query($id: ID!) { certificate(id: $id) { status } }";
  return (await ask<{ certificate: { status: string } }>(product, query, { id })).certificate.status;
}
