import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CaSettings } from "./certificates/ensure-ca.ts";
import type { Config } from "./config.ts";

/** Where the built-in CA's keys are and what opens them; a new CA begins at `notBefore`. */
export function caSettings(config: Config & { caPassphraseFile: string }, notBefore: Date): CaSettings {
  return {
    keyFolder: join(config.dataFolder, "ca"),
    passphrase: readFileSync(config.caPassphraseFile, "utf8").trim(),
    name: "Duplicert",
    pkiUrl: config.pkiUrl,
    notBefore,
  };
}
