import { buffer, type Shape } from "./asn1.ts";

export interface ScryptEncryption {
  salt: Buffer;
  cost: number;
  blockSize: number;
  parallelization: number;
  iv: Buffer;
  encrypted: Buffer;
}

/** PKCS#8 EncryptedPrivateKeyInfo: PBES2 with scrypt (RFC 7914 §7) and AES-256-CBC. */
export function encodeEncryptedKey(of: ScryptEncryption): Buffer {
  const scrypt: Shape = {
    seq: [
      { octstr: { hex: of.salt.toString("hex") } },
      { int: of.cost },
      { int: of.blockSize },
      { int: of.parallelization },
    ],
  };
  const derivation: Shape = { seq: [{ oid: "1.3.6.1.4.1.11591.4.11" }, scrypt] };
  const cipher: Shape = {
    seq: [{ oid: "2.16.840.1.101.3.4.1.42" }, { octstr: { hex: of.iv.toString("hex") } }],
  };
  const algorithm: Shape = { seq: [{ oid: "1.2.840.113549.1.5.13" }, { seq: [derivation, cipher] }] };
  return buffer({ seq: [algorithm, { octstr: { hex: of.encrypted.toString("hex") } }] });
}
