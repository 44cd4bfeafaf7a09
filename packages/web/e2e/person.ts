import type { Page } from "playwright-core";
import type { DemoUser } from "./product.ts";

interface Words {
  email: string;
  password: string;
  signIn: string;
  signOut: string;
}

export const english: Words = { email: "E-mail address", password: "Password", signIn: "Sign in", signOut: "Sign out" };
export const chinese: Words = { email: "電子郵件地址", password: "密碼", signIn: "登入", signOut: "登出" };

/** Fills in the form of the sign-in page that is shown, and sends it. */
export async function signIn(page: Page, { email, password }: DemoUser, words: Words = english): Promise<void> {
  await page.getByRole("textbox", { name: words.email }).fill(email);
  await page.getByLabel(words.password, { exact: true }).fill(password);
  await page.getByRole("button", { name: words.signIn, exact: true }).click();
  await page
    .getByRole("button", { name: words.signOut })
    .or(page.getByRole("button", { name: english.signOut }))
    .waitFor();
}

/** Signs out, and waits for the sign-in page. */
export async function signOut(page: Page, words: Words = english): Promise<void> {
  await page.getByRole("button", { name: words.signOut }).click();
  await page.getByRole("textbox", { name: words.email }).waitFor();
}
