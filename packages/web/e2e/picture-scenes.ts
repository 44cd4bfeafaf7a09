import type { Page } from "playwright-core";
import { orderScenes } from "./order-scenes.ts";
import { newCsr, newKeys, pemOf, type Shown } from "./picture-ground.ts";
import type { Product, RoleName } from "./product.ts";
import { proofScenes } from "./proof-scenes.ts";

/** What is shown: a name for the file, the address, and what to do there before the picture is taken. */
export interface Scene {
  name: string;
  path: string;
  /** Who looks at it; an administrator unless said otherwise. */
  as?: RoleName;
  act?: (page: Page) => Promise<void>;
}

/** Everything that pictures are taken of, but the sign-in page. */
export function scenes(product: Product, shown: Shown): Scene[] {
  const { orders } = product;
  const form = `/orders/${orders.ov}/duplicates/new`;
  const paste = async (page: Page, text: string, settled: string) => {
    await page.locator("form textarea").first().fill(text);
    await page.getByRole("alert").locator(settled).first().waitFor();
  };
  const preview = async (page: Page) => {
    await paste(page, csr, "svg.tabler-icon-circle-check");
    await page.locator("form details summary").first().click();
  };
  const csr = newCsr("www.harbour.example.com");
  return [
    { name: "orders", path: "/orders" },
    { name: "orders-none", path: "/orders?q=nothing-like-this" },
    { name: "order-ov", path: `/orders/${orders.ov}` },
    {
      name: "order-ov-actions",
      path: `/orders/${orders.ov}`,
      act: async (page) => void (await openActions(page)),
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
    { name: "form-preview", path: form, act: preview },
    { name: "form-private-key", path: form, act: (page) => paste(page, pemOf(newKeys()), "pre") },
    { name: "form-private-key-used", path: form, act: (page) => paste(page, shown.lostKey, "pre") },
    { name: "form-many-names", path: `/orders/${orders.ovMultiDomain}/duplicates/new` },
    { name: "form-refused", path: `/orders/${orders.dv}/duplicates/new` },
    ...orderScenes(product),
    { name: "requests", path: "/requests?status=ALL" },
    { name: "requests-revocations", path: "/requests?status=ALL&type=REVOCATION" },
    { name: "requests-none", path: "/requests?status=FAILED&type=REVOCATION" },
    { name: "requests-review", path: `/requests?view=${shown.revocation}`, act: openPane },
    { name: "request", path: `/requests/${shown.request}` },
    { name: "request-approve", path: `/requests/${shown.request}`, act: approve },
    { name: "revocation", path: `/requests/${shown.revocation}` },
    { name: "revocation-approve", path: `/requests/${shown.revocation}`, act: approve },
    { name: "certificate", path: `/certificates/${shown.certificate}` },
    { name: "certificate-revoked", path: `/certificates/${shown.revoked}` },
    {
      name: "certificate-revoked-actions",
      path: `/certificates/${shown.revoked}`,
      act: async (page) => void (await openActions(page)),
    },
    { name: "revoke-certificate", path: `/certificates/${shown.certificate}`, act: (page) => openRevoke(page) },
    { name: "revoke-primary", path: `/orders/${orders.ov}`, act: (page) => openRevoke(page) },
    {
      name: "revoke-order",
      path: `/orders/${orders.ov}`,
      act: async (page) => {
        await openRevoke(page, 1);
        // Without a reason and the name: what is missing is said beside it.
        await page.getByRole("dialog").locator("button[type=submit]").click();
      },
    },
    {
      name: "playground",
      path: "/playground",
      act: async (page) => void (await page.locator(".graphiql-editors").waitFor()),
    },
    {
      name: "playground-for-good",
      path: "/playground?example=reportCompromisedKey",
      act: async (page) => void (await page.locator(".graphiql-editors").waitFor()),
    },
    { name: "preferences", path: "/settings/preferences" },
    { name: "not-found", path: "/nowhere" },
    // The specialists' are last: whoever looks changes only once.
    ...proofScenes(shown),
  ];
}

const openMakeKey = async (page: Page) => await page.locator("form button:has(svg.tabler-icon-key)").click();

const openPane = async (page: Page) => await page.getByRole("dialog").locator("dl").first().waitFor();

async function openActions(page: Page) {
  await page.locator("main button[aria-haspopup=menu]").first().click();
  const items = page.getByRole("menuitem");
  await items.first().waitFor();
  return items;
}

async function openRevoke(page: Page, nth = 0): Promise<void> {
  const items = await openActions(page);
  await items
    .filter({ has: page.locator("svg.tabler-icon-certificate-off") })
    .nth(nth)
    .click();
  await page.getByRole("dialog").locator("button[type=submit]").waitFor();
}

async function approve(page: Page): Promise<void> {
  await page.locator("main button[data-variant=filled]").first().click();
  await page.getByRole("dialog").locator("button[type=submit]:enabled").waitFor();
}

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
