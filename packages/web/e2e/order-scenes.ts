import { rootCertificates } from "node:tls";
import type { Page } from "playwright-core";
import { newCsr } from "./picture-ground.ts";
import type { Scene } from "./picture-scenes.ts";
import type { Product } from "./product.ts";

/** Pictures of placing, reissuing and importing, and of orders that wait or end certificates. */
export function orderScenes({ orders }: Product): Scene[] {
  const reissue = `/orders/${orders.ovMultiDomain}/reissues/new`;
  return [
    { name: "place-order", path: "/orders/new", act: sendEmpty },
    { name: "place-order-dv", path: "/orders/new", act: (page) => page.locator("input[value=dv]").check() },
    { name: "reissue-leaves-out", path: reissue, act: leaveOutName },
    { name: "reissue-dv", path: `/orders/${orders.dv}/reissues/new`, act: sendEmpty },
    { name: "reissue-not-now", path: `/orders/${orders.reissuePending}/reissues/new` },
    { name: "import", path: "/orders/import", act: importRoots },
    { name: "order-dv-pending", path: `/orders/${orders.dvPending}` },
    { name: "order-change-method", path: `/orders/${orders.dvPending}`, act: (page) => openDialog(page, 1) },
    { name: "order-reissued", path: `/orders/${orders.reissued}` },
    { name: "order-reissue-pending", path: `/orders/${orders.reissuePending}` },
    { name: "order-cancel-reissue", path: `/orders/${orders.reissuePending}`, act: (page) => openDialog(page, 0) },
    { name: "order-imported", path: `/orders/${orders.imported}` },
    { name: "order-built-in-ca", path: `/orders/${orders.imported}`, act: (page) => openDialog(page, 0) },
  ];
}

const sendEmpty = async (page: Page) => await page.locator("form button[type=submit]").click();

async function leaveOutName(page: Page): Promise<void> {
  const [csr, names] = [page.locator("form textarea").first(), page.locator("form .mantine-TagsInput-inputField")];
  await csr.fill(newCsr("portal.harbour.example.com"));
  await names.press("Backspace");
  await names.fill("depot.example.com");
  await names.press("Enter");
  await sendEmpty(page);
  await page.locator("form .mantine-Alert-root li a").first().waitFor();
}

// CA certificates alone: shown, and refused when they are sent.
async function importRoots(page: Page): Promise<void> {
  await page.locator("form textarea").fill(rootCertificates.slice(0, 2).join("\n"));
  await page.locator("form section section dl").first().waitFor();
  await sendEmpty(page);
  await page.getByRole("alert").first().waitFor();
}

async function openDialog(page: Page, nth: number): Promise<void> {
  await page.locator("main section button:not([aria-haspopup])").nth(nth).click();
  await page.getByRole("dialog").locator("button[type=submit]").waitFor();
}
