import type { KeyObject } from "node:crypto";
import type { SignatureHash } from "@duplicert/shared/signature-hash";
import { encodeSigned } from "./asn1.ts";
import { encodeOcspResponse } from "./asn1-ocsp.ts";
import { draftCrl } from "./crl.ts";
import type { Issuer } from "./issuer.ts";
import { LintedDraft } from "./lint.ts";
import { draftOcsp } from "./ocsp.ts";
import type { IssuingCaFacts } from "./profile.ts";
import { readCertificate } from "./read-certificate.ts";
import { publicKeyOf, signVerified } from "./sign-verified.ts";
import { signatureAlgorithm } from "./signature-algorithm.ts";
import type { Signer } from "./signer.ts";

/** A CA and the holder of its key. */
export interface CaWithKey {
  facts: IssuingCaFacts;
  signer: Signer;
}

/** The CAs whose keys are here, by id; one that was installed a moment ago is opened when it is first asked for. */
export interface CaKeys {
  get(id: string): CaWithKey | undefined | Promise<CaWithKey | undefined>;
}

/** The CA that is built in; the root is among its CAs where it signs its CRL here. */
export function builtInIssuer(cas: CaKeys): Issuer {
  const ready = new Map<string, CaWithKey & { key: KeyObject }>();
  const find = async (id: string) => {
    const there = ready.get(id);
    if (there) return there;
    const ca = await cas.get(id);
    if (!ca) throw new Error(`There is no key here for the issuing CA ${id}.`);
    const found = { ...ca, key: ownKey(ca) };
    ready.set(id, found);
    return found;
  };
  return {
    async issue(linted) {
      if (!LintedDraft.holds(linted)) throw new Error("Only a draft that passed lint is signed.");
      const { plan, tbs } = linted.draft;
      const { facts, signer, key } = await find(plan.issuingCaId);
      const signature = await signVerified(signer, key, tbs, plan.signatureHash);
      const der = encodeSigned(tbs, signatureAlgorithm(facts.keyType, plan.signatureHash), signature);
      assertSame(der, tbs);
      return { signature, der };
    },
    async signCrl(ca, crl) {
      const { facts, signer, key } = await find(ca.id);
      const hash = statusHash(facts);
      const tbs = draftCrl(facts, crl, hash);
      return encodeSigned(tbs, signatureAlgorithm(facts.keyType, hash), await signVerified(signer, key, tbs, hash));
    },
    async signOcsp(ca, answer, certIdHash) {
      const { facts, signer, key } = await find(ca.id);
      const hash = statusHash(facts);
      const data = draftOcsp(facts, answer, certIdHash);
      const signature = await signVerified(signer, key, data, hash);
      return encodeOcspResponse(data, signatureAlgorithm(facts.keyType, hash), signature);
    },
  };
}

/** The public key of the CA's certificate, which must be the signer's. */
function ownKey({ facts, signer }: CaWithKey): KeyObject {
  const { spki } = readCertificate(facts.certificateDer).facts;
  if (spki !== signer.spkiDer.toString("hex"))
    throw new Error(`The key that was opened for the issuing CA ${facts.slug} is not the one in its certificate.`);
  return publicKeyOf(signer.spkiDer);
}

function assertSame(der: Buffer, tbs: Buffer): void {
  const { tbs: signed, facts, algorithm } = readCertificate(der);
  if (!signed.equals(tbs)) throw new Error("The certificate holds other bytes than the draft.");
  // RFC 5280 §4.1.1.2: the algorithm is named twice, alike.
  if (facts.signatureAlgorithm !== algorithm) throw new Error("The certificate names two signature algorithms.");
}

/** BR 7.1.3.2.2 binds a P-384 key to SHA-384; an RSA key takes SHA-256, which every client knows. */
function statusHash({ signatureHashes, slug }: IssuingCaFacts): SignatureHash {
  const [first] = signatureHashes;
  if (!first) throw new Error(`The issuing CA ${slug} may sign with no hash.`);
  return signatureHashes.includes("SHA256") ? "SHA256" : first;
}
