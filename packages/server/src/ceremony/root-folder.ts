import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { openLocalSigner } from "../ca/local-signer.ts";
import { readCertificate } from "../ca/read-certificate.ts";
import type { Signer } from "../ca/signer.ts";
import { readCertificateFile, readPassphrase } from "./files.ts";
import { type Around, type Given, option, pathOf } from "./verb.ts";

/** A root as its folder holds it: `<slug>.pem` and `<slug>.key.pem`, nothing else that counts. */
export interface Root {
  slug: string;
  certificateDer: Buffer;
  signer: Signer;
}

/** Opens the root in the folder of --root with the passphrase of --passphrase-file. */
export async function openRoot(given: Given, around: Around): Promise<Root> {
  const folder = pathOf(around, option(given, "root"));
  const files = await readdir(folder).catch(() => {
    throw new Error(`${folder} is not a folder that can be read. --root is the folder that \`ceremony root\` made.`);
  });
  const keys = files.flatMap((file) => /^([a-z0-9-]+)\.key\.pem$/.exec(file)?.[1] ?? []);
  const [slug] = keys;
  if (!slug || keys.length > 1)
    throw new Error(`${folder} holds ${keys.length} root keys (*.key.pem): it should hold one.`);
  const certificateDer = await readCertificateFile(join(folder, `${slug}.pem`));
  const signer = await openLocalSigner(folder, slug, await readPassphrase(given, around));
  if (readCertificate(certificateDer).facts.spki !== signer.spkiDer.toString("hex"))
    throw new Error(
      `The key and the certificate in ${folder} do not belong together. Restore the folder from its backup.`,
    );
  return { slug, certificateDer, signer };
}
