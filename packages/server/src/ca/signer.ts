import type { SignatureHash } from "@duplicert/shared/signature-hash";
import type { CaKeyType } from "./signature-algorithm.ts";

/** PORT: who holds a CA's private key (a file, a PKCS#11 token, a KMS). The key itself never leaves it. */
export interface Signer {
  readonly keyType: CaKeyType;
  readonly spkiDer: Buffer;
  /** Signs these bytes: RSASSA-PKCS1-v1_5, or ECDSA as DER. */
  sign(tbs: Buffer, hash: SignatureHash): Promise<Buffer>;
}
