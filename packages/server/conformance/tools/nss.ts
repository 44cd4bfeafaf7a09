import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import type { Bench, Finding, Item } from "../item.ts";
import { each, run } from "../run-command.ts";
import type { Tool } from "../tool.ts";

const debian = "libnss3-tools";

/**
 * NSS, by certutil, crlutil and vfychain: chain and purpose (SSL server; SSL CA), by its old and its PKIX library, with the
 * root's CRL. It refuses every CRL with an issuing distribution point, so those of the issuing CAs are not shown to it.
 */
export const nss: Tool = {
  name: "NSS",
  needs: ["certutil", "crlutil", "vfychain"].map((command) => ({ command, debian })),
  judges: ({ kind, type }) => kind === "certificate" || kind === "ca" || type === "ARL",
  judge: async (bench, items) => {
    const database = await freshDatabase(bench);
    await must("crlutil", ["-I", "-d", database, "-i", bench.rootCrlDer, "-t", "1"]);
    return new Map(
      await each(items, async (item) => {
        const found = item.kind === "crl" ? await importCrl(bench, item) : await verifyTwice(database, bench, item);
        return [item.id, found] as const;
      }),
    );
  },
};

async function freshDatabase(bench: Bench): Promise<string> {
  const database = `sql:${await mkdtemp(join(bench.folder, "nss-"))}`;
  await must("certutil", ["-N", "-d", database, "--empty-password"]);
  await must("certutil", ["-A", "-d", database, "-n", "root", "-t", "C,,", "-i", bench.rootPem]);
  return database;
}

/** Import verifies the signature, by the CA in the database. */
async function importCrl(bench: Bench, item: Item): Promise<Finding[]> {
  const database = await freshDatabase(bench);
  const { code, text } = await run("crlutil", ["-I", "-d", database, "-i", item.der, "-t", "1"]);
  return code === 0 ? [] : [found(text)];
}

async function verifyTwice(database: string, bench: Bench, item: Item): Promise<Finding[]> {
  // -u 1 is an SSL server, -u 3 an SSL CA.
  const usage = ["-d", database, "-u", item.kind === "ca" ? "3" : "1"];
  const chain = item.issuerDer === bench.rootDer ? [item.der] : [item.der, item.issuerDer];
  const old = await run("vfychain", [...usage, ...chain]);
  const pkix = await run("vfychain", ["-pp", ...usage, ...chain]);
  const good = ({ code, text }: typeof old) => code === 0 && text.includes("Chain is good!");
  return [old, pkix].filter((ended) => !good(ended)).map(({ text }) => found(text));
}

function found(text: string): Finding {
  const id = /(?:SEC|SSL|PR)_[A-Z_]+/.exec(text)?.[0] ?? "refused";
  return { id, level: "error", text: text.replaceAll(/\s+/g, " ").trim().slice(0, 500) };
}

async function must(command: string, args: string[]): Promise<void> {
  const { code, text } = await run(command, args);
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}: ${text}`);
}
