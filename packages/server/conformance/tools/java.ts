import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Bench, Finding, Item, Verdicts } from "../item.ts";
import { run } from "../run-command.ts";
import type { Tool } from "../tool.ts";
import { folder } from "./folders.ts";

const debian = "openjdk-17-jdk-headless";

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
    .trimEnd()
    .split("\n")
    .map((line) => line.split("\t") as [string, string]);
  return new Map(answers.map(([id, words]) => [id, words === "" ? [] : [error(words)]]));
}

/** One call for all certificates in one file, which keytool numbers from 1, and one for each CRL. */
async function keytool(bench: Bench, items: readonly Item[]): Promise<Verdicts> {
  const certificates = items.filter(({ kind }) => kind === "certificate" || kind === "ca");
  const verdicts: Verdicts = new Map(certificates.map(({ id }) => [id, []]));
  const file = join(bench.folder, "keytool.pem");
  await writeFile(file, (await Promise.all(certificates.map(({ pem }) => readFile(pem, "utf8")))).join(""));
  const { code, text } = await run("keytool", ["-J-Duser.language=en", "-printcert", "-file", file]);
  const owners = text.match(/^Owner: /gm)?.length ?? 0;
  if (code !== 0 || owners !== certificates.length)
    throw new Error(`keytool read ${owners} of ${certificates.length} certificates:\n${text.slice(-2000)}`);
  for (const [, number = "1", words] of text.matchAll(/^The certificate(?: #(\d+) of \d+)? ((?:uses|is) .*risk.*)$/gm))
    verdicts.get(certificates[Number(number) - 1]!.id)!.push({ ...error(`keytool: ${words}`), level: "warning" });
  for (const item of items.filter(({ kind }) => kind === "crl")) {
    const shown = await run("keytool", ["-J-Duser.language=en", "-printcrl", "-file", item.der]);
    const warning = /^.*(?:risk|Warning).*$/m.exec(shown.text)?.[0];
    const good = shown.code === 0 && warning === undefined;
    verdicts.set(item.id, good ? [] : [error(`keytool: ${warning ?? shown.text.slice(0, 300)}`)]);
  }
  return verdicts;
}

function error(words: string): Finding {
  return { id: words.split(":")[0]!, level: "error", text: words };
}
