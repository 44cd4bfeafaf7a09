import { createHash, randomBytes } from "node:crypto";
import type { SignatureHash } from "@duplicert/shared/signature-hash";
import { issuerAddress, rootCrlAddress } from "./addresses.ts";
import { encodeName, encodeSigned, encodeTbs, extensionValue, type NameAttribute } from "./asn1.ts";
import { newSerial } from "./draft.ts";
import { type Extension, extension } from "./extension.ts";
import { createLocalKey, type LocalKeyType } from "./local-signer.ts";
import { anyPolicy, KeyUsageBit, serverAuth } from "./profile.ts";
import { readSpki } from "./read-certificate.ts";
import { publicKeyOf, signVerified } from "./sign-verified.ts";
import { type CaKeyType, signatureAlgorithm } from "./signature-algorithm.ts";
import type { Signer } from "./signer.ts";

/** A CA just made: everything public of it, and under which name its key is opened. */
export interface NewCa {
  slug: string;
  keyType: CaKeyType;
  signatureHashes: SignatureHash[];
  certificateDer: Buffer;
  keyName: string;
}

export interface CreateCaOptions {
  folder: string;
  passphrase: string;
  /** Organization in the CAs' names, and the beginning of their common names; at most 40 characters. */
  name: string;
  /** ISO 3166-1; "XX", which ISO leaves to its users, names no country. */
  country?: string;
  /** Plain http, without a slash at the end (BR 7.1.2.11). */
  pkiUrl: string;
  notBefore: Date;
}

// RSA-3072 matches P-256 and outlives 2030 (NIST SP 800-57); RSA-4096 takes several seconds to make.
const issuingCas = [
  { slug: "tls-rsa-1", title: "TLS RSA CA 1", key: "RSA-3072", signatureHashes: ["SHA256", "SHA384", "SHA512"] },
  // BR 7.1.3.2.2: a P-384 key signs with SHA-384 and nothing else.
  { slug: "tls-ecc-1", title: "TLS ECC CA 1", key: "P-384", signatureHashes: ["SHA384"] },
] as const satisfies readonly { slug: string; title: string; key: LocalKeyType; signatureHashes: SignatureHash[] }[];

// The root signs the CA certificates with the hash that no client lacks.
const rootHash = "SHA256";

/** Makes a root (25 years), an RSA and an ECDSA issuing CA (10 years each); their keys go to encrypted files in `folder`. */
export async function createCa(options: CreateCaOptions): Promise<{ root: NewCa; issuing: NewCa[] }> {
  judgeOptions(options);
  const [rootKey, ...issuingKeys] = await Promise.all([
    newKey(options, "root", "RSA-3072"),
    ...issuingCas.map(({ slug, key }) => newKey(options, slug, key)),
  ]);
  const rootCa = { name: caName(options, "Root CA"), signer: rootKey.signer };
  const rootDer = await certify(rootCa, {
    ...rootCa,
    notBefore: options.notBefore,
    years: 25,
    extensions: rootExtensions(rootKey.signer),
  });
  const issuing = issuingCas.map(async ({ slug, title, signatureHashes }, at): Promise<NewCa> => {
    const { signer, keyName } = issuingKeys[at]!;
    const extensions = issuingExtensions(signer, rootKey.signer, options.pkiUrl);
    const subject = { name: caName(options, title), signer, notBefore: options.notBefore, years: 10, extensions };
    const certificateDer = await certify(rootCa, subject);
    return { slug, keyType: signer.keyType, signatureHashes: [...signatureHashes], certificateDer, keyName };
  });
  return {
    root: {
      slug: "root",
      keyType: "RSA",
      signatureHashes: [rootHash],
      certificateDer: rootDer,
      keyName: rootKey.keyName,
    },
    issuing: await Promise.all(issuing),
  };
}

function judgeOptions({ name, country = "XX", pkiUrl, notBefore }: CreateCaOptions): void {
  if (name.trim() !== name || name === "" || [...name].length > 40)
    throw new Error("The name of a CA has 1 to 40 characters and no space around it.");
  if (!/^[A-Z]{2}$/.test(country)) throw new Error("The country of a CA is two capital letters (ISO 3166-1).");
  if (!/^http:\/\/[^/]+(\/.*[^/])?$/.test(pkiUrl))
    throw new Error("The address of a CA's files is plain http, without a slash at the end (BR 7.1.2.11).");
  if (notBefore.getTime() % 1000 !== 0) throw new Error("A CA certificate begins with a whole second.");
}

