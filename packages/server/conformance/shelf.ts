import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { CaWithKey } from "../src/ca/built-in-issuer.ts";
import { certificatePem, toPem } from "../src/ca/pem.ts";
import type { SubjectKey } from "./issue-all.ts";
import type { Bench, Item } from "./item.ts";

/** Where what was signed lies as files, DER and PEM, each under a name made of its content. */
export type Shelf = Awaited<ReturnType<typeof openShelf>>;

type Said = Pick<Item, "id" | "row" | "type">;

export async function openShelf(folder: string, subjectKeys: readonly SubjectKey[]) {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const keys = new Map<string, string>();
  for (const { name, privateKey } of subjectKeys) {
    const path = join(folder, `${name}.key.pem`);
    await writeFile(path, privateKey.export({ format: "pem", type: "pkcs8" }), { mode: 0o600 });
    keys.set(name, path);
  }
  const stem = (der: Buffer) => join(folder, createHash("sha256").update(der).digest("hex").slice(0, 24));
  const pathOf = (der: Buffer) => `${stem(der)}.der`;
  const put = async (der: Buffer, issuer: Buffer, pem: string) => {
    await writeFile(pathOf(der), der);
    await writeFile(`${stem(der)}.pem`, pem);
    await writeFile(pathOf(issuer), issuer);
    await writeFile(`${stem(issuer)}.pem`, certificatePem(issuer));
    return { der: pathOf(der), pem: `${stem(der)}.pem`, issuerDer: pathOf(issuer), issuerPem: `${stem(issuer)}.pem` };
  };
  const nothing = { hostName: null, key: null, crlAddress: null, aboutDer: null, aboutPem: null };
  return {
    folder,
    keys,
    pathOf,
    async certificate(
      der: Buffer,
      issuer: Buffer,
      said: Omit<Item, "kind" | "der" | "pem" | "issuerDer" | "issuerPem" | "aboutDer" | "aboutPem">,
    ): Promise<Item> {
      return { ...nothing, ...said, kind: "certificate", ...(await put(der, issuer, certificatePem(der))) };
    },
    async ca({ facts }: CaWithKey, issuer: CaWithKey, row: string, type: string): Promise<Item> {
      const files = await put(facts.certificateDer, issuer.facts.certificateDer, certificatePem(facts.certificateDer));
      return { ...nothing, id: `ca/${facts.slug}`, row, kind: "ca", type, ...files };
    },
    async crl(der: Buffer, issuer: Buffer, said: Said & { crlAddress: string }): Promise<Item> {
      return { ...nothing, ...said, kind: "crl", ...(await put(der, issuer, toPem("X509 CRL", der))) };
    },
    async ocsp(der: Buffer, issuer: Buffer, { about, ...said }: Said & { about: Item }): Promise<Item> {
      const files = await put(der, issuer, toPem("OCSP RESPONSE", der));
      return { ...nothing, ...said, kind: "ocsp", ...files, aboutDer: about.der, aboutPem: about.pem };
    },
    async crlsInForce(crls: Item[], root: Item): Promise<Pick<Bench, "crls" | "rootCrlDer" | "allCrlsPem">> {
      const allCrlsPem = join(folder, "crls.pem");
      const texts = await Promise.all(crls.map(({ pem }) => readFile(pem, "utf8")));
      await writeFile(allCrlsPem, texts.join(""));
      return { crls, rootCrlDer: root.der, allCrlsPem };
    },
  };
}
