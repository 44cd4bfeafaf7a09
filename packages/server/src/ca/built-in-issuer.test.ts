import { spawnSync } from "node:child_process";
import { generateKeyPairSync, X509Certificate } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { crlAddress } from "./addresses.ts";
import { pkcs7 } from "./asn1.ts";
import { builtInIssuer, type CaWithKey } from "./built-in-issuer.ts";
import { crlShardOf } from "./crl-shard.ts";
import { draftCertificate, newSerial } from "./draft.ts";
import { type LintedDraft, lint } from "./lint.ts";
import { certificatePem, toPem } from "./pem.ts";
import { type CertificateWish, planCertificate } from "./plan.ts";
import { profileOf } from "./profile.ts";
import { readCertificate } from "./read-certificate.ts";
import { pkiUrl, signedAt, spkiOf, wish } from "./sample.ts";
import { throwawayCa } from "./throwaway-ca.ts";

const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;
/** The facts are judged by Node's own OpenSSL everywhere, and by the command where there is one. */
const withOpenssl = hasOpenssl ? test : test.skip;
const day = 86_400_000;

let house: Awaited<ReturnType<typeof throwawayCa>>;
beforeAll(async () => {
  house = await throwawayCa({ pkiUrl, notBefore: new Date("2026-11-01T00:00:00Z") });
  for (const { facts } of [house.root, house.rsa, house.ecc])
    writeFileSync(join(house.folder, `${facts.slug}.pem`), certificatePem(facts.certificateDer));
});
afterAll(() => house.discard());

const subjectKeys = {
  "RSA-2048": spkiOf(generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey),
  "P-256": spkiOf(generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey),
  "P-384": spkiOf(generateKeyPairSync("ec", { namedCurve: "P-384" }).publicKey),
};
const cas = [
  ["rsa", "SHA256", "sha256WithRSAEncryption"],
  ["rsa", "SHA384", "sha384WithRSAEncryption"],
  ["rsa", "SHA512", "sha512WithRSAEncryption"],
  ["ecc", "SHA384", "ecdsa-with-SHA384"],
] as const;
const kinds = (["DV", "OV", "EV"] as const).flatMap((profile) =>
  Object.entries(subjectKeys).flatMap(([key, spkiDer]) =>
    cas.map(([ca, signatureHash, algorithm]) => ({ profile, key, spkiDer, ca, signatureHash, algorithm })),
  ),
);

function lintedFor(ca: CaWithKey, change: Partial<CertificateWish> = {}): LintedDraft {
  const plan = planCertificate({ ...wish, ...change }, ca.facts, pkiUrl);
  const { linted, report } = lint(draftCertificate(plan, newSerial(), signedAt), ca.facts, { at: signedAt });
  if (!linted) throw new Error(JSON.stringify(report.filter(({ pass }) => !pass)));
  return linted;
}

const crlOf = ({ facts }: CaWithKey, spki: Uint8Array) =>
  crlAddress(pkiUrl, facts.slug, crlShardOf(Buffer.from(spki).toString("hex"), facts.crlShards));

function openssl(...args: string[]) {
  const { status, stdout, stderr } = spawnSync("openssl", args, { encoding: "utf8" });
  return { status, text: stdout + stderr };
}

function file(name: string, content: string): string {
  const path = join(house.folder, name);
  writeFileSync(path, content);
  return path;
}

const at = String(signedAt.getTime() / 1000 + 60);
const chainOf = (slug: string) => [
  "-CAfile",
  join(house.folder, "root.pem"),
  "-untrusted",
  join(house.folder, `${slug}.pem`),
];

