import { wholeSecond } from "@duplicert/shared/validity";
import type { DataSource } from "typeorm";
import { audit } from "../audit/audit.ts";
import { builtInIssuer, type CaWithKey } from "../ca/built-in-issuer.ts";
import { createCa, type NewCa } from "../ca/create-ca.ts";
import type { Issuer } from "../ca/issuer.ts";
import { openLocalSigner } from "../ca/local-signer.ts";
import { enqueue } from "../foundation/queue.ts";
import { type Tx, theProduct, transact } from "../foundation/transact.ts";
import { IssuingCa, issuingCaFacts } from "./issuing-ca.ts";

export interface CaSettings {
  /** Folder of the encrypted private keys. */
  keyFolder: string;
  passphrase: string;
  /** Stands in the CAs' names. */
  name: string;
  pkiUrl: string;
  /** When a new CA begins. */
  notBefore: Date;
}

/** Makes the built-in CA if there is none, and opens its keys. Several `work` may start at once: one makes it. */
export async function ensureCa(source: DataSource, settings: CaSettings, now: Date): Promise<Issuer> {
  const rows = await transact(source, theProduct, async (tx) => {
    await tx.query("select pg_advisory_xact_lock(hashtextextended('duplicert ca', 0))");
    const there = await tx.find(IssuingCa);
    return there.length > 0 ? there : makeCa(tx, settings, now);
  });
  const open = async (row: IssuingCa): Promise<[string, CaWithKey]> => {
    const signer = await openLocalSigner(settings.keyFolder, row.keyName, settings.passphrase);
    return [row.id, { facts: issuingCaFacts(row), signer }];
  };
  return builtInIssuer(new Map(await Promise.all(rows.map(open))));
}

async function makeCa(tx: Tx, settings: CaSettings, now: Date): Promise<IssuingCa[]> {
  const { keyFolder: folder, passphrase, name, pkiUrl } = settings;
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
    await enqueue(tx, "publishCrl", { issuingCaId: row.id }, `crl ${row.id}`);
  }
  return rows;
}
