import { randomBytes } from "node:crypto";
import { accessSync, chmodSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { StartRefusal, systemWords } from "./start-refusal.ts";

/** Makes the folder when it is not there, and sees that it can be written; throws a StartRefusal otherwise. */
export function openDataFolder(folder: string): void {
  try {
    if (!existsSync(folder)) {
      makeFolder(folder);
      chmodSync(folder, 0o700);
    }
    const probe = join(folder, `.probe-${process.pid}`);
    writeFileSync(probe, "");
    rmSync(probe);
  } catch (error) {
    throw new StartRefusal(
      `The data folder ${folder} cannot be written (${systemWords(error)}): set DUPLICERT_DATA to a folder that you may write.`,
    );
  }
}

// One by one: mkdir's own "recursive" never ends where the system lets nothing be made (below /proc).
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

/** The secret kept in this file of the data folder, made (32 random bytes, mode 0600) when there is none. */
export function keptSecret(file: string): string {
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600 });
  const secret = readFileSync(file, "utf8").trim();
  if (secret.length < 32) {
    throw new StartRefusal(
      `${file} holds no secret (it should be one line of at least 32 characters): put it back from a copy.`,
    );
  }
  return secret;
}

/** Throws a StartRefusal when the file cannot be read. */
export function mustRead(file: string, variable: string): void {
  try {
    accessSync(file, constants.R_OK);
  } catch (error) {
    throw new StartRefusal(`${variable} is "${file}", which cannot be read (${systemWords(error)}).`);
  }
}
