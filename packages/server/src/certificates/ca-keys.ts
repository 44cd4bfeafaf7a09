import type { DataSource } from "typeorm";
import type { CaKeys, CaWithKey } from "../ca/built-in-issuer.ts";
import { openLocalSigner } from "../ca/local-signer.ts";
import type { Pkcs11Settings } from "../ca/pkcs11-token.ts";
import type { Signer } from "../ca/signer.ts";
import { look, theProduct } from "../foundation/transact.ts";
import { IssuingCa, issuingCaFacts } from "./issuing-ca.ts";

/** Where the keys of CAs live, and what opens them. */
export interface KeyHomes {
  /** Folder of the encrypted private keys. */
  keyFolder: string;
  /** Null where no key is in a file. */
  passphrase: string | null;
  /** Null where no key is on a token. */
  pkcs11?: Pkcs11Settings | null;
}

export type KeyHome = "FILE" | "PKCS11";

/** Opens the key of that name at its home. Throws in words where that home is not configured. */
export async function openCaKey(homes: KeyHomes, home: KeyHome, name: string): Promise<Signer> {
  if (home === "PKCS11") {
    // Native code is loaded where it is used, and nowhere else.
    const { openPkcs11Signer } = await import("../ca/pkcs11-signer.ts");
    if (homes.pkcs11) return openPkcs11Signer(homes.pkcs11, name);
    throw new Error(
      `The CA key ${name} is on a PKCS#11 token: set PKCS11_MODULE, PKCS11_TOKEN and PKCS11_PIN_FILE (docs/key-ceremony.md).`,
    );
  }
  if (homes.passphrase !== null) return openLocalSigner(homes.keyFolder, name, homes.passphrase);
  throw new Error(`The CA key ${name} is in an encrypted file: set CA_PASSPHRASE_FILE to the file of its passphrase.`);
}

/** Every CA whose key is here, by the id of its row; opened once, when it is first asked for. */
export function caKeys(source: DataSource, homes: KeyHomes): CaKeys {
  const opened = new Map<string, Promise<CaWithKey | undefined>>();
  const open = async (id: string) => {
    const row = await look(source, theProduct, (db) => db.findOneBy(IssuingCa, { id }));
    if (!row?.keyName || !row.keyHome) return undefined;
    return { facts: issuingCaFacts(row), signer: await openCaKey(homes, row.keyHome, row.keyName) };
  };
  return {
    get(id) {
      const there = opened.get(id);
      if (there) return there;
      // What could not be opened is tried anew when it is asked for again.
      const opening = open(id);
      opened.set(id, opening);
      opening.catch(() => opened.delete(id));
      return opening;
    },
  };
}
