import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { builtInIssuer, type CaWithKey } from "./built-in-issuer.ts";
import { createCa, type NewCa } from "./create-ca.ts";
import { openLocalSigner } from "./local-signer.ts";

/** For tests: a whole CA in a temporary folder, with its real issuer. `discard` removes it. */
export async function throwawayCa(options: { pkiUrl: string; notBefore: Date }) {
  const folder = await mkdtemp(join(tmpdir(), "duplicert-ca-"));
  const passphrase = "correct horse battery staple";
  const made = await createCa({ folder, passphrase, name: "Throwaway", ...options });
  const open = async (ca: NewCa): Promise<CaWithKey> => ({
    facts: { ...ca, id: ca.slug },
    signer: await openLocalSigner(folder, ca.keyName, passphrase),
  });
  const [root, rsa, ecc] = await Promise.all([made.root, ...made.issuing].map(open));
  const cas = [root!, rsa!, ecc!];
  const issuer = builtInIssuer(new Map(cas.map((ca) => [ca.facts.id, ca])));
  const discard = () => rm(folder, { recursive: true });
  return { folder, passphrase, root: root!, rsa: rsa!, ecc: ecc!, issuer, discard };
}
