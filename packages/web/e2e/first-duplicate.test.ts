import { generateKeyPairSync, type KeyObject, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Locator, Page } from "playwright-core";
import { openBrowser } from "./browser.ts";
import { attachmentOf, receivedMail } from "./mailbox.ts";
import { makeCsr, tamperedWith } from "./make-csr.ts";
import { chinese, signIn, signOut } from "./person.ts";
import { type Product, startProduct } from "./product.ts";
import { tlsTrial } from "./tls-trial.ts";

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

async function openPage(locale: string) {
  const context = await browser.newContext({ locale, timezoneId: "Asia/Taipei", acceptDownloads: true });
  const page = await context.newPage();
  const faults: Error[] = [];
  page.on("pageerror", (error) => faults.push(error));
  await page.goto(product.url);
  return { page, faults };
}

const serverName = "web-7 Bristol";

test("a duplicate is requested, approved, issued, downloaded, mailed, and serves its host name over TLS", async () => {
  const { page, faults } = await openPage("en-GB");
  const keys = generateKeyPairSync("ec", { namedCurve: "P-256" });

  await signIn(page, product.user("STANDARD_USER"));
  const { hostName, contact } = await openOrder(page);
  await fillInCsr(page, keys, hostName);
  const lastDay = await pickLastDay(page);
  await fillInRest(page);
  await page.getByRole("button", { name: "Submit", exact: true }).click();
  await page.getByRole("alert").filter({ hasText: "Waits for approval" }).waitFor();
  expect(await page.getByRole("button", { name: "Approve" }).count()).toBe(0);
  await signOut(page);

  await signIn(page, product.user("MANAGER"));
  await approve(page);
  const { chain, root } = await downloadFiles(page, hostName);

  const certificate = new X509Certificate(chain);
  expect(certificate.checkPrivateKey(keys.privateKey)).toBe(true);
  expect(certificate.validToDate).toEqual(new Date(lastDay.getTime() + 86_399_000));
  expect(certificate.signatureAlgorithm).toBe("sha384WithRSAEncryption");

  const mail = await receivedMail(product.mailbox, contact, serverName);
  expect(await attachmentOf(product.mailbox, mail, mail.attachments![0]!)).toBe(chain);

  const server = { cert: chain, key: keys.privateKey.export({ type: "pkcs8", format: "pem" }) as string };
  expect(await tlsTrial(server, { ca: root, servername: hostName })).toEqual({ authorized: true, error: null });
  const unrelated = await tlsTrial(server, { ca: root, servername: "www.unrelated.example.org" });
  expect(unrelated).toEqual({ authorized: false, error: "ERR_TLS_CERT_ALTNAME_INVALID" });
  expect(faults).toEqual([]);
}, 90_000);

async function openOrder(page: Page): Promise<{ hostName: string; contact: string }> {
  const number = String(product.orders.ov);
  await page.getByRole("searchbox", { name: "Search" }).fill(number);
  await page.getByRole("status").filter({ hasText: "1 order" }).waitFor();
  await page.getByRole("table").getByRole("link", { name: number }).click();
  await page.getByRole("heading", { name: `Order # ${number}` }).waitFor();
  const contacts = page.getByRole("region", { name: "Contacts" }).getByRole("listitem");
  const contact = await textOf(contacts.filter({ hasText: "Certificate contact" }).getByRole("link"));
  const certificate = page.getByRole("region", { name: "Certificate", exact: true });
  const hostName = await textOf(certificate.getByRole("definition").first());
  await page.getByRole("button", { name: "Certificate actions" }).click();
  await page.getByRole("menuitem", { name: "Request duplicate" }).click();
  await page.getByRole("heading", { name: "Request duplicate" }).waitFor();
  return { hostName, contact };
}

async function fillInCsr(page: Page, keys: { privateKey: KeyObject; publicKey: KeyObject }, hostName: string) {
  const csr = makeCsr(keys, hostName, [hostName, "intranet.example.org"]);
  const field = page.getByRole("textbox", { name: "Certificate signing request (CSR)" });
  await field.fill(tamperedWith(csr));
  const fault = page.getByRole("alert").filter({ hasText: "One thing is in the way" });
  await fault.getByText("signature").first().waitFor();

  await field.fill(csr);
  await page.getByText("This CSR can be used.").waitFor();
  expect(await fault.count()).toBe(0);
  const holds = await page.getByRole("region", { name: "What this CSR holds" }).textContent();
  expect(holds).toContain("P-256");
  expect(holds).toMatch(new RegExp(`${hostName}\\s*on the order`));
  expect(holds).toMatch(/intranet\.example\.org\s*not on the order/);
}

