import { openBrowser } from "./browser.ts";
import { startProduct } from "./product.ts";
import { chinese, english, signIn } from "./person.ts";
import { mkdirSync } from "node:fs";
const out = "/tmp/webfix/b"; mkdirSync(out, { recursive: true });
const product = await startProduct();
const browser = await openBrowser();
try {
  for (const [tag, locale, words, label] of [["en","en-GB",english,"English"],["zh","zh-TW",chinese,"繁體中文"]] as const) {
    const page = await (await browser.newContext({ locale, timezoneId: "Europe/London" })).newPage();
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(product.url);
    await signIn(page, product.user("ADMINISTRATOR"), words);
    await page.getByRole("radiogroup").getByText(label).click();
    await page.waitForLoadState("networkidle");
    const shot = async (name: string) => {
      await page.locator("h1").first().waitFor();
      await page.waitForLoadState("networkidle");
      const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (excess > 0) console.log(name, "too wide by", excess);
      await page.screenshot({ path: `${out}/${name}-${tag}.png`, animations: "disabled" });
    };
    const scroll = (text: string) => page.getByRole("heading", { name: text, exact: false }).first().evaluate((e) => e.scrollIntoView());
    for (const width of [390, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      const o = product.orders;
      await page.goto(`${product.url}/requests?status=ALL`); await shot(`requests-${width}`);
      await page.locator("nav a").filter({ hasText: tag === "en" ? "Next" : "下一頁" }).click();
      await page.waitForURL(/after=/); await page.waitForTimeout(700);
      await page.locator("nav").last().scrollIntoViewIfNeeded(); await shot(`requests-2-${width}`);
      await page.goto(`${product.url}/orders/${o.dv}/duplicates/new`); await shot(`refused-${width}`);
      for (const [n, k] of [["multi", o.ovMultiDomain], ["iis", 0]] as const) {
        if (!k) continue;
        await page.goto(`${product.url}/orders/${k}/duplicates/new`); await page.locator("h1").waitFor();
        if (width === 390) await page.getByRole("radiogroup").first().scrollIntoViewIfNeeded();
        await shot(`form-${n}-${width}`);
      }
      // IIS
      await page.getByRole("combobox").last().fill("IIS"); await page.getByRole("option").first().click();
      await page.locator("h3").first().evaluate((e) => e.scrollIntoView()); await shot(`form-iis-${width}`);
      await page.goto(`${product.url}/orders/${o.dv}`); await shot(`dv-${width}`);
      await page.goto(`${product.url}/orders/${o.ovDomainExpired}`); await shot(`expired-${width}`);
      await page.getByRole("link", { name: tag === "en" ? /^Open / : /^(開啟|前往)/ }).first().click();
      await page.waitForURL(/domains/); await shot(`domain-from-${width}`);
      await page.locator("main a[href^='/orders/']").first().click(); await page.waitForURL(/orders\/\d+/);
      await page.locator("a[href^='/organizations']").first().click(); await page.waitForURL(/organizations/); await shot(`org-from-${width}`);
      await page.reload(); await page.locator("main a[href^='/orders/']").first().waitFor();
      await page.goto(`${product.url}/orders/${o.ovMultiDomain}`); await page.locator("h1").waitFor();
      await page.locator("a[href^='/certificates/']").first().click(); await page.waitForURL(/certificates/); await shot(`cert-${width}`);
      await page.locator("#install").evaluate((e) => e.scrollIntoView()); await shot(`cert-install-${width}`);
      await page.getByRole("tab").first().scrollIntoViewIfNeeded(); await page.mouse.wheel(0, 9999); await page.waitForTimeout(300); await shot(`cert-pem-${width}`);
      await page.goto(`${product.url}/playground`); await page.locator(".graphiql-editors").waitFor(); await page.mouse.move(300, 300); await page.locator("main h2").last().scrollIntoViewIfNeeded(); await shot(`playground-${width}`);
    }
  }
} finally { await browser.close(); await product.stop(); }
