import { fileStem } from "@duplicert/shared/file-stem";
import type { KeyChoice } from "@duplicert/shared/key-choices";
import type { KeptKey } from "./kept-keys.ts";
import { algorithmOf, spkiOf, spkiSha256 } from "./key-algorithms.ts";
import { makeCsr } from "./make-csr.ts";

/** What a key is made for. */
export interface KeyPurpose {
  purpose: string;
  commonName: string;
  dnsNames: string[];
}

/** Makes a key pair in this browser, and a CSR for these names that is signed by it. */
export async function makeKeyPair(choice: KeyChoice, wanted: KeyPurpose): Promise<KeptKey> {
  const { purpose, commonName, dnsNames } = wanted;
  // Exportable, as its owner takes it to the server.
  const pair = await crypto.subtle.generateKey(algorithmOf(choice), true, ["sign", "verify"]);
  const { privateKey } = pair as CryptoKeyPair;
  return {
    spkiSha256: await spkiSha256(await spkiOf(privateKey)),
    privateKey,
    csr: await makeCsr(privateKey, commonName, [...new Set([commonName, ...dnsNames])]),
    purpose,
    stem: fileStem(commonName),
    saved: false,
  };
}
