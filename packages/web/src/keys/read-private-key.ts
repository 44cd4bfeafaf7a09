import { privateKeyIn } from "@duplicert/shared/private-key-in";
import {
  type AsnType,
  type BaseBlock,
  Constructed,
  fromBER,
  Integer,
  Null,
  ObjectIdentifier,
  OctetString,
  Sequence,
} from "asn1js";
import { AlgorithmIdentifier } from "pkijs";
import { spkiOf } from "./key-algorithms.ts";
import { openWithPassphrase } from "./passphrase-encryption.ts";
import { bytesOf, pemBytes } from "./pem.ts";

/** Why a private key could not be opened. */
export type KeyProblem = "NO_KEY" | "PASSPHRASE_NEEDED" | "WRONG_PASSPHRASE" | "UNKNOWN_ENCRYPTION" | "UNKNOWN_KEY";
export type ReadKey = { privateKey: CryptoKey; spki: Uint8Array<ArrayBuffer> } | { problem: KeyProblem };

const rsaEncryption = "1.2.840.113549.1.1.1";
const ecPublicKey = "1.2.840.10045.2.1";
const curves: Record<string, string> = { "1.2.840.10045.3.1.7": "P-256", "1.3.132.0.34": "P-384" };

/**
 * The first private key in a text, PEM or base64 of DER: PKCS#8, PKCS#1 (RSA) or SEC 1 (EC), plain or, as PKCS#8, under
 * a passphrase. Nothing leaves this machine; the key can be exported, to be written again.
 */
export async function readPrivateKey(text: string, passphrase: string | null): Promise<ReadKey> {
  const key = privateKeyIn(text);
  if (key === null) return { problem: "NO_KEY" };
  // OpenSSL's own encryption of before PKCS#8 (RFC 1421 §4.6) rests on one round of MD5.
  if (/^Proc-Type:.*ENCRYPTED/m.test(key)) return { problem: "UNKNOWN_ENCRYPTION" };
  const der = key.startsWith("-----BEGIN ") ? pemBytes(key)[0] : bytesOf(key);
  if (!der) return { problem: "UNKNOWN_KEY" };
  try {
    return await readDer(der, passphrase);
  } catch {
    // what asn1js, pkijs or WebCrypto could not make sense of
    return { problem: "UNKNOWN_KEY" };
  }
}

async function readDer(der: Uint8Array<ArrayBuffer>, passphrase: string | null): Promise<ReadKey> {
  const [first, second, third] = elementsOf(der);
  if (first instanceof Sequence && second instanceof OctetString) {
    if (passphrase === null) return { problem: "PASSPHRASE_NEEDED" };
    const encrypted = { algorithm: new AlgorithmIdentifier({ schema: first }), data: contentOf(second).buffer };
    const opened = await openWithPassphrase(encrypted, passphrase);
    if ("problem" in opened) return opened;
    // One wrong passphrase in 256 leaves padding that looks right, and then no key in it.
    const read = await readDer(new Uint8Array(opened.content), null).catch(() => null);
    return read && "privateKey" in read ? read : { problem: read ? "UNKNOWN_KEY" : "WRONG_PASSPHRASE" };
  }
  const pkcs8 = third instanceof OctetString ? der : wrapped(der);
  const algorithm = pkcs8 && algorithmIn(pkcs8);
  if (!algorithm) return { problem: "UNKNOWN_KEY" };
  const privateKey = await crypto.subtle.importKey("pkcs8", pkcs8, algorithm, true, ["sign"]);
  return { privateKey, spki: await spkiOf(privateKey) };
}

/** PKCS#1 (RFC 8017 Appendix A.1.2) or SEC 1 (RFC 5915) as PKCS#8, the one form that WebCrypto knows. */
function wrapped(der: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  const [, second, ...rest] = elementsOf(der);
  if (second instanceof Integer) return pkcs8(der, [new ObjectIdentifier({ value: rsaEncryption }), new Null()]);
  const parameters = rest.find((one) => one instanceof Constructed && one.idBlock.tagNumber === 0);
  const curve = parameters instanceof Constructed ? parameters.valueBlock.value[0] : null;
  return curve instanceof ObjectIdentifier
    ? pkcs8(der, [new ObjectIdentifier({ value: ecPublicKey }), new ObjectIdentifier({ value: curve.getValue() })])
    : null;
}

function pkcs8(key: Uint8Array<ArrayBuffer>, algorithm: AsnType[]): Uint8Array<ArrayBuffer> {
  const parts = [new Integer({ value: 0 }), new Sequence({ value: algorithm }), new OctetString({ valueHex: key })];
  return new Uint8Array(new Sequence({ value: parts }).toBER());
}

function algorithmIn(pkcs8: Uint8Array<ArrayBuffer>): RsaHashedImportParams | EcKeyImportParams | null {
  const { algorithmId, algorithmParams } = new AlgorithmIdentifier({ schema: elementsOf(pkcs8)[1] });
  if (algorithmId === rsaEncryption) return { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  if (algorithmId !== ecPublicKey || !(algorithmParams instanceof ObjectIdentifier)) return null;
  const namedCurve = curves[algorithmParams.getValue()];
  return namedCurve ? { name: "ECDSA", namedCurve } : null;
}

/** What is in a SEQUENCE that is all there is; throws when it is not that. */
function elementsOf(der: Uint8Array<ArrayBuffer>): BaseBlock[] {
  const { result, offset } = fromBER(der);
  if (!(result instanceof Sequence) || offset !== der.length) throw new Error("No SEQUENCE, or something after it.");
  return result.valueBlock.value;
}

const contentOf = (octets: OctetString) => Uint8Array.from(octets.valueBlock.valueHexView);
