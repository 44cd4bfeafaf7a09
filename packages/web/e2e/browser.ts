import { existsSync } from "node:fs";
import { type Browser, chromium, type LaunchOptions } from "playwright-core";
import { carriedChromium } from "./carried-chromium.ts";

// No user namespaces in containers and for root; and it shows our own pages only.
const args = ["--no-sandbox"];

/** A browser for the stories: the one that CHROME_PATH names, else the Chromium that npm carries, else an installed Chrome. */
export async function openBrowser(): Promise<Browser> {
  const { CHROME_PATH } = process.env;
  if (CHROME_PATH) return await launch({ executablePath: CHROME_PATH });
  if (process.platform === "linux" && process.arch === "x64") return await launchCarried();
  return await launch({ channel: "chrome" });
}

async function launchCarried(): Promise<Browser> {
  const { executablePath, libraries, fonts } = await carriedChromium();
  const env: Record<string, string | undefined> = { ...process.env };
  if (!existsSync("/etc/fonts/fonts.conf")) env.FONTCONFIG_FILE = fonts;
  try {
    return await chromium.launch({ args, executablePath, env });
  } catch (error) {
    if (!String(error).includes("error while loading shared libraries")) throw refusal(error);
    return await launch({ executablePath, env: { ...env, LD_LIBRARY_PATH: libraries } });
  }
}

async function launch(options: LaunchOptions): Promise<Browser> {
  try {
    return await chromium.launch({ args, ...options });
  } catch (error) {
    throw refusal(error);
  }
}

const refusal = (error: unknown) =>
  new Error(
    `The browser stories need a browser that starts here: set CHROME_PATH to the program of a Chrome or Chromium. (${
      String((error as Error).message).split("\n")[0]
    })`,
  );
