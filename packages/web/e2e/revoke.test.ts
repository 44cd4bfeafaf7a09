import { createHash, generateKeyPairSync, X509Certificate } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Locator, Page } from "playwright-core";
import { ask } from "./ask.ts";
import { openBrowser } from "./browser.ts";
import { makeCsr } from "./make-csr.ts";
import { chinese, signIn, signOut } from "./person.ts";
import { type Product, startProduct } from "./product.ts";
import { until } from "./until.ts";

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

async function openPage(locale: string) {
  const context = await browser.newContext({ locale, timezoneId: "Asia/Taipei" });
  const page = await context.newPage();
  const faults: Error[] = [];
  page.on("pageerror", (error) => faults.push(error));
  await page.goto(product.url);
  return { page, faults };
}

const serverName = "web-8 Leith";

test("what the form shows is what is approved and issued; then it is revoked, and the CRL says so", async () => {
  const { page, faults } = await openPage("en-GB");
  const keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  await signIn(page, product.user("STANDARD_USER"));
  const shown = await requestAsShown(page, keys);
  await signOut(page);

  await signIn(page, product.user("MANAGER"));
  const { id, pem } = await approveAsShown(page, shown);
  const leaf = new X509Certificate(pem);
  const spki = leaf.publicKey.export({ type: "spki", format: "der" });
  expect(shown).toMatchObject({
    names: leaf.subjectAltName!.split(", ").map((name) => name.replace("DNS:", "")),
    until: `${leaf.validToDate.toISOString().slice(0, 19).replace("T", " ")} UTC`,
    key: "ECDSA P-256",
    spki: createHash("sha256").update(spki).digest("hex"),
    signature: "sha384WithRSAEncryption",
  });
  expect(leaf.signatureAlgorithm).toBe(shown.signature);
  // OpenSSL lists a name from its widest part on, RFC 4514 from the narrowest
  expect(shown.subject.split(",").reverse()).toEqual(leaf.subject.split("\n"));

  await revokeDuplicate(page);
  await crlLists(leaf);
  const { certificate, order } = await ask<{
    certificate: { status: string; revocationReason: string };
    order: { certificate: { status: string } };
  }>(
    product,
    "query($id: ID!, $number: Int!) { certificate(id: $id) { status revocationReason } order(number: $number) { certificate { status } } }",
    { id, number: product.orders.ov },
  );
  expect(certificate).toEqual({ status: "REVOKED", revocationReason: "CESSATION_OF_OPERATION" });
  expect(order.certificate.status).toBe("ISSUED");
  expect(faults).toEqual([]);
}, 120_000);

interface Shown {
  sha256: string;
  subject: string;
  names: string[];
  until: string;
  key: string;
  spki: string;
  signature: string;
}

const factOf = (box: Locator, label: string) =>
  box.locator("dt", { hasText: new RegExp(`^${label}$`) }).locator("xpath=following-sibling::dd[1]");

async function requestAsShown(page: Page, keys: Parameters<typeof makeCsr>[0]): Promise<Shown> {
  await page.goto(`${product.url}/orders/${product.orders.ov}/duplicates/new`);
  const name = "www.harbour.example.com";
  await page.getByRole("textbox", { name: "Certificate signing request (CSR)" }).fill(makeCsr(keys, name, [name]));
  const preview = page.getByRole("region", { name: "This is what will be issued" });
  await factOf(preview, "Signature hash").filter({ hasText: "SHA-256" }).waitFor();
  const first = await factOf(preview, "SHA-256 of the content").locator("code").textContent();

  await page.getByRole("radiogroup", { name: "Signature hash" }).getByText("SHA-384").click();
  await factOf(preview, "Signature hash").filter({ hasText: "SHA-384" }).waitFor();
  await preview.getByText("Show everything").click();
  const text = async (label: string) => (await factOf(preview, label).textContent())!.trim();
  const shown = {
    sha256: (await factOf(preview, "SHA-256 of the content").locator("code").textContent())!,
    subject: await text("Subject"),
    names: await factOf(preview, "Names \\(SAN\\)").locator("div").allTextContents(),
    until: (await text("Validity")).replace(/^From signing .* to /, ""),
    key: await text("Key"),
    spki: await text("SHA-256 of the public key"),
    signature: await text("Signature algorithm"),
  };
  expect(shown.sha256).not.toBe(first);

  await page.getByRole("textbox", { name: "Server name (optional)" }).fill(serverName);
  await page.getByRole("button", { name: "Submit", exact: true }).click();
  const allows = page.getByRole("region", { name: "What approval allows" });
  await allows.getByText(shown.sha256).waitFor();
  return shown;
}

