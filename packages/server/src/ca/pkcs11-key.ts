import { createPublicKey } from "node:crypto";
import { primitive, readOne, Tag } from "./der.ts";
import type { LocalKeyType } from "./local-signer.ts";
import { type Attribute, attribute, type TokenSession } from "./pkcs11-token.ts";

// PKCS #11 2.40, object classes, key types, mechanisms and attributes.
const Class = { PUBLIC_KEY: 2, PRIVATE_KEY: 3 } as const;
const KeyType = { RSA: 0, EC: 3 } as const;
const Mechanism = { RSA_PKCS_KEY_PAIR_GEN: 0x0, EC_KEY_PAIR_GEN: 0x1040 } as const;
const Cka = {
  CLASS: 0x000,
  TOKEN: 0x001,
  PRIVATE: 0x002,
  LABEL: 0x003,
  KEY_TYPE: 0x100,
  ID: 0x102,
  SENSITIVE: 0x103,
  DECRYPT: 0x105,
  UNWRAP: 0x107,
  SIGN: 0x108,
  VERIFY: 0x10a,
  MODULUS: 0x120,
  MODULUS_BITS: 0x121,
  PUBLIC_EXPONENT: 0x122,
  EXTRACTABLE: 0x162,
  EC_PARAMS: 0x180,
  EC_POINT: 0x181,
} as const;

// DER of the curve's object identifier, and its name in a JWK.
const curves: Record<string, string> = { "06082a8648ce3d030107": "P-256", "06052b81040022": "P-384" };
const p384 = Buffer.from("06052b81040022", "hex");

/** The handle of the one private key of that label, or null when there is none. */
export async function findPrivateKey(session: TokenSession, label: string): Promise<bigint | null> {
  return onlyOne(session, label, Class.PRIVATE_KEY, "private");
}

/** SubjectPublicKeyInfo of the key of that label, by the public key beside it. Throws in words when it is not there. */
export async function readPublicKey(session: TokenSession, label: string): Promise<Buffer> {
  const key = await onlyOne(session, label, Class.PUBLIC_KEY, "public");
  if (key === null) throw new Error(`The token has no public key ${label} beside the private one: put it there.`);
  const wanted = [Cka.KEY_TYPE, Cka.MODULUS, Cka.PUBLIC_EXPONENT, Cka.EC_PARAMS, Cka.EC_POINT];
  const [type, modulus, exponent, params, point] = await session.read(key, wanted);
  const jwk = type?.[0] === KeyType.RSA ? rsaJwk(modulus!, exponent!) : ecJwk(params!, point!);
  if (!jwk) throw new Error(`The key ${label} on the token is neither an RSA key nor one on P-256 or P-384.`);
  return createPublicKey({ key: jwk, format: "jwk" }).export({ format: "der", type: "spki" });
}

/** Makes a key pair that never leaves the token. */
export async function generateKeyPair(session: TokenSession, label: string, keyType: LocalKeyType): Promise<void> {
  const { number, truth, bytes } = attribute;
  const named = [bytes(Cka.LABEL, Buffer.from(label)), bytes(Cka.ID, Buffer.from(label)), truth(Cka.TOKEN, true)];
  const hidden = [truth(Cka.PRIVATE, true), truth(Cka.SENSITIVE, true), truth(Cka.EXTRACTABLE, false)];
  // For signing alone; what an EC key cannot do anyway some modules refuse to hear of.
  const uses = keyType === "P-384" ? [] : [truth(Cka.DECRYPT, false), truth(Cka.UNWRAP, false)];
  const shape: Attribute[] =
    keyType === "P-384"
      ? [bytes(Cka.EC_PARAMS, p384)]
      : [number(Cka.MODULUS_BITS, Number(keyType.slice(4))), bytes(Cka.PUBLIC_EXPONENT, Buffer.from([1, 0, 1]))];
  const mechanism = keyType === "P-384" ? Mechanism.EC_KEY_PAIR_GEN : Mechanism.RSA_PKCS_KEY_PAIR_GEN;
  const privateKey = [...named, ...hidden, truth(Cka.SIGN, true), ...uses];
  await session.generate(mechanism, [...named, ...shape, truth(Cka.VERIFY, true)], privateKey);
}

async function onlyOne(session: TokenSession, label: string, kind: number, word: string): Promise<bigint | null> {
  const { number, bytes } = attribute;
  const found = await session.find([number(Cka.CLASS, kind), bytes(Cka.LABEL, Buffer.from(label))]);
  if (found.length > 1) throw new Error(`The token has ${found.length} ${word} keys ${label}: rename all but one.`);
  return found[0] ?? null;
}

const url = (bytes: Buffer): string => bytes.toString("base64url");

function rsaJwk(modulus: Buffer, exponent: Buffer) {
  return { kty: "RSA", n: url(modulus), e: url(exponent) };
}

/** PKCS #11 2.40 §2.3.3: the point is DER of an OCTET STRING; some modules give its content alone. */
function ecJwk(params: Buffer, point: Buffer) {
  const crv = curves[params.toString("hex")];
  const size = crv === "P-384" ? 48 : 32;
  const raw = point.length === 1 + 2 * size ? point : contentOf(point);
  if (!crv || raw?.length !== 1 + 2 * size || raw[0] !== 4) return null;
  return { kty: "EC", crv, x: url(raw.subarray(1, 1 + size)), y: url(raw.subarray(1 + size)) };
}

function contentOf(point: Buffer): Buffer | null {
  try {
    return primitive(readOne(point), Tag.OCTET_STRING);
  } catch {
    return null;
  }
}
