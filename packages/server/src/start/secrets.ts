import { join } from "node:path";
import { type Config, requireConfig } from "../config.ts";
import { keptSecret, mustRead } from "./data-folder.ts";

/** What no process shows: the sign-in secret, and the file that opens the CA's keys. */
export interface Secrets {
  authSecret: string;
  caPassphraseFile: string;
}

/** The secrets that were given; with the embedded database, missing ones are made and kept in the data folder. */
export function openSecrets(config: Config): Secrets {
  const made = config.embedded ? madeSecrets(config) : requireConfig(config, "authSecret", "caPassphraseFile");
  mustRead(made.caPassphraseFile, "CA_PASSPHRASE_FILE");
  return { authSecret: made.authSecret, caPassphraseFile: made.caPassphraseFile };
}

function madeSecrets({ authSecret, caPassphraseFile, dataFolder }: Config): Secrets {
  const ownFile = join(dataFolder, "ca-passphrase");
  if (!caPassphraseFile) keptSecret(ownFile);
  return {
    authSecret: authSecret ?? keptSecret(join(dataFolder, "auth-secret")),
    caPassphraseFile: caPassphraseFile ?? ownFile,
  };
}
