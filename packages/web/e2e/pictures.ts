import { generateKeyPairSync } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Browser, Page } from "playwright-core";
import { ask } from "./ask.ts";
import { openBrowser } from "./browser.ts";
import { makeCsr } from "./make-csr.ts";
import { chinese, english, signIn } from "./person.ts";
import { type Product, startProduct } from "./product.ts";
import { until } from "./until.ts";

const widths = [1440, 390];
const languages = [
  { tag: "en", locale: "en-GB", words: english, label: "English" },
  { tag: "zh-Hant", locale: "zh-TW", words: chinese, label: "繁體中文" },
];

/** What is shown: a name for the file, the address, and what to do there before the picture is taken. */
interface Scene {
  name: string;
  path: string;
  act?: (page: Page) => Promise<void>;
}

/** The ids of things that pages show, as the API tells them to a script. */
interface Shown {
  request: string;
  certificate: string;
  domain: string;
  organization: string;
}

const newCsr = (name: string) => makeCsr(generateKeyPairSync("ec", { namedCurve: "P-256" }), name, [name]);

/** Requests two duplicates of `ov`: one that is issued, to be shown as a certificate, and one that waits. */
async function prepare(product: Product): Promise<Shown> {
  const number = product.orders.ov!;
  const request = (serverName: string, skipApproval: boolean) =>
    ask<{ requestDuplicate: { id: string } }>(
      product,
      `mutation($input: RequestDuplicateInput!) { requestDuplicate(input: $input) { ... on DuplicateRequest { id } } }`,
      { input: { orderNumber: number, csr: newCsr("www.harbour.example.com"), serverName, skipApproval } },
    );
  const issued = await request("web-3 Bristol", true);
  const waiting = await request("web-4 Rotterdam", false);
  const certificate = await until("certificate of the new request", async () => {
    const { certificateRequest } = await ask<{ certificateRequest: { certificate: { id: string } | null } }>(
      product,
      "query($id: ID!) { certificateRequest(id: $id) { certificate { id } } }",
      { id: issued.requestDuplicate.id },
    );
    return certificateRequest.certificate?.id;
  });
  const { order } = await ask<{ order: { organization: { id: string }; domains: { domain: { id: string } }[] } }>(
    product,
    "query($number: Int!) { order(number: $number) { organization { id } domains { domain { id } } } }",
    { number },
  );
  return {
    request: waiting.requestDuplicate.id,
    certificate,
    domain: order.domains[0]!.domain.id,
    organization: order.organization.id,
  };
}

function scenes({ orders }: Product, shown: Shown): Scene[] {
  const form = `/orders/${orders.ov}/duplicates/new`;
  const paste = async (page: Page, text: string, settled: string) => {
    await page.locator("form textarea").first().fill(text);
    await page.getByRole("alert").locator(settled).first().waitFor();
  };
  const csr = newCsr("www.harbour.example.com");
  return [
    { name: "orders", path: "/orders" },
    { name: "orders-none", path: "/orders?q=nothing-like-this" },
    { name: "order-ov", path: `/orders/${orders.ov}` },
    {
      name: "order-ov-actions",
      path: `/orders/${orders.ov}`,
      act: async (page) => {
        await page.locator("main button[aria-haspopup=menu]").first().click();
        await page.getByRole("menuitem").first().waitFor();
      },
    },
    { name: "order-dv", path: `/orders/${orders.dv}` },
    { name: "order-ov-domain-expired", path: `/orders/${orders.ovDomainExpired}` },
    { name: "order-ov-pending", path: `/orders/${orders.ovPending}` },
    { name: "form-empty", path: form },
    { name: "form-csr", path: form, act: (page) => paste(page, csr, "svg.tabler-icon-circle-check") },
    { name: "form-fault", path: form, act: (page) => paste(page, csr.slice(0, 120), "svg.tabler-icon-alert-circle") },
    { name: "form-make-key", path: form, act: openMakeKey },
    { name: "form-save-key", path: form, act: makeKey },
    { name: "form-key-saved", path: form, act: saveKey },
    { name: "form-private-key", path: form, act: (page) => paste(page, newKey(), "svg.tabler-icon-shield-x") },
    { name: "form-many-names", path: `/orders/${orders.ovMultiDomain}/duplicates/new` },
    { name: "form-refused", path: `/orders/${orders.dv}/duplicates/new` },
    { name: "requests", path: "/requests?status=ALL" },
    { name: "request", path: `/requests/${shown.request}` },
    { name: "certificate", path: `/certificates/${shown.certificate}` },
    { name: "domain", path: `/domains/${shown.domain}` },
    { name: "organization", path: `/organizations/${shown.organization}` },
    {
      name: "playground",
      path: "/playground",
      act: async (page) => void (await page.locator(".graphiql-editors").waitFor()),
    },
    { name: "not-found", path: "/nowhere" },
  ];
}