async function newKey({ folder, passphrase }: CreateCaOptions, slug: string, type: LocalKeyType) {
  // A name of its own: a start that was cut short leaves a key behind, which must not stop the next one.
  const keyName = `${slug}-${randomBytes(4).toString("hex")}`;
  return { keyName, signer: await createLocalKey(folder, keyName, type, passphrase) };
}

/** BR 7.1.2.10.2: country, organization, common name. */
function caName({ name, country = "XX" }: CreateCaOptions, title: string): string {
  const attributes: NameAttribute[] = [
    { oid: "2.5.4.6", encoding: "printable", value: country },
    { oid: "2.5.4.10", encoding: "utf8", value: name },
    { oid: "2.5.4.3", encoding: "utf8", value: `${name} ${title}` },
  ];
  return encodeName(attributes);
}

/** RFC 7093 §2 method 1: the first 160 bits of the SHA-256 of the key bits. */
function keyIdentifier(signer: Signer): Buffer {
  const { key } = readSpki(signer.spkiDer.toString("hex"));
  return createHash("sha256").update(key).digest().subarray(0, 20);
}

const caKeyUsage = extensionValue.keyUsage([KeyUsageBit.keyCertSign, KeyUsageBit.cRLSign]);

/** BR 7.1.2.1.2: no extended key usage, no policies, no path length. */
function rootExtensions(root: Signer): Extension[] {
  return [
    extension("basicConstraints", extensionValue.isACa(null), true),
    extension("keyUsage", caKeyUsage, true),
    extension("subjectKeyIdentifier", extensionValue.subjectKeyIdentifier(keyIdentifier(root))),
    extension("authorityKeyIdentifier", extensionValue.authorityKeyIdentifier(keyIdentifier(root))),
  ];
}

/** BR 7.1.2.6.1: for TLS servers alone, and no CA below it; 7.1.2.10.5: with more than one kind of certificate, anyPolicy. */
function issuingExtensions(issuing: Signer, root: Signer, pkiUrl: string): Extension[] {
  return [
    extension("authorityKeyIdentifier", extensionValue.authorityKeyIdentifier(keyIdentifier(root))),
    extension("subjectKeyIdentifier", extensionValue.subjectKeyIdentifier(keyIdentifier(issuing))),
    extension("basicConstraints", extensionValue.isACa(0), true),
    extension("keyUsage", caKeyUsage, true),
    extension("extKeyUsage", extensionValue.extKeyUsage([serverAuth])),
    extension("certificatePolicies", extensionValue.certificatePolicies([anyPolicy])),
    extension("cRLDistributionPoints", extensionValue.cRLDistributionPoints(rootCrlAddress(pkiUrl))),
    extension("authorityInfoAccess", extensionValue.caIssuers(issuerAddress(pkiUrl, "root"))),
  ];
}

interface CaSubject {
  name: string;
  signer: Signer;
  notBefore: Date;
  years: number;
  extensions: Extension[];
}

async function certify(root: { name: string; signer: Signer }, subject: CaSubject): Promise<Buffer> {
  const notAfter = new Date(subject.notBefore);
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + subject.years);
  // RFC 5280 §4.1.2.5: notAfter is inclusive, so minus one second.
  notAfter.setTime(notAfter.getTime() - 1000);
  const algorithm = signatureAlgorithm(root.signer.keyType, rootHash);
  const tbs = encodeTbs({
    serial: newSerial(),
    signatureAlgorithm: algorithm,
    issuer: root.name,
    notBefore: subject.notBefore,
    notAfter,
    subject: subject.name,
    spki: subject.signer.spkiDer.toString("hex"),
    extensions: subject.extensions,
  });
  const key = publicKeyOf(root.signer.spkiDer);
  return encodeSigned(tbs, algorithm, await signVerified(root.signer, key, tbs, rootHash));
}
