import { encodeName, encodeRequestInfo, encodeSigned } from "../ca/asn1.ts";
import { rootHash } from "../ca/ca-certificate.ts";
import { createLocalKey } from "../ca/local-signer.ts";
import { toPem } from "../ca/pem.ts";
import { publicKeyOf, signVerified } from "../ca/sign-verified.ts";
import { signatureAlgorithm } from "../ca/signature-algorithm.ts";
import type { Signer } from "../ca/signer.ts";
import { keyHomes } from "../ca-settings.ts";
import type { KeyHomes } from "../certificates/ca-keys.ts";
import { fingerprint, mustBeNew, writeNew } from "./files.ts";
import { type Given, oneOf, option, pathOf, slugOption, type Verb } from "./verb.ts";

const keyTypes = ["RSA-3072", "RSA-4096", "P-384"] as const;

/** Online: makes the key of a new issuing CA where it will live, and writes the request for its certificate. */
export const requestCa: Verb = {
  usage: "request --slug SLUG --key RSA-3072|RSA-4096|P-384 [--home file|pkcs11] [--out FILE]",
  required: ["slug", "key"],
  optional: ["home", "out"],
  async run(given, around) {
    const slug = slugOption(given);
    const keyType = oneOf(given, "key", keyTypes);
    const home = oneOf(given, "home", ["file", "pkcs11"], "file");
    const out = pathOf(around, option(given, "out", `${slug}.csr.pem`));
    await mustBeNew(out);
    const signer = await newKey(keyHomes(around.config()), home, slug, keyType);
    await writeNew(out, await requestOf(signer, slug));
    return [
      `The key of ${slug} is made (${keyType}, ${home === "file" ? "an encrypted file" : "on the token"}).`,
      `Request, to be carried to the root: ${out}`,
      `SHA-256 of the key, to be compared there: ${fingerprint(signer.spkiDer)}`,
    ].join("\n");
  },
};

async function newKey(homes: KeyHomes, home: "file" | "pkcs11", slug: string, keyType: (typeof keyTypes)[number]) {
  if (home === "pkcs11") {
    const { createPkcs11Key } = await import("../ca/pkcs11-signer.ts");
    if (homes.pkcs11) return createPkcs11Key(homes.pkcs11, slug, keyType);
    throw new Error("For --home pkcs11 set PKCS11_MODULE, PKCS11_TOKEN and PKCS11_PIN_FILE.");
  }
  if (homes.passphrase !== null) return createLocalKey(homes.keyFolder, slug, keyType, homes.passphrase);
  throw new Error("For a key in a file set CA_PASSPHRASE_FILE to the file of the passphrase that `work` has too.");
}

/** A CSR (RFC 2986) whose common name is the slug: the root gives the CA its name. */
async function requestOf(signer: Signer, slug: string): Promise<string> {
  const subject = encodeName([{ oid: "2.5.4.3", encoding: "utf8", value: slug }]);
  const info = encodeRequestInfo(subject, signer.spkiDer.toString("hex"));
  const hash = rootHash[signer.keyType];
  const signature = await signVerified(signer, publicKeyOf(signer.spkiDer), info, hash);
  return toPem("CERTIFICATE REQUEST", encodeSigned(info, signatureAlgorithm(signer.keyType, hash), signature));
}

/** The homes of keys as they are stored, by what is typed. */
export const homeOf = (given: Given): "FILE" | "PKCS11" =>
  oneOf(given, "home", ["file", "pkcs11"], "file") === "file" ? "FILE" : "PKCS11";
