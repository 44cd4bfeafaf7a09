import type { Page } from "playwright-core";
import type { Shown } from "./picture-ground.ts";
import type { Scene } from "./picture-scenes.ts";

/** Pictures of what proves domains and organizations: those of an account's people, then those of the CA's specialists. */
export function proofScenes(shown: Shown): Scene[] {
  return [
    { name: "domains", path: "/domains" },
    { name: "domains-add", path: "/domains", act: addDomain },
    { name: "domain", path: `/domains/${shown.domain}` },
    { name: "domain-choose", path: `/domains/${shown.lapsed}`, act: (page) => choose(page, "EMAIL_CONSTRUCTED") },
    { name: "domain-waits", path: `/domains/${shown.waiting}`, act: openDetails },
    { name: "domain-file", path: `/domains/${shown.lapsed}`, act: (page) => start(page, "HTTP_FILE") },
    { name: "organizations", path: "/organizations" },
    { name: "organization", path: `/organizations/${shown.organization}` },
    { name: "organization-change", path: `/organizations/${shown.organization}`, act: changeOrganization },
    { name: "organization-new", path: "/organizations/new", act: submitEmpty },
    { name: "domain-approval-none", path: "/domain-approval#none" },
    { name: "verifications", path: "/verifications", as: "VALIDATION_SPECIALIST" },
    {
      name: "verification",
      path: `/verifications/${shown.verification}`,
      as: "VALIDATION_SPECIALIST",
      act: (page) => page.locator("form button[type=submit]").click(),
    },
    { name: "not-theirs", path: "/orders", as: "VALIDATION_SPECIALIST" },
  ];
}

async function addDomain(page: Page): Promise<void> {
  await page.locator("main button:has(svg.tabler-icon-plus)").click();
  const dialog = page.getByRole("dialog");
  await dialog.locator("input").fill("https://www.example.com/");
  await dialog.locator("button[type=submit]").click();
  await dialog.locator("[aria-invalid=true]").waitFor();
}

async function openDetails(page: Page): Promise<void> {
  for (const summary of await page.locator("main section details summary").all()) await summary.click();
}

/** The methods to choose from; where an earlier picture began a validation, by the way to another one. */
async function choose(page: Page, method: string): Promise<void> {
  const radio = page.locator(`input[type=radio][value=${method}]`);
  const other = page.locator("main section .mantine-Button-root[data-variant=subtle]").first();
  await radio.or(other).first().waitFor();
  if ((await radio.count()) === 0) await other.click();
  await radio.check();
}

async function start(page: Page, method: string): Promise<void> {
  await choose(page, method);
  await page.locator("form button[type=submit]").click();
  await page.locator("form").waitFor({ state: "detached" });
}

async function changeOrganization(page: Page): Promise<void> {
  await page.locator("main section button").filter({ hasNotText: /OV|EV/ }).first().click();
  await page.locator("form input").nth(1).fill("1 New Street");
}

async function submitEmpty(page: Page): Promise<void> {
  await page.locator("form button[type=submit]").click();
  await page.locator("form [aria-invalid=true]").first().waitFor();
}
