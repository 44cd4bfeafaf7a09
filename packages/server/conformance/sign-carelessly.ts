import type { SignatureHash } from "@duplicert/shared/signature-hash";
import { encodeSigned } from "../src/ca/asn1.ts";
import type { CaWithKey } from "../src/ca/built-in-issuer.ts";
import { type Extension, type ExtensionName, ExtensionOid } from "../src/ca/extension.ts";
import { signatureAlgorithm } from "../src/ca/signature-algorithm.ts";

/** How something spoiled is signed; nothing said: rightly, with SHA-256. */
export interface Careless {
  /** DER AlgorithmIdentifier, as hex. */
  algorithm?: string;
  hash?: SignatureHash;
  /** The signature is another one in one bit. */
  damaged?: boolean;
}

/** Any to-be-signed bytes of a certificate or CRL, signed by an RSA key without asking whether they are good. */
export async function signCarelessly({ signer }: CaWithKey, tbs: Buffer, how: Careless = {}): Promise<Buffer> {
  const { algorithm = signatureAlgorithm("RSA", "SHA256"), hash = "SHA256" } = how;
  const signature = await signer.sign(tbs, hash);
  return encodeSigned(tbs, algorithm, how.damaged ? damage(signature) : signature);
}

/** Another signature, in one bit. */
export const damage = (signature: Buffer): Buffer =>
  Buffer.from(signature.map((octet, at) => (at === 99 ? octet ^ 1 : octet)));

export const without = (list: readonly Extension[], name: ExtensionName): Extension[] =>
  list.filter(({ oid }) => oid !== ExtensionOid[name]);

export const instead = (list: readonly Extension[], one: Extension): Extension[] =>
  list.map((old) => (old.oid === one.oid ? one : old));