const openMakeKey = async (page: Page) => await page.locator("form button:has(svg.tabler-icon-key)").click();

const newKey = () =>
  generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "pem", type: "pkcs8" }).toString();

async function makeKey(page: Page): Promise<void> {
  await openMakeKey(page);
  await page.locator("form section section button:not([type=submit], [aria-haspopup])").first().click();
  await page.locator("form input[type=radio]").first().waitFor();
}

async function saveKey(page: Page): Promise<void> {
  await makeKey(page);
  await page.locator("form input[type=radio][value=PLAIN]").check();
  await page.locator("form button:has(svg.tabler-icon-download)").click();
  await page.locator("form [role=status] svg.tabler-icon-key").waitFor();
}

async function take(page: Page, file: string): Promise<void> {
  await page.locator("h1").first().waitFor();
  await page.waitForLoadState("networkidle");
  // Fonts that a picture waits for are asked for only by what is drawn with them.
  await page.evaluate(() => document.fonts.ready.then(() => {}));
  const { excess, height } = await page.evaluate(() => {
    const { scrollWidth, clientWidth, scrollHeight } = document.documentElement;
    return { excess: scrollWidth - clientWidth, height: scrollHeight };
  });
  if (excess > 0) console.log(`${file} shows a page that is ${excess} px wider than its screen.`);
  // A screen as high as the page: what stays in view while scrolling then reaches its end, too.
  await page.setViewportSize({ width: page.viewportSize()!.width, height });
  await page.screenshot({ path: file, animations: "disabled" });
}

async function takeAll(browser: Browser, product: Product, shown: Shown, folder: string): Promise<void> {
  for (const { tag, locale, words, label } of languages) {
    const context = await browser.newContext({ locale, timezoneId: "Europe/London" });
    const page = await context.newPage();
    // Asked whether to leave a page with a key that is not saved.
    page.on("dialog", (dialog) => void dialog.accept());
    for (const scene of [{ name: "sign-in", path: "/sign-in" } as Scene, ...scenes(product, shown)]) {
      for (const width of widths) {
        await page.setViewportSize({ width, height: width > 600 ? 900 : 844 });
        await page.goto(`${product.url}${scene.path}`);
        await page.locator("h1").first().waitFor();
        await scene.act?.(page);
        await take(page, join(folder, `${scene.name}-${width}-${tag}.png`));
      }
      if (scene.name !== "sign-in") continue;
      await page.setViewportSize({ width: 1440, height: 900 });
      await signIn(page, product.user("ADMINISTRATOR"), words);
      await page.getByRole("radiogroup").getByText(label).click();
      await page.locator(`html[lang=${tag}]`).waitFor();
      await page.waitForLoadState("networkidle");
    }
    await context.close();
  }
}

const [, , wanted] = process.argv;
if (!wanted) {
  console.error("Say where the pictures go: pnpm pictures <folder>");
  process.exit(1);
}
// A relative path is meant from where the command was typed; pnpm says where that was.
const folder = resolve(process.env.INIT_CWD ?? ".", wanted);
mkdirSync(folder, { recursive: true });
const product = await startProduct();
try {
  const browser = await openBrowser();
  await takeAll(browser, product, await prepare(product), folder).finally(() => browser.close());
} finally {
  await product.stop();
}
console.log(`The pictures are in ${folder}.`);
