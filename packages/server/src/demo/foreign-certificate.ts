import { generateKeyPairSync, sign } from "node:crypto";
import { encodeSigned } from "../ca/asn1.ts";
import { type CaName, draftIssuingCa, draftRoot, endOfYears, signCa } from "../ca/ca-certificate.ts";
import { draftCertificate, newSerial } from "../ca/draft.ts";
import { certificatePem } from "../ca/pem.ts";
import { type CertificateWish, planCertificate } from "../ca/plan.ts";
import { publicKeyOf, signVerified } from "../ca/sign-verified.ts";
import type { Signer } from "../ca/signer.ts";

const pkiUrl = "http://pki.elsewhere.example";

/** A certificate of another CA with the CA certificates above it, PEM. The keys of that CA are gone once it is made. */
export async function foreignCertificate(
  wish: Omit<CertificateWish, "signatureHash">,
  notBefore: Date,
): Promise<{ certificatePem: string; chainPem: string }> {
  const [root, issuing] = [throwawaySigner(), throwawaySigner()];
  const opened = new Date(notBefore);
  opened.setUTCFullYear(opened.getUTCFullYear() - 2);
  const life = (years: number) => ({ notBefore: opened, notAfter: endOfYears(opened, years) });
  const rootDer = await signCa(root, draftRoot({ ...life(25), name: name("Root CA"), spkiDer: root.spkiDer }));
  const above = { slug: "root", certificateDer: rootDer };
  const subject = { ...life(10), name: name("TLS CA"), spkiDer: issuing.spkiDer };
  const issuingDer = await signCa(root, draftIssuingCa(above, subject, pkiUrl));

  const ca = { id: "elsewhere", slug: "tls", keyType: "EC", signatureHashes: ["SHA384"], crlShards: 1 } as const;
  const facts = { ...ca, signatureHashes: [...ca.signatureHashes], certificateDer: issuingDer };
  const plan = planCertificate({ ...wish, signatureHash: "SHA384" }, facts, pkiUrl);
  const { tbs } = draftCertificate(plan, newSerial(), notBefore);
  const signature = await signVerified(issuing, publicKeyOf(issuing.spkiDer), tbs, "SHA384");
  const der = encodeSigned(tbs, plan.signatureAlgorithm, signature);
  return { certificatePem: certificatePem(der), chainPem: certificatePem(issuingDer) + certificatePem(rootDer) };
}

const name = (title: string): CaName => ({
  country: "XX",
  organization: "Elsewhere Trust",
  commonName: `Elsewhere Trust ${title}`,
});

function throwawaySigner(): Signer {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-384" });
  return {
    keyType: "EC",
    spkiDer: publicKey.export({ format: "der", type: "spki" }),
    sign: async (tbs) => sign("sha384", tbs, privateKey),
  };
}
