import { readFile, writeFile } from "node:fs/promises";
import type { Bench, Finding, Item } from "../item.ts";
import { each, run } from "../run-command.ts";
import type { Tool } from "../tool.ts";

const serverAuth = "1.3.6.1.5.5.7.3.1";

/** GnuTLS, by certtool and ocsptool: chain, name, purpose and CRLs; the signatures of CRLs and OCSP responses. */
export const gnutls: Tool = {
  name: "GnuTLS",
  needs: ["certtool", "ocsptool"].map((command) => ({ command, debian: "gnutls-bin" })),
  judges: () => true,
  judge: async (bench, items) => new Map(await each(items, async (item) => [item.id, await ask(bench, item)] as const)),
};

async function ask(bench: Bench, item: Item): Promise<Finding[]> {
  if (item.kind === "ocsp") return askAboutAnswer(item);
  const { code, text } = await run(
    "certtool",
    item.kind === "crl" ? crlCommand(item) : await chainCommand(bench, item),
  );
  // The verdict is the last one; those before it are of single links.
  const verdict = /^(?:Chain v|V)erification output: (.*)$/m.exec(text)?.[1]?.trim();
  if (code === 0 && verdict === "Verified. The certificate is trusted.") return [];
  const words = verdict?.replace(/^Not verified\. The certificate is NOT trusted\. /, "") ?? text.slice(0, 500).trim();
  return [{ id: words, level: "error", text: words }];
}

async function askAboutAnswer({ der, issuerPem, type }: Item): Promise<Finding[]> {
  const verify = ["--verify-response", "--load-response", der, "--load-signer", issuerPem];
  const { code, text } = await run("ocsptool", verify);
  const shown = await run("ocsptool", ["--response-info", "--load-response", der]);
  const status = /Certificate Status: (.*)/.exec(shown.text)?.[1];
  if (code === 0 && /Verifying OCSP Response: Success\./.test(text) && status === type) return [];
  return [{ id: "ocsp", level: "error", text: `${text.trim().slice(-300)} (${status})` }];
}

const crlCommand = ({ pem, issuerPem }: Item) => ["--verify-crl", "--load-ca-certificate", issuerPem, "--infile", pem];

async function chainCommand(bench: Bench, item: Item): Promise<string[]> {
  const chain = `${item.pem}.chain`;
  const links = item.der === item.issuerDer ? [item.pem] : [item.pem, item.issuerPem];
  const whole = item.issuerPem === bench.rootPem ? [item.pem] : links;
  await writeFile(chain, (await Promise.all(whole.map((path) => readFile(path, "utf8")))).join(""));
  // GnuTLS keeps one CRL of each issuer, so it is given the one that speaks of this certificate, and the root's.
  const crls = `${item.pem}.crls`;
  const own = bench.crls.filter(({ der, crlAddress }) => crlAddress === item.crlAddress || der === bench.rootCrlDer);
  await writeFile(crls, (await Promise.all(own.map(({ pem }) => readFile(pem, "utf8")))).join(""));
  const name = item.hostName === null ? [] : ["--verify-hostname", item.hostName, "--verify-purpose", serverAuth];
  // "medium" is 112 bits, RSA-2048 and up (BR 6.1.5).
  const rules = ["--verify-profile", "medium", "--load-crl", crls, "--load-ca-certificate", bench.rootPem];
  return ["--verify", ...rules, ...name, "--infile", chain];
}
