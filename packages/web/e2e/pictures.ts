import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Browser, Page } from "playwright-core";
import { openBrowser } from "./browser.ts";
import { chinese, english, signIn } from "./person.ts";
import { prepare, type Shown } from "./picture-ground.ts";
import { type Scene, scenes } from "./picture-scenes.ts";
import { type Product, type RoleName, startProduct } from "./product.ts";

const widths = [1440, 390];
const languages = [
  { tag: "en", locale: "en-GB", words: english, label: "English" },
  { tag: "zh-Hant", locale: "zh-TW", words: chinese, label: "繁體中文" },
];

const signInScene: Scene = { name: "sign-in", path: "/sign-in" };

async function take(page: Page, file: string): Promise<void> {
  await page.locator("h1").first().waitFor();
  await page.waitForLoadState("networkidle");
  // Fonts that a picture waits for are asked for only by what is drawn with them.
  await page.evaluate(() => document.fonts.ready.then(() => {}));
  const { excess, cut, height } = await page.evaluate(() => {
    const { scrollWidth, clientWidth, scrollHeight } = document.documentElement;
    const open = document.querySelector("[role=dialog]");
    const wide = open ? open.scrollWidth - open.clientWidth : 0;
    // A dialog has nine tenths of the screen, and scrolls within.
    const high = Math.ceil((open?.scrollHeight ?? 0) / 0.9);
    const cut = [...document.querySelectorAll("main :not(.graphiql-container *), [role=dialog] *")]
      .filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX === "hidden")
      .filter((one) => getComputedStyle(one).textOverflow !== "ellipsis") // shortened on purpose, and to be seen
      .filter((one) => one.clientWidth > 1 && one.textContent !== "") // not what only screen readers are told
      .map((one) => one.textContent.slice(0, 60));
    return { cut, excess: Math.max(scrollWidth - clientWidth, wide), height: Math.max(scrollHeight, high) };
  });
  if (excess > 0) console.log(`${file} shows a page that is ${excess} px wider than its screen.`);
  for (const text of cut) console.log(`${file} cuts off what is wider than its box: ${text}`);
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
    let viewer: RoleName | null = null;
    for (const scene of [signInScene, ...scenes(product, shown).filter(({ name }) => only.test(name))]) {
      const { as = "ADMINISTRATOR" } = scene;
      if (scene !== signInScene && viewer !== as) {
        viewer = as;
        await context.clearCookies();
        await page.setViewportSize({ width: 1440, height: 900 });
        await page.goto(`${product.url}/sign-in`);
        await signIn(page, product.user(as), words);
        await page.getByRole("radiogroup").getByText(label).click();
        await page.locator(`html[lang=${tag}]`).waitFor();
        await page.waitForLoadState("networkidle");
      }
      for (const width of widths) {
        await page.setViewportSize({ width, height: width > 600 ? 900 : 844 });
        // Away first: an address that differs in its hash alone would load nothing.
        await page.goto("about:blank");
        await page.goto(`${product.url}${scene.path}`);
        await page.locator("h1").first().waitFor();
        await scene.act?.(page);
        await take(page, join(folder, `${scene.name}-${width}-${tag}.png`));
      }
    }
    await context.close();
  }
}

const [, , wanted, pattern = ""] = process.argv;
if (!wanted) {
  console.error("Say where the pictures go: pnpm pictures <folder> [regular expression for the names of scenes]");
  process.exit(1);
}
// A relative path is meant from where the command was typed; pnpm says where that was.
const only = new RegExp(pattern);
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
