import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { wholeSecond } from "@duplicert/shared/validity";
import { draftRoot, endOfYears, signCa } from "../ca/ca-certificate.ts";
import { isCountryCode } from "../ca/country-code.ts";
import { createLocalKey } from "../ca/local-signer.ts";
import { certificatePem } from "../ca/pem.ts";
import { fingerprint, readPassphrase, writeNew } from "./files.ts";
import { type Given, oneOf, option, pathOf, slugOption, type Verb, wholeNumber } from "./verb.ts";

/** Offline: a root's key and certificate, in a new folder. */
export const makeRoot: Verb = {
  usage:
    "root --name NAME --country CC --out FOLDER --passphrase-file FILE [--key RSA-4096|P-384] [--years 25] [--slug root] [--common-name NAME]",
  required: ["name", "country", "out", "passphrase-file"],
  optional: ["key", "years", "slug", "common-name"],
  async run(given, around) {
    const name = nameOf(given);
    const slug = slugOption(given, "slug", "root");
    const keyType = oneOf(given, "key", ["RSA-4096", "P-384"], "RSA-4096");
    // BR 7.1.2.1.1: from 2922 to 9132 days.
    const years = wholeNumber(given, "years", 25, [9, 25]);
    const folder = pathOf(around, option(given, "out"));
    const passphrase = await readPassphrase(given, around);
    await emptyFolder(folder);

    const signer = await createLocalKey(folder, slug, keyType, passphrase);
    const notBefore = wholeSecond(around.now);
    const notAfter = endOfYears(notBefore, years);
    const der = await signCa(signer, draftRoot({ name, spkiDer: signer.spkiDer, notBefore, notAfter }));
    const certificate = join(folder, `${slug}.pem`);
    await writeNew(certificate, certificatePem(der));
    return [
      `The root ${name.commonName} is made; it ends at ${notAfter.toISOString()}.`,
      `Certificate (public):  ${certificate}`,
      `Key (encrypted):       ${join(folder, `${slug}.key.pem`)}`,
      `SHA-256 of the certificate, for the record: ${fingerprint(der)}`,
      "Copy the folder to two media and lock them away in two places; the passphrase goes elsewhere, known to others.",
    ].join("\n");
  },
};

function nameOf(given: Given) {
  const organization = option(given, "name");
  const country = option(given, "country");
  const commonName = option(given, "common-name", `${organization} Root CA`);
  if (!isCountryCode(country))
    throw new Error(`--country is ${country}: it should be two capital letters of ISO 3166-1, such as TW.`);
  for (const text of [organization, commonName])
    if ([...text].length > 64 || /\p{Cc}/u.test(text))
      throw new Error(`${JSON.stringify(text)} should have at most 64 characters, none of them a control character.`);
  return { organization, country, commonName };
}

async function emptyFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0)
    throw new Error(`The folder ${folder} is not empty; it is left alone. Name a new one.`);
}