test.each(kinds)(
  "a $profile certificate for a $key key, signed by the $ca CA with $signatureHash, is what was drafted",
  async (kind) => {
    const ca = house[kind.ca];
    const linted = lintedFor(ca, kind);
    const { der, signature } = await house.issuer.issue(linted);
    const certificate = new X509Certificate(der);
    const issuing = new X509Certificate(ca.facts.certificateDer);

    expect(readCertificate(der)).toMatchObject({ tbs: linted.draft.tbs, signature });
    expect(certificate.checkIssued(issuing) && certificate.verify(issuing.publicKey)).toBe(true);
    expect(issuing.verify(new X509Certificate(house.root.facts.certificateDer).publicKey)).toBe(true);
    expect(certificate.checkHost("example.com")).toBe("example.com");
    expect(certificate.validToDate).toEqual(wish.validTo);
    expect(certificate.publicKey.export({ format: "der", type: "spki" })).toEqual(kind.spkiDer);
  },
);

withOpenssl.each(kinds)(
  "openssl takes a $profile certificate for a $key key, by the $ca CA with $signatureHash",
  async (kind) => {
    const { der } = await house.issuer.issue(lintedFor(house[kind.ca], kind));
    const leaf = file("leaf.pem", certificatePem(der));
    const strict = ["-x509_strict", "-purpose", "sslserver", "-verify_hostname", "example.com", "-attime", at];
    expect(openssl("verify", ...strict, ...chainOf(house[kind.ca].facts.slug), leaf)).toMatchObject({ status: 0 });

    const { text } = openssl("x509", "-in", leaf, "-noout", "-text", "-nameopt", "utf8,sep_comma_plus");
    expect(text).toContain(`Signature Algorithm: ${kind.algorithm}`);
    expect(text).toContain(`Policy: ${profileOf(kind.profile).policyOid}`);
    expect(text).toContain("DNS:www.example.com, DNS:example.com");
    expect(text).toContain("Not After : May  1 23:59:59 2027 GMT");
    expect(text).toContain("Not Before: Nov 20 10:00:00 2026 GMT");
    expect(text).toContain(`URI:${crlOf(house[kind.ca], kind.spkiDer)}\n`);
    expect(text).not.toContain("X509v3 Subject Key Identifier");
    expect(text.includes("Key Encipherment")).toBe(kind.key === "RSA-2048");
    const subjects = {
      DV: "Subject: CN=www.example.com",
      OV: "Subject: C=TW,L=Taipei,O=範例股份有限公司,CN=www.example.com",
      EV: "Subject: businessCategory=Private Organization,jurisdictionC=TW,serialNumber=12345678,C=TW,L=Taipei,O=範例股份有限公司,CN=www.example.com",
    };
    expect(text).toContain(`${subjects[kind.profile]}\n`);
  },
);

withOpenssl(
  "a revoked certificate is on the CRL and refused, one that is not stays good, and the root's CRL counts too",
  async () => {
    const [good, bad] = [lintedFor(house.rsa), lintedFor(house.rsa)];
    const [goodDer, badDer] = [(await house.issuer.issue(good)).der, (await house.issuer.issue(bad)).der];
    const times = { thisUpdate: signedAt, nextUpdate: new Date(signedAt.getTime() + 7 * day) };
    const revoked = [{ serial: bad.draft.serial, at: signedAt, reason: "KEY_COMPROMISE" as const }];
    const own = { number: 300n, ...times, revoked, distributionPoint: crlOf(house.rsa, wish.spkiDer) };
    const root = { number: 0n, ...times, revoked: [], distributionPoint: `${pkiUrl}/pki/root.crl` };
    const ownPem = toPem("X509 CRL", await house.issuer.signCrl(house.rsa.facts, own));
    const rootPem = toPem("X509 CRL", await house.issuer.signCrl(house.root.facts, root));

    const crl = file("own.crl", ownPem);
    const shown = openssl("crl", "-in", crl, "-noout", "-text", "-CAfile", join(house.folder, "tls-rsa-1.pem"));
    expect(shown.text).toContain("verify OK");
    expect(shown.text).toContain(`Serial Number: ${bad.draft.serial.toString("hex").toUpperCase()}`);
    expect(shown.text).toMatch(/CRL Number: \n\s+300\n/);
    expect(shown.text).toContain("Key Compromise");

    const crls = ["-crl_check_all", "-x509_strict", "-attime", at, "-CRLfile", file("all.crl", ownPem + rootPem)];
    const verify = (der: Buffer) =>
      openssl("verify", ...crls, ...chainOf("tls-rsa-1"), file("leaf.pem", certificatePem(der)));
    expect(verify(goodDer)).toMatchObject({ status: 0 });
    expect(verify(badDer).text).toContain("certificate revoked");
  },
);

