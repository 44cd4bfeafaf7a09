import { generateKeyPairSync, X509Certificate } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { ask } from "./ask.ts";
import { openBrowser } from "./browser.ts";
import { makeCsr } from "./make-csr.ts";
import { signIn } from "./person.ts";
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

async function openPage() {
  const context = await browser.newContext({ locale: "en-GB", timezoneId: "Europe/London" });
  const page = await context.newPage();
  const faults: Error[] = [];
  page.on("pageerror", (error) => faults.push(error));
  await page.goto(product.url);
  await signIn(page, product.user("ADMINISTRATOR"));
  return { page, faults };
}

const newKeys = () => generateKeyPairSync("ec", { namedCurve: "P-256" });

test("a DV order has no duplicates, but is reissued to a second server while the first certificate stays valid", async () => {
  const { page, faults } = await openPage();
  const number = product.orders.dv!;
  const first = await certificatesOf(number);
  const keys = newKeys();

  await page.goto(`${product.url}/orders/${number}`);
  await page.getByRole("button", { name: "Certificate actions" }).click();
  // as it cannot be done, a mouse would wait for it; the keyboard leads to the reasons
  await page.getByRole("menuitem", { name: "Request duplicate" }).focus();
  await page.keyboard.press("Enter");
  const why = page.getByRole("region", { name: "Why no duplicate can be requested now" });
  await why.getByText("This product has no duplicates").waitFor();
  await why.getByRole("link", { name: "Reissue instead" }).click();

  await page.getByText("Nothing that exists is revoked").waitFor();
  await page.getByRole("radio", { name: "DNS TXT record" }).check();
  await fillCsr(page, makeCsr(keys, "status.example.net"));
  await page.getByRole("textbox", { name: "Server name (optional)" }).fill("status-2 Leith");
  await page.getByRole("button", { name: "Submit and approve" }).click();
  await page.getByRole("heading", { name: `Order # ${number}` }).waitFor();

  await publishWhatIsAsked(page, "See what to publish for status.example.net");
  const reissue = page.getByRole("row").filter({ hasText: "status-2 Leith" });
  await reissue.getByText("Issued", { exact: true }).waitFor({ timeout: 45_000 });

  const [newest, ...earlier] = await certificatesOf(number);
  expect(newest).toMatchObject({ kind: "REISSUE", isPrimary: true, status: "ISSUED" });
  const leaf = new X509Certificate(newest!.pem);
  expect(leaf.checkPrivateKey(keys.privateKey)).toBe(true);
  expect(leaf.subjectAltName).toBe("DNS:status.example.net");
  expect(earlier).toEqual(first.map((one) => ({ ...one, isPrimary: false })));
  expect(earlier).toMatchObject([{ status: "ISSUED", revocationDueAt: null }]);
  expect(faults).toEqual([]);
}, 90_000);

test("an order for a name that is not proved says what it waits for, and is issued by itself once that is published", async () => {
  const { page, faults } = await openPage();
  const name = "jars.pantry.example.com";
  const keys = newKeys();

  await page.getByRole("link", { name: "Place an order" }).click();
  await page.getByRole("radio", { name: "Basic OV" }).check();
  await fillCsr(page, makeCsr(keys, name, [name]));
  await page.getByText("What is not validated yet is asked for after you have placed the order").waitFor();
  await page.getByRole("combobox", { name: "Organization" }).click();
  await page.getByRole("option", { name: /^Example Harbour Logistics Ltd/ }).click();
  await page.getByRole("button", { name: "Place and approve" }).click();
  await page.getByRole("heading", { name: /^Order # / }).waitFor();
  const number = Number(new URL(page.url()).pathname.split("/").at(-1));

  await publishWhatIsAsked(page, /^(See what to publish for|Prove) pantry\.example\.com$/);
  const certificate = page.getByRole("region", { name: "Certificate", exact: true });
  await certificate.getByRole("link", { name }).waitFor({ timeout: 45_000 });

  const [issued] = await certificatesOf(number);
  const leaf = new X509Certificate(issued!.pem);
  expect(issued).toMatchObject({ kind: "ORIGINAL", isPrimary: true, status: "ISSUED" });
  expect(leaf.checkPrivateKey(keys.privateKey)).toBe(true);
  expect(leaf.checkHost(name)).toBe(name);
  expect(leaf.subject).toContain("O=Example Harbour Logistics Ltd");
  expect(faults).toEqual([]);
}, 90_000);

async function fillCsr(page: Page, csr: string): Promise<void> {
  await page.getByRole("textbox", { name: "Certificate signing request (CSR)" }).fill(csr);
  await page.getByText("This CSR can be used.").waitFor();
}

/** From what the order waits for to the domain's page, from there to the demo's DNS, and back to the order, which follows along. */
async function publishWhatIsAsked(page: Page, link: string | RegExp): Promise<void> {
  const waiting = page.getByRole("region", { name: "What this waits for" });
  await waiting.getByRole("link", { name: link }).click();
  const [zone] = await Promise.all([
    page.context().waitForEvent("page"),
    page.getByRole("link", { name: "Publish in the demo's DNS" }).first().click(),
  ]);
  await zone.getByRole("button", { name: "Publish", exact: true }).click();
  await zone.getByText("Published. It can be found from now on.").waitFor();
  await zone.close();
  // sooner than by itself, unless it has been found by itself meanwhile
  const look = page.getByRole("button", { name: "Look now" });
  await look.click({ timeout: 3_000 }).catch(() => {});
  await page
    .getByRole("link", { name: /^Back to order # / })
    .first()
    .click();
  await page.getByRole("heading", { name: /^Order # / }).waitFor();
}

interface Certificate {
  kind: string;
  isPrimary: boolean;
  status: string;
  pem: string;
  revocationDueAt: string | null;
}

async function certificatesOf(number: number): Promise<Certificate[]> {
  const { order } = await ask<{ order: { certificates: { nodes: Certificate[] } } }>(
    product,
    "query($number: Int!) { order(number: $number) { certificates { nodes { kind isPrimary status pem revocationDueAt } } } }",
    { number },
  );
  return order.certificates.nodes;
}
