import { createPublicKey, type KeyObject, verify } from "node:crypto";
import { promisify } from "node:util";
import type { SignatureHash } from "@duplicert/shared/signature-hash";
import { digestName } from "./signature-algorithm.ts";
import type { Signer } from "./signer.ts";

const verifyBytes = promisify(verify) as (
  digest: string,
  data: Buffer,
  key: KeyObject,
  signature: Buffer,
) => Promise<boolean>;

/** A public key from its SubjectPublicKeyInfo. */
export function publicKeyOf(spkiDer: Buffer): KeyObject {
  return createPublicKey({ key: spkiDer, format: "der", type: "spki" });
}

/** Signs once and verifies what came back: a token that errs must not put its error into the world. */
export async function signVerified(signer: Signer, key: KeyObject, tbs: Buffer, hash: SignatureHash): Promise<Buffer> {
  const signature = await signer.sign(tbs, hash);
  if (await verifyBytes(digestName(hash), tbs, key, signature)) return signature;
  throw new Error("The signer gave back a signature that its public key does not verify.");
}