test("the ECDSA CA signs its CRL with SHA-384", async () => {
  const times = { thisUpdate: signedAt, nextUpdate: new Date(signedAt.getTime() + day) };
  const der = await house.issuer.signCrl(house.ecc.facts, {
    number: 1n,
    ...times,
    revoked: [],
    distributionPoint: `${pkiUrl}/pki/tls-ecc-1/0.crl`,
  });
  expect(der.toString("hex").split("300a06082a8648ce3d040303")).toHaveLength(3);
});

test.each([
  ["lives for eleven days", { nextUpdate: new Date(signedAt.getTime() + 11 * day) }, "at most 10 days"],
  ["ends before it begins", { nextUpdate: new Date(signedAt.getTime() - day) }, "at most 10 days"],
  ["has a negative number", { number: -1n }, "20 octets"],
  [
    "names a serial number twice",
    { revoked: [1, 2].map(() => ({ serial: Buffer.from([9]), at: signedAt, reason: null })) },
    "twice",
  ],
])("a CRL that %s is not signed", async (_, change, words) => {
  const good = { number: 1n, thisUpdate: signedAt, nextUpdate: new Date(signedAt.getTime() + day), revoked: [] };
  const crl = { ...good, distributionPoint: `${pkiUrl}/pki/tls-rsa-1/0.crl`, ...change };
  await expect(house.issuer.signCrl(house.rsa.facts, crl)).rejects.toThrow(words);
});

test("what lint has not seen is not signed, however it is shaped", async () => {
  const linted = lintedFor(house.rsa);
  await expect(house.issuer.issue({ ...linted } as LintedDraft)).rejects.toThrow("passed lint");
});

test("a CA without a key here, and a key that is another CA's, are refused in words", async () => {
  const none = builtInIssuer(new Map());
  await expect(none.issue(lintedFor(house.rsa))).rejects.toThrow("no key here for the issuing CA tls-rsa-1");
  const mixed = { facts: house.rsa.facts, signer: house.root.signer };
  const other = builtInIssuer(new Map([["tls-rsa-1", mixed]]));
  await expect(other.issue(lintedFor(house.rsa))).rejects.toThrow("is not the one in its certificate");
});

test("a signer that gives back a bad signature issues nothing", async () => {
  const { facts, signer } = house.rsa;
  const sign = async (tbs: Buffer) => signer.sign(Buffer.concat([tbs, Buffer.from([0])]), "SHA256");
  const broken = { keyType: signer.keyType, spkiDer: signer.spkiDer, sign };
  const issuer = builtInIssuer(new Map([[facts.id, { facts, signer: broken }]]));
  await expect(issuer.issue(lintedFor(house.rsa))).rejects.toThrow("does not verify");
});

withOpenssl("openssl prints the certificates of a PKCS#7 in their order", async () => {
  const { der } = await house.issuer.issue(lintedFor(house.rsa));
  const path = file("chain.p7b", pkcs7([der, house.rsa.facts.certificateDer, house.root.facts.certificateDer]));
  const { status, text } = openssl("pkcs7", "-in", path, "-print_certs", "-noout");
  expect(status).toBe(0);
  expect(text.match(/^subject=.*CN ?= ?(.*)$/gm)?.map((line) => line.replace(/.*CN ?= ?/, ""))).toEqual([
    "www.example.com",
    "Throwaway TLS RSA CA 1",
    "Throwaway Root CA",
  ]);
});