/** Picks the 15th of the month before the usual expiry: never a day that a duplicate may not have. */
async function pickLastDay(page: Page): Promise<Date> {
  const usual = new Date((await page.locator("time").first().getAttribute("datetime"))!);
  const day = new Date(Date.UTC(usual.getUTCFullYear(), usual.getUTCMonth() - 1, 15));
  await page.getByRole("button", { name: "Change the expiry date" }).click();
  await page.getByRole("button", { name: "Previous month" }).click();
  const words = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" } as const;
  await page.getByRole("button", { name: new Intl.DateTimeFormat("en-GB", words).format(day) }).click();
  await page.getByRole("button", { name: "Back to the default" }).waitFor();
  return day;
}

async function fillInRest(page: Page): Promise<void> {
  await page.getByRole("radiogroup", { name: "Signature hash" }).getByText("SHA-384").click();
  await page.getByRole("combobox", { name: "Server platform" }).fill("nginx");
  await page.getByRole("option", { name: "nginx" }).click();
  await page.getByRole("textbox", { name: "Server name (optional)" }).fill(serverName);
}

/** Approves the request that waits for this server, and watches it being issued on the same page. */
async function approve(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Requests" }).click();
  await page
    .getByRole("row")
    .filter({ hasText: serverName })
    .getByRole("link", { name: /\.example\./ })
    .click();
  await page.getByRole("heading", { name: "Duplicate request" }).waitFor();
  let loads = 0;
  page.on("load", () => loads++);
  await page.getByRole("button", { name: "Approve" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Approve" }).click();
  await page.getByText("The duplicate has been issued").waitFor();
  expect(loads).toBe(0);
}

async function downloadFiles(page: Page, hostName: string): Promise<{ chain: string; root: string }> {
  await page.getByRole("link", { name: "Open the certificate" }).click();
  await page.getByRole("heading", { name: `Certificate of ${hostName}` }).waitFor();
  const chain = await download(page, page.getByRole("link", { name: "pem_noroot" }));
  const root = await download(page, page.getByRole("link", { name: "Download the root certificate" }));
  expect(chain.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
  expect(new X509Certificate(root).ca).toBe(true);
  return { chain, root };
}

async function download(page: Page, link: Locator): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent("download"), link.click()]);
  return readFileSync(await file.path(), "utf8");
}

const textOf = async (locator: Locator) => (await locator.textContent())!.trim();

test("an administrator has one issued at once, in Traditional Chinese, and reads why a DV order has none", async () => {
  const { page, faults } = await openPage("zh-TW");
  await signIn(page, product.user("ADMINISTRATOR"), chinese);
  // Ines reads English until she chooses otherwise.
  await page.getByRole("radiogroup", { name: "Language" }).getByText("繁體中文").click();

  await requestInChinese(page, product.orders.ovMultiDomain!);
  await page.getByText("重複憑證已發行").waitFor();
  await page.getByRole("link", { name: "開啟憑證" }).click();
  const certificate = new X509Certificate(await download(page, page.getByRole("link", { name: "pem_noroot" })));
  const names = certificate.subjectAltName!.split(", ").map((name) => name.replace("DNS:", ""));
  expect(names).toEqual(["portal.harbour.example.com", "track.harbour.example.com", "portal.freight.example.net"]);

  const unavailable = await openActionsInChinese(page, product.orders.dv!);
  expect(await unavailable.isDisabled()).toBe(true);
  await unavailable.press("Enter");
  const why = page.getByRole("region", { name: "目前無法建立重複憑證的原因" });
  await why.getByText("請改用重新發行").waitFor();
  await page.locator(":focus").getByText("請改用重新發行").waitFor();
  expect(faults).toEqual([]);
}, 90_000);

async function openActionsInChinese(page: Page, order: number): Promise<Locator> {
  await page.getByRole("link", { name: "訂單", exact: true }).click();
  await page.getByRole("searchbox", { name: "搜尋" }).fill(String(order));
  await page.getByRole("status").filter({ hasText: "1 份訂單" }).waitFor();
  await page
    .getByRole("table")
    .getByRole("link", { name: String(order) })
    .click();
  await page.getByRole("heading", { name: `訂單編號 ${order}` }).waitFor();
  await page.getByRole("button", { name: "憑證動作" }).click();
  return page.getByRole("menuitem", { name: "建立重複憑證" });
}

async function requestInChinese(page: Page, order: number): Promise<void> {
  await (await openActionsInChinese(page, order)).click();
  const csr = makeCsr(generateKeyPairSync("rsa", { modulusLength: 2048 }), "portal.harbour.example.com");
  await page.getByRole("textbox", { name: "憑證簽署要求 (CSR)" }).fill(csr);
  await page.getByText("此 CSR 可以使用。").waitFor();
  await page.getByRole("checkbox", { name: "api.freight.example.net" }).uncheck();
  await page.getByRole("textbox", { name: "伺服器名稱 (選填)" }).fill("lb-3 高雄");
  await page.getByRole("button", { name: "提交並核准" }).click();
}
