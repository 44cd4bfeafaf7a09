import { createHash } from "node:crypto";
import type { SignatureHash } from "@duplicert/shared/signature-hash";
import { encodeEcdsaSignature } from "./asn1.ts";
import type { LocalKeyType } from "./local-signer.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { Pkcs11Error } from "./pkcs11-error.ts";
import { findPrivateKey, generateKeyPair, readPublicKey } from "./pkcs11-key.ts";
import { openToken, type Pkcs11Settings, type TokenSession } from "./pkcs11-token.ts";
import { readSpki } from "./read-certificate.ts";
import { type CaKeyType, digestName } from "./signature-algorithm.ts";
import type { Signer } from "./signer.ts";

const ckmRsaPkcs = 0x1;
const ckmEcdsa = 0x1041;

// RFC 8017 §9.2, note 1: what stands before the hash in a DigestInfo.
const digestInfo: Record<SignatureHash, string> = {
  SHA256: "3031300d060960864801650304020105000420",
  SHA384: "3041300d060960864801650304020205000430",
  SHA512: "3051300d060960864801650304020305000440",
};

/** Opens a key on a PKCS#11 token by its label. The key stays there; a session that is lost is opened anew, once. */
export async function openPkcs11Signer(settings: Pkcs11Settings, label: string): Promise<Signer> {
  const first = await openKey(settings, label);
  const spkiDer = await readPublicKey(first.session, label);
  const { type } = readSpki(spkiDer.toString("hex"));
  if (type === null) throw new Error(`The key ${label} on the token is neither RSA nor EC.`);
  let open: Promise<OpenKey> | null = Promise.resolve(first);
  const signOnce = async (mechanism: number, data: Buffer) => {
    open ??= openKey(settings, label);
    try {
      const { session, key } = await open;
      return await session.sign(key, mechanism, data);
    } catch (error) {
      const lost = await open.catch(() => null);
      open = null;
      await lost?.session.close().catch(() => {});
      throw error;
    }
  };
  const signTwice = (mechanism: number, data: Buffer) =>
    signOnce(mechanism, data).catch((error: unknown) => {
      if (error instanceof Pkcs11Error && error.sessionLost) return signOnce(mechanism, data);
      throw error;
    });
  // A session does one thing at a time (PKCS #11 2.40 §2.6.7).
  const inTurn = oneAtATime();
  return { keyType: type, spkiDer, sign: (tbs, hash) => inTurn(() => signed(type, signTwice, tbs, hash)) };
}

/** Makes a key on the token, under a label that no key has there, and opens it. */
export async function createPkcs11Key(settings: Pkcs11Settings, label: string, type: LocalKeyType): Promise<Signer> {
  const session = await openToken(settings, true);
  try {
    if ((await findPrivateKey(session, label)) !== null)
      throw new Error(`The token ${settings.token} has a private key ${label} already; it is left alone.`);
    await generateKeyPair(session, label, type);
  } finally {
    await session.close();
  }
  return openPkcs11Signer(settings, label);
}

interface OpenKey {
  session: TokenSession;
  key: bigint;
}

async function openKey(settings: Pkcs11Settings, label: string): Promise<OpenKey> {
  const session = await openToken(settings);
  const key = await findPrivateKey(session, label).catch(async (error: unknown) => {
    await session.close().catch(() => {});
    throw error;
  });
  if (key !== null) return { session, key };
  await session.close();
  throw new Error(
    `The private key ${label} is not on the token ${settings.token}. Restore it from the backup of the device.`,
  );
}

async function signed(
  type: CaKeyType,
  sign: (mechanism: number, data: Buffer) => Promise<Buffer>,
  tbs: Buffer,
  hash: SignatureHash,
): Promise<Buffer> {
  const digest = createHash(digestName(hash)).update(tbs).digest();
  if (type === "EC") return encodeEcdsaSignature(await sign(ckmEcdsa, digest));
  return sign(ckmRsaPkcs, Buffer.concat([Buffer.from(digestInfo[hash], "hex"), digest]));
}
