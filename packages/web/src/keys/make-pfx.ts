import { BmpString, Null, OctetString, Sequence } from "asn1js";
import {
  AlgorithmIdentifier,
  Attribute,
  CertBag,
  ContentInfo,
  DigestInfo,
  EncryptedContentInfo,
  EncryptedData,
  getCrypto,
  MacData,
  PFX,
  PKCS8ShroudedKeyBag,
  SafeBag,
  SafeContents,
} from "pkijs";
import { encryptWithPassphrase } from "./passphrase-encryption.ts";

// .NET refuses a file that asks for more than 300,000 rounds at any one place.
const iterations = 250_000;
const data = "1.2.840.113549.1.7.1";
const encryptedData = "1.2.840.113549.1.7.6";
const shroudedKey = "1.2.840.113549.1.12.10.1.2";
const certificate = "1.2.840.113549.1.12.10.1.3";
const sha256 = "2.16.840.1.101.3.4.2.1";

interface PfxContent {
  privateKey: CryptoKey;
  /** DER: the certificate of that key, then those that lead to its root. */
  certificates: Uint8Array<ArrayBuffer>[];
  /** What stores show it as. */
  friendlyName: string;
}

/**
 * A PKCS#12 file (RFC 7292) as OpenSSL 3 writes it: certificates and key under PBES2 with AES-256, sealed by HMAC-SHA-256.
 * Opened by OpenSSL 1.1 and later, Java 8u301, Windows Server 2019 and later.
 */
export async function makePfx(content: PfxContent, passphrase: string): Promise<Uint8Array<ArrayBuffer>> {
  const [leaf] = content.certificates;
  if (!leaf) throw new Error("There is no certificate to put into the file.");
  // What tells readers which certificate is the key's (RFC 7292 §4.2).
  const keyId = new Uint8Array(await crypto.subtle.digest("SHA-256", leaf));
  const attributes = [
    new Attribute({ type: "1.2.840.113549.1.9.20", values: [new BmpString({ value: content.friendlyName })] }),
    new Attribute({ type: "1.2.840.113549.1.9.21", values: [new OctetString({ valueHex: keyId })] }),
  ];
  const safes = new Sequence({
    value: [
      (await certificateSafe(content.certificates, attributes, passphrase)).toSchema(),
      (await keySafe(content.privateKey, attributes, passphrase)).toSchema(),
    ],
  }).toBER();
  const authSafe = new ContentInfo({ contentType: data, content: new OctetString({ valueHex: safes }) });
  const pfx = new PFX({ version: 3, authSafe, macData: await seal(safes, passphrase) });
  return new Uint8Array(pfx.toSchema().toBER());
}

async function certificateSafe(
  certificates: Uint8Array<ArrayBuffer>[],
  attributes: Attribute[],
  passphrase: string,
): Promise<ContentInfo> {
  const safeBags = certificates.map((der, index) => {
    const certValue = new OctetString({ valueHex: der });
    const bagValue = new CertBag({ certId: "1.2.840.113549.1.9.22.1", certValue });
    return new SafeBag({ bagId: certificate, bagValue, ...(index === 0 && { bagAttributes: attributes }) });
  });
  const content = new SafeContents({ safeBags }).toSchema().toBER();
  const encrypted = await encryptWithPassphrase(content, passphrase, iterations);
  const safe = new EncryptedData({
    version: 0,
    encryptedContentInfo: new EncryptedContentInfo({
      contentType: data,
      contentEncryptionAlgorithm: encrypted.algorithm,
      encryptedContent: new OctetString({ valueHex: encrypted.data }),
      disableSplit: true, // in one piece, which is DER
    }),
  });
  return new ContentInfo({ contentType: encryptedData, content: safe.toSchema() });
}

async function keySafe(privateKey: CryptoKey, bagAttributes: Attribute[], passphrase: string): Promise<ContentInfo> {
  const plain = await crypto.subtle.exportKey("pkcs8", privateKey);
  const encrypted = await encryptWithPassphrase(plain, passphrase, iterations);
  const bagValue = new PKCS8ShroudedKeyBag({
    encryptionAlgorithm: encrypted.algorithm,
    encryptedData: new OctetString({ valueHex: encrypted.data }),
  });
  const safeBags = [new SafeBag({ bagId: shroudedKey, bagValue, bagAttributes })];
  const content = new SafeContents({ safeBags }).toSchema().toBER();
  return new ContentInfo({ contentType: data, content: new OctetString({ valueHex: content }) });
}

/** The MAC of RFC 7292 §5.1. Its salt is as long as OpenSSL's: macOS has refused longer ones. */
async function seal(content: ArrayBuffer, passphrase: string): Promise<MacData> {
  const salt = crypto.getRandomValues(new Uint8Array(8));
  const digest = await getCrypto(true).stampDataWithPassword({
    password: new TextEncoder().encode(passphrase).buffer,
    hashAlgorithm: "SHA-256",
    iterationCount: iterations,
    salt: salt.buffer,
    contentToStamp: content,
  });
  return new MacData({
    mac: new DigestInfo({
      digestAlgorithm: new AlgorithmIdentifier({ algorithmId: sha256, algorithmParams: new Null() }),
      digest: new OctetString({ valueHex: digest }),
    }),
    macSalt: new OctetString({ valueHex: salt }),
    iterations,
  });
}
