import { wholeSecond } from "@duplicert/shared/validity";
import type { DataSource } from "typeorm";
import { audit } from "../audit/audit.ts";
import { builtInIssuer } from "../ca/built-in-issuer.ts";
import { createCa, type NewCa } from "../ca/create-ca.ts";
import type { Issuer } from "../ca/issuer.ts";
import { type Tx, theProduct, transact } from "../foundation/transact.ts";
import { askForEveryCrl } from "./ask-for-status.ts";
import { caKeys, type KeyHomes } from "./ca-keys.ts";
import { IssuingCa } from "./issuing-ca.ts";

export interface CaSettings extends KeyHomes {
  /** Stands in the CAs' names. */
  name: string;
  pkiUrl: string;
  /** When a new CA begins. */
  notBefore: Date;
}

/**
 * Makes the built-in CA if there is none, and opens every key that is here; those of CAs installed later are opened when
 * they are first asked for. Several `work` may start at once: one makes it.
 */
export async function ensureCa(source: DataSource, settings: CaSettings, now: Date): Promise<Issuer> {
  const rows = await transact(source, theProduct, async (tx) => {
    await tx.query("select pg_advisory_xact_lock(hashtextextended('duplicert ca', 0))");
    const there = await tx.find(IssuingCa);
    return there.length > 0 ? there : makeCa(tx, settings, now);
  });
  const keys = caKeys(source, settings);
  await Promise.all(rows.map((row) => keys.get(row.id)));
  return builtInIssuer(keys);
}

async function makeCa(tx: Tx, settings: CaSettings, now: Date): Promise<IssuingCa[]> {
  const { keyFolder: folder, passphrase, name, pkiUrl } = settings;
  if (settings.pkcs11 || passphrase === null)
    throw new Error(
      "There is no CA yet, and PKCS11_MODULE says that its keys are to be on a token: make the CA by the key ceremony, step by step in docs/key-ceremony.md",
    );
  const { root, issuing } = await createCa({
    folder,
    passphrase,
    name,
    pkiUrl,
    notBefore: wholeSecond(settings.notBefore),
  });
  const rowOf = (ca: NewCa) =>
    tx.create(IssuingCa, {
      ...ca,
      isRoot: ca === root,
      keyHome: "FILE",
      rootDer: root.certificateDer,
      activeFrom: settings.notBefore,
      retiredAt: null,
    });
  const rows = await tx.save([root, ...issuing].map(rowOf));
  for (const row of rows) {
    await audit(
      tx,
      { accountId: null, actor: "work", now },
      "ca.create",
      { type: "issuing_ca", id: row.id },
      { slug: row.slug, keyName: row.keyName },
    );
    await askForEveryCrl(tx, row);
  }
  return rows;
}
