import { join } from "node:path";
import { wholeSecond } from "@duplicert/shared/validity";
import { builtInIssuer, type CaWithKey } from "../src/ca/built-in-issuer.ts";
import { draftIssuingCa, draftRoot, endOfYears, rootHash, signCa } from "../src/ca/ca-certificate.ts";
import { hashesOfCaKey } from "../src/ca/ca-faults.ts";
import { crlShardsOfNewCa } from "../src/ca/crl-shard.ts";
import type { Issuer } from "../src/ca/issuer.ts";
import { createLocalKey, type LocalKeyType } from "../src/ca/local-signer.ts";
import type { Signer } from "../src/ca/signer.ts";
import { throwawayCa } from "../src/ca/throwaway-ca.ts";

/** As a public CA's; nothing answers there, and no tool asks. */
export const pkiUrl = "http://pki.example.com";

/** A root and the issuing CAs under it, with their keys. */
export interface House {
  root: CaWithKey;
  issuing: CaWithKey[];
  issuer: Issuer;
}

const madeAt = (now: Date) => new Date(wholeSecond(now).getTime() - 3_600_000);

/** The house that `start` and `setup` make. */
export interface OrdinaryHouse extends House {
  rsa: CaWithKey;
  discard(): Promise<void>;
}

/** An RSA root, an RSA and a P-384 issuing CA; `rsa` is the first of them. */
export async function ordinaryHouse(now: Date): Promise<OrdinaryHouse> {
  const { root, rsa, ecc, issuer, discard } = await throwawayCa({ pkiUrl, notBefore: madeAt(now) });
  return { root, issuing: [rsa, ecc], rsa, issuer, discard };
}

/** What a key ceremony can make besides: a P-384 root, with an issuing CA of each kind below it. */
export async function ecdsaHouse(folder: string, now: Date): Promise<House> {
  const notBefore = madeAt(now);
  const key = (slug: string, type: LocalKeyType) => createLocalKey(join(folder, "keys"), slug, type, "throwaway");
  const subject = (title: string, { spkiDer }: Signer, years: number) => {
    const name = { country: "XX", organization: "Throwaway", commonName: `Throwaway ${title}` };
    return { name, spkiDer, notBefore, notAfter: endOfYears(notBefore, years) };
  };
  const facts = (slug: string, { keyType, spkiDer }: Signer, certificateDer: Buffer, crlShards: number) => {
    const signatureHashes = hashesOfCaKey(spkiDer.toString("hex"));
    return { id: slug, slug, keyType, signatureHashes, crlShards, certificateDer };
  };
  const signer = await key("root-2", "P-384");
  const rootDer = await signCa(signer, draftRoot(subject("Root CA 2", signer, 25)));
  const root = { facts: { ...facts("root-2", signer, rootDer, 1), signatureHashes: [rootHash.EC] }, signer };
  const below = async (slug: string, title: string, type: LocalKeyType) => {
    const own = await key(slug, type);
    const der = await signCa(signer, draftIssuingCa(root.facts, subject(title, own, 10), pkiUrl));
    return { facts: facts(slug, own, der, crlShardsOfNewCa), signer: own };
  };
  const issuing = [
    await below("tls-rsa-2", "TLS RSA CA 2", "RSA-3072"),
    await below("tls-ecc-2", "TLS ECC CA 2", "P-384"),
  ];
  return { root, issuing, issuer: builtInIssuer(new Map([root, ...issuing].map((ca) => [ca.facts.id, ca]))) };
}