async function approveAsShown(page: Page, shown: Shown): Promise<{ id: string; pem: string }> {
  await page.getByRole("link", { name: "Requests" }).click();
  const row = page.getByRole("row").filter({ hasText: serverName });
  await row.getByRole("link", { name: /\.example\./ }).click();
  await page.getByRole("button", { name: "Approve" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText(shown.sha256).waitFor();
  await dialog.getByRole("button", { name: "Approve" }).click();
  await page.getByText("The duplicate has been issued").waitFor();
  await page.getByRole("region", { name: "What was approved" }).getByText(shown.sha256).waitFor();
  const request = page.url().split("/").at(-1);
  const { certificateRequest } = await ask<{
    certificateRequest: { decisions: { contentSha256: string }[]; certificate: { id: string; pem: string } };
  }>(
    product,
    "query($id: ID!) { certificateRequest(id: $id) { decisions { contentSha256 } certificate { id pem } } }",
    { id: request },
  );
  expect(certificateRequest.decisions).toEqual([{ contentSha256: shown.sha256 }]);
  return certificateRequest.certificate;
}

async function revokeDuplicate(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Open the certificate" }).click();
  await page.getByRole("button", { name: "Certificate actions" }).click();
  await page.getByRole("menuitem", { name: "Revoke certificate" }).click();
  const dialog = page.getByRole("dialog");
  await dialog
    .getByText("Every other certificate of the order that has a key of its own stays valid, duplicates included.")
    .waitFor();
  await dialog.getByRole("button", { name: "Revoke certificate" }).click();
  await dialog.getByText("Choose why it is revoked.").waitFor();
  await dialog.getByRole("radio", { name: "Cessation of operation" }).check();
  await dialog.getByRole("button", { name: "Revoke certificate" }).click();
  await dialog.getByText("The certificate is revoked").waitFor();
  await dialog.getByRole("button", { name: "Close" }).last().click();
  const facts = page.getByRole("region", { name: "Certificate details" });
  await factOf(facts, "Status").getByText("Revoked").waitFor();
  await factOf(facts, "Status").getByText("Cessation of operation").waitFor();
}

/** The CRL whose address is in the certificate has its serial number, within a minute. */
async function crlLists(leaf: X509Certificate): Promise<void> {
  const address = /URI:(http\S+\.crl)/.exec(leaf.raw.toString("latin1").replace(/(http:[!-~]+\.crl)/, "URI:$1 "))![1]!;
  const serial = Buffer.from(leaf.serialNumber, "hex");
  await until(
    "the serial number on its CRL",
    async () => {
      const crl = Buffer.from(await (await fetch(address)).arrayBuffer());
      return crl.includes(serial);
    },
    60,
  );
}

test("a whole order is revoked by who types its name, in Traditional Chinese; whoever may not decide only asks", async () => {
  const { page, faults } = await openPage("zh-TW");
  await signIn(page, product.user("STANDARD_USER"), chinese);
  await page.getByRole("radiogroup").getByText("繁體中文").click();
  const number = product.orders.ovWildcard!;
  await openRevokeOrder(page, number);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: "已被取代" }).check();
  await dialog.getByRole("textbox", { name: "備註 (選填)" }).fill("由新的訂單取代");
  await dialog.getByRole("button", { name: "提出撤銷要求" }).click();
  await dialog.getByText("請完全依照顯示的內容輸入一般名稱。").waitFor();
  const confirm = dialog.getByRole("textbox", { name: /以確認/ });
  const name = /請輸入 (\S+) 以確認/.exec((await dialog.textContent())!)![1]!;
  await confirm.fill(name);
  await dialog.getByRole("button", { name: "提出撤銷要求" }).click();
  await dialog.getByText("已提出撤銷要求").waitFor();
  await dialog.getByRole("link", { name: "開啟要求" }).click();
  await page.getByRole("heading", { name: "撤銷要求" }).waitFor();
  await signOut(page, chinese);

  await signIn(page, product.user("MANAGER"), chinese);
  await page.getByRole("radiogroup").getByText("繁體中文").click();
  await page.getByRole("link", { name: "要求", exact: true }).click();
  await page.getByRole("row").filter({ hasText: "整份訂單及其所有憑證" }).getByRole("button", { name: "審核" }).click();
  await page.getByRole("button", { name: "核准" }).click();
  await page.getByRole("button", { name: "核准並撤銷" }).click();
  await page.getByText("撤銷無法復原。用戶端會經由 CRL 與 OCSP 得知。").waitFor();
  const { order } = await ask<{ order: { status: string; certificates: { nodes: { status: string }[] } } }>(
    product,
    "query($number: Int!) { order(number: $number) { status certificates(first: 50) { nodes { status } } } }",
    { number },
  );
  expect(order.status).toBe("REVOKED");
  expect(new Set(order.certificates.nodes.map(({ status }) => status))).toEqual(new Set(["REVOKED"]));
  expect(faults).toEqual([]);
}, 90_000);

test("an administrator saves whether a key may be used again; nobody else sees that page", async () => {
  const { page, faults } = await openPage("en-GB");
  await signIn(page, product.user("ADMINISTRATOR"));
  await page.getByRole("link", { name: "Preferences" }).click();
  const policy = page.getByRole("region", { name: "One key on several certificates" });
  const save = policy.getByRole("button", { name: "Save" });
  const strict = policy.getByRole("radio", { name: "Refuse it: every server has a key of its own" });
  expect(await strict.isChecked()).toBe(true);
  expect(await save.isEnabled()).toBe(false);
  await policy.getByRole("radio", { name: "Allow it, with a warning" }).check();
  await save.click();
  await policy.getByText("Saved. It counts for every request from now on.").waitFor();
  await page.reload();
  await policy.getByRole("radio", { name: "Allow it, with a warning", checked: true }).waitFor();
  const { viewer } = await ask<{ viewer: { account: { keyPolicy: string } } }>(
    product,
    "{ viewer { account { keyPolicy } } }",
  );
  expect(viewer.account.keyPolicy).toBe("WARN");
  const checks = page.getByRole("region", { name: "What keys are tested for" });
  await checks.getByText("RSA with close primes (Fermat)").waitFor();
  await signOut(page);

  await signIn(page, product.user("FINANCE_MANAGER"));
  expect(await page.getByRole("link", { name: "Preferences" }).count()).toBe(0);
  await page.goto(`${product.url}/settings/preferences`);
  await page.getByText("These settings are the administrators'").waitFor();
  expect(faults).toEqual([]);
}, 60_000);

async function openRevokeOrder(page: Page, number: number): Promise<void> {
  await page.goto(`${product.url}/orders/${number}`);
  await page.getByRole("button", { name: "憑證動作" }).click();
  await page.getByRole("menuitem", { name: "撤銷訂單" }).click();
}
