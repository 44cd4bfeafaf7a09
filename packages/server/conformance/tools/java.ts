import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Bench, Finding, Item, Verdicts } from "../item.ts";
import { run } from "../run-command.ts";
import type { Tool } from "../tool.ts";
import { folder } from "./folders.ts";

const debian = "default-jdk-headless";

/** Java: keytool reads it without a warning; PKIX validates the chain with CRLs, and a TLS handshake the name and purpose. */
export const java: Tool = {
  name: "Java",
  needs: ["java", "keytool"].map((command) => ({ command, debian })),
  // Its CertID is by SHA-1, and it takes no other in an answer.
  judges: ({ kind, id }) => kind !== "ocsp" || !id.includes("/SHA256/"),
  judge: async (bench, items) => {
    const [read, shaken] = await Promise.all([keytool(bench, items), handshake(bench, items)]);
    return new Map(
      items.flatMap(({ id }) => (shaken.has(id) ? [[id, [...(read.get(id) ?? []), ...shaken.get(id)!]]] : [])),
    );
  },
};

async function handshake(bench: Bench, items: readonly Item[]): Promise<Verdicts> {
  const lines = items.map(({ id, kind, der, issuerDer, hostName, key, aboutDer, type }) =>
    [id, kind, der, issuerDer, hostName ?? "", key ?? "", aboutDer ?? "", type].join("\t"),
  );
  const [list, crls] = [join(bench.folder, "java-items.tsv"), join(bench.folder, "java-crls.txt")];
  await writeFile(list, `${lines.join("\n")}\n`);
  await writeFile(crls, `${bench.crls.map(({ der }) => der).join("\n")}\n`);
  const { code, stdout, text } = await run("java", [join(folder, "java", "Handshake.java"), bench.rootDer, crls, list]);
  if (code !== 0) throw new Error(`java Handshake.java ended with ${code}:\n${text.slice(-4000)}`);
  const answers = stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.split("\t") as [string, string]);
  return new Map(answers.map(([id, words]) => [id, words === "" ? [] : [error(words)]]));
}

/** One call for all certificates, which keytool numbers from 1, and one for all CRLs, which it does not. */
async function keytool(bench: Bench, items: readonly Item[]): Promise<Verdicts> {
  const certificates = items.filter(({ kind }) => kind === "certificate" || kind === "ca");
  const verdicts: Verdicts = new Map(certificates.map(({ id }) => [id, []]));
  const text = await print(bench, "-printcert", /^Owner: /gm, certificates);
  for (const [, number = "1", words] of text.matchAll(/^The certificate(?: #(\d+) of \d+)? ((?:uses|is) .*risk.*)$/gm))
    verdicts.get(certificates[Number(number) - 1]!.id)!.push({ ...error(`keytool: ${words}`), level: "warning" });
  const crls = items.filter(({ kind }) => kind === "crl");
  const warning = /^.*(?:risk|Warning).*$/m.exec(await print(bench, "-printcrl", /^X\.509 CRL v2$/gm, crls))?.[0];
  for (const { id } of crls)
    verdicts.set(id, warning === undefined ? [] : [error(`keytool, of one of them: ${warning}`)]);
  return verdicts;
}

/** What keytool prints of them all; it has to be able to read each. */
async function print(bench: Bench, command: string, head: RegExp, items: readonly Item[]): Promise<string> {
  const file = join(bench.folder, `keytool${command}.pem`);
  await writeFile(file, (await Promise.all(items.map(({ pem }) => readFile(pem, "utf8")))).join(""));
  const { code, text } = await run("keytool", ["-J-Duser.language=en", command, "-file", file]);
  const read = text.match(head)?.length ?? 0;
  if (code === 0 && read === items.length) return text;
  throw new Error(`keytool ${command} read ${read} of ${items.length}:\n${text.slice(-2000)}`);
}

function error(words: string): Finding {
  return { id: words.split(":")[0]!, level: "error", text: words };
}
