import { generateKeyPairSync, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { openBrowser } from "./browser.ts";
import { makeCsr } from "./make-csr.ts";
import { signIn, signOut } from "./person.ts";
import { type Product, startProduct } from "./product.ts";

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

const serverName = "boat-2 Cowes";

test("a lapsed domain is proved by a TXT record, led by the pages alone, and the refused duplicate is then issued", async () => {
  const context = await browser.newContext({ locale: "en-GB", timezoneId: "Europe/London", acceptDownloads: true });
  const page = await context.newPage();
  const faults: Error[] = [];
  page.on("pageerror", (error) => faults.push(error));
  await page.goto(product.url);
  const number = product.orders.ovDomainExpired!;

  await signIn(page, product.user("STANDARD_USER"));
  const name = await readWhyRefused(page, number);
  await proveByTxtRecord(page);
  await page
    .getByRole("link", { name: `Back to order # ${number}` })
    .last()
    .click();
  const keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  await requestDuplicate(page, makeCsr(keys, name));
  await signOut(page);

  await signIn(page, product.user("MANAGER"));
  await approve(page);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "pem_noroot" }).click(),
  ]);
  const certificate = new X509Certificate(readFileSync(await file.path(), "utf8"));
  expect(certificate.checkPrivateKey(keys.privateKey)).toBe(true);
  expect(certificate.checkHost(name)).toBe(name);
  expect(faults).toEqual([]);
}, 90_000);

/** From the list of orders to the domain's page, by what the order's own page says is missing. */
async function readWhyRefused(page: Page, number: number): Promise<string> {
  await page.getByRole("searchbox", { name: "Search" }).fill(String(number));
  await page.getByRole("status").filter({ hasText: "1 order" }).waitFor();
  await page
    .getByRole("table")
    .getByRole("link", { name: String(number) })
    .click();
  await page.getByRole("heading", { name: `Order # ${number}` }).waitFor();
  const certificate = page.getByRole("region", { name: "Certificate", exact: true });
  const name = (await certificate.getByRole("definition").first().textContent())!.trim();
  const why = page.getByRole("region", { name: "Why no duplicate can be requested now" });
  await why.getByText("has lapsed").waitFor();
  await why.getByRole("link", { name: /^Open / }).click();
  await page.getByRole("heading", { name: /^Domain / }).waitFor();
  return name;
}

/** Chooses the method, publishes in the page that stands for a DNS provider, and waits: nothing is loaded again. */
async function proveByTxtRecord(page: Page): Promise<void> {
  let loads = 0;
  page.on("load", () => loads++);
  await page.getByRole("radio", { name: "DNS TXT record" }).check();
  await page.getByRole("button", { name: "Show what to publish" }).click();
  await page.getByRole("heading", { name: "Publish this TXT record" }).waitFor();
  const [zone] = await Promise.all([
    page.context().waitForEvent("page"),
    page.getByRole("link", { name: "Publish in the demo's DNS" }).click(),
  ]);
  await zone.getByRole("button", { name: "Publish", exact: true }).click();
  await zone.getByText("Published. It can be found from now on.").waitFor();
  await zone.close();
  await page.getByText(/^Control of .* is proved$/).waitFor({ timeout: 45_000 });
  expect(loads).toBe(0);
}

async function requestDuplicate(page: Page, csr: string): Promise<void> {
  await page.getByRole("button", { name: "Certificate actions" }).click();
  await page.getByRole("menuitem", { name: "Request duplicate" }).click();
  await page.getByRole("textbox", { name: "Certificate signing request (CSR)" }).fill(csr);
  await page.getByText("This CSR can be used.").waitFor();
  await page.getByRole("textbox", { name: "Server name (optional)" }).fill(serverName);
  await page.getByRole("button", { name: "Submit", exact: true }).click();
  await page.getByRole("alert").filter({ hasText: "Waits for approval" }).waitFor();
}

/** Approves the request that waits for this server, and opens the certificate once it is issued. */
async function approve(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Requests" }).click();
  await page
    .getByRole("row")
    .filter({ hasText: serverName })
    .getByRole("link", { name: /\.example\./ })
    .click();
  await page.getByRole("button", { name: "Approve" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Approve" }).click();
  await page.getByText("The duplicate has been issued").waitFor();
  await page.getByRole("link", { name: "Open the certificate" }).click();
  await page.getByRole("heading", { name: /^Certificate of / }).waitFor();
}
