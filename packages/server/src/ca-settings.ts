import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { KeyHomes } from "./certificates/ca-keys.ts";
import type { CaSettings } from "./certificates/ensure-ca.ts";
import { type Config, ConfigError, requireConfig } from "./config.ts";

/** Where the CAs' keys are and what opens them; a new CA begins at `notBefore`. Without a token there must be a passphrase. */
export function caSettings(config: Config, notBefore: Date): CaSettings {
  if (!config.pkcs11) requireConfig(config, "caPassphraseFile");
  return { ...keyHomes(config), name: "Duplicert", pkiUrl: config.pkiUrl, notBefore };
}

/** Where keys of CAs may be, by what is configured. */
export function keyHomes(config: Config): KeyHomes {
  const { caPassphraseFile, pkcs11, dataFolder } = config;
  return {
    keyFolder: join(dataFolder, "ca"),
    passphrase: caPassphraseFile === null ? null : secretIn("CA_PASSPHRASE_FILE", caPassphraseFile),
    pkcs11: pkcs11 && { ...pkcs11, pin: secretIn("PKCS11_PIN_FILE", pkcs11.pinFile) },
  };
}

function secretIn(name: string, path: string): string {
  try {
    return readFileSync(path, "utf8").trim();
  } catch (error) {
    throw new ConfigError(`${name} is "${path}", which cannot be read: ${(error as Error).message}.`);
  }
}
