import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import type { SignatureHash } from "@duplicert/shared/signature-hash";
import { type Draft, draftCertificate, newSerial } from "./draft.ts";
import { fromPem } from "./pem.ts";
import { type CertificateWish, type Plan, planCertificate } from "./plan.ts";
import type { IssuingCaFacts, SubjectFacts } from "./profile.ts";
import type { CaKeyType } from "./signature-algorithm.ts";

// For tests that need a CA's certificate and no key: made once by `createCa`, the keys thrown away.

function sampleCa(slug: string, keyType: CaKeyType, signatureHashes: SignatureHash[]): IssuingCaFacts {
  const pem = readFileSync(new URL(`./fixtures/${slug}.pem`, import.meta.url), "utf8");
  return { id: slug, slug, keyType, signatureHashes, crlShards: 4, certificateDer: fromPem("CERTIFICATE", pem)! };
}

export const rootCa = sampleCa("root", "RSA", ["SHA256"]);
export const rsaCa = sampleCa("tls-rsa-1", "RSA", ["SHA256", "SHA384", "SHA512"]);
export const eccCa = sampleCa("tls-ecc-1", "EC", ["SHA384"]);
export const pkiUrl = "http://pki.example.com";
/** The time of signing in these tests. */
export const signedAt = new Date("2026-11-20T10:00:00Z");

export const spkiOf = (key: KeyObject): Buffer => key.export({ format: "der", type: "spki" });
export const rsaSpki = spkiOf(generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey);
export const ecSpki = spkiOf(generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey);

export const subject: SubjectFacts = {
  commonName: "www.example.com",
  organization: "範例股份有限公司",
  streetAddress: "1 Sample Road",
  locality: "Taipei",
  stateOrProvince: null,
  postalCode: "100",
  country: "TW",
  businessCategory: "Private Organization",
  jurisdictionCountry: "TW",
  registrationNumber: "12345678",
};

export const wish: CertificateWish = {
  profile: "OV",
  subject,
  dnsNames: ["www.example.com", "example.com"],
  spkiDer: rsaSpki,
  validTo: new Date("2027-05-01T23:59:59Z"),
  signatureHash: "SHA256",
};

export function samplePlan(change: Partial<CertificateWish> = {}, ca = rsaCa): Plan {
  return planCertificate({ ...wish, ...change }, ca, pkiUrl);
}

export function sampleDraft(plan: Plan = samplePlan()): Draft {
  return draftCertificate(plan, newSerial(), signedAt);
}
