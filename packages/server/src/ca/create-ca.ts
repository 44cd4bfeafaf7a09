import { randomBytes } from "node:crypto";
import type { SignatureHash } from "@duplicert/shared/signature-hash";
import { type CaName, draftIssuingCa, draftRoot, endOfYears, rootHash, signCa } from "./ca-certificate.ts";
import { crlShardsOfNewCa } from "./crl-shard.ts";
import { createLocalKey, type LocalKeyType } from "./local-signer.ts";
import type { CaKeyType } from "./signature-algorithm.ts";
import type { Signer } from "./signer.ts";

/** A CA just made: everything public of it, and under which name its key is opened. */
export interface NewCa {
  slug: string;
  keyType: CaKeyType;
  signatureHashes: SignatureHash[];
  crlShards: number;
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

/** Makes a root (25 years), an RSA and an ECDSA issuing CA (10 years each); their keys go to encrypted files in `folder`. */
export async function createCa(options: CreateCaOptions): Promise<{ root: NewCa; issuing: NewCa[] }> {
  judgeOptions(options);
  const [rootKey, ...issuingKeys] = await Promise.all([
    newKey(options, "root", "RSA-3072"),
    ...issuingCas.map(({ slug, key }) => newKey(options, slug, key)),
  ]);
  const { notBefore, pkiUrl } = options;
  const subject = (title: string, signer: Signer, years: number) => ({
    name: caName(options, title),
    spkiDer: signer.spkiDer,
    notBefore,
    notAfter: endOfYears(notBefore, years),
  });
  const rootDer = await signCa(rootKey.signer, draftRoot(subject("Root CA", rootKey.signer, 25)));
  const root = { slug: "root", certificateDer: rootDer };
  const issuing = issuingCas.map(async ({ slug, title, signatureHashes }, at): Promise<NewCa> => {
    const { signer, keyName } = issuingKeys[at]!;
    const tbs = draftIssuingCa(root, subject(title, signer, 10), pkiUrl);
    return {
      slug,
      keyType: signer.keyType,
      signatureHashes: [...signatureHashes],
      crlShards: crlShardsOfNewCa,
      certificateDer: await signCa(rootKey.signer, tbs),
      keyName,
    };
  });
  return {
    root: {
      ...root,
      keyType: "RSA",
      signatureHashes: [rootHash.RSA],
      crlShards: 1,
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

function caName({ name, country = "XX" }: CreateCaOptions, title: string): CaName {
  return { country, organization: name, commonName: `${name} ${title}` };
}
