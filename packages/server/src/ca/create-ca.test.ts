import { X509Certificate } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { createCa } from "./create-ca.ts";
import { ExtensionOid } from "./extension.ts";
import { openLocalSigner } from "./local-signer.ts";
import { readCertificate, readExtension } from "./read-certificate.ts";

const notBefore = new Date("2026-11-01T00:00:00Z");
const options = { passphrase: "open sesame", name: "Sample", pkiUrl: "http://pki.example.com", notBefore };

test("a new hierarchy is a root and two issuing CAs, each with its key in a file", async () => {
  const folder = await mkdtemp(join(tmpdir(), "duplicert-new-ca-"));
  try {
    const { root, issuing } = await createCa({ ...options, folder });
    const all = [root, ...issuing];
    expect(all.map(({ slug, keyType, signatureHashes }) => ({ slug, keyType, signatureHashes }))).toEqual([
      { slug: "root", keyType: "RSA", signatureHashes: ["SHA256"] },
      { slug: "tls-rsa-1", keyType: "RSA", signatureHashes: ["SHA256", "SHA384", "SHA512"] },
      { slug: "tls-ecc-1", keyType: "EC", signatureHashes: ["SHA384"] },
    ]);
    expect((await readdir(folder)).sort()).toEqual(all.map(({ keyName }) => `${keyName}.key.pem`).sort());
    const rootKey = new X509Certificate(root.certificateDer).publicKey;
    for (const { certificateDer, keyName } of all) {
      const { spkiDer } = await openLocalSigner(folder, keyName, options.passphrase);
      expect(readCertificate(certificateDer).facts.spki).toBe(spkiDer.toString("hex"));
      expect(new X509Certificate(certificateDer).verify(rootKey)).toBe(true);
    }
    judgeRoot(root.certificateDer);
    for (const { certificateDer } of issuing) judgeIssuing(certificateDer);
  } finally {
    await rm(folder, { recursive: true });
  }
});

const extensionsOf = (der: Buffer) =>
  new Map(readCertificate(der).facts.extensions.map(({ oid, critical, value }) => [oid, { critical, value }]));

function judgeRoot(der: Buffer): void {
  const { facts } = readCertificate(der);
  const found = extensionsOf(der);
  expect(facts.notAfter).toEqual(new Date("2051-10-31T23:59:59Z"));
  // BR 7.1.2.1: at most 9132 days.
  expect(facts.notAfter.getTime() - notBefore.getTime()).toBeLessThan(9132 * 86_400_000);
  expect(readExtension.basicConstraints(found.get(ExtensionOid.basicConstraints)!.value)).toEqual({
    ca: true,
    pathLength: null,
  });
  expect(readExtension.keyUsage(found.get(ExtensionOid.keyUsage)!.value)).toEqual([0, 5, 6]);
  expect(found.has(ExtensionOid.extKeyUsage) || found.has(ExtensionOid.certificatePolicies)).toBe(false);
}

function judgeIssuing(der: Buffer): void {
  const found = extensionsOf(der);
  const value = (name: keyof typeof ExtensionOid) => found.get(ExtensionOid[name])!.value;
  expect(readCertificate(der).facts.notAfter).toEqual(new Date("2036-10-31T23:59:59Z"));
  expect(readExtension.basicConstraints(value("basicConstraints"))).toEqual({ ca: true, pathLength: 0 });
  expect(readExtension.keyUsage(value("keyUsage"))).toEqual([0, 5, 6]);
  expect(readExtension.oids(value("extKeyUsage"))).toEqual(["1.3.6.1.5.5.7.3.1"]);
  expect(readExtension.policies(value("certificatePolicies"))).toEqual(["2.5.29.32.0"]);
  expect(readExtension.distributionPoints(value("cRLDistributionPoints"))).toEqual([
    ["http://pki.example.com/pki/root.crl"],
  ]);
  expect(readExtension.authorityInfoAccess(value("authorityInfoAccess"))[0]?.address).toBe(
    "http://pki.example.com/pki/root.crt",
  );
}

test.each([
  ["a name that is too long", { name: "a".repeat(41) }, "1 to 40 characters"],
  ["a country in words", { country: "Taiwan" }, "two capital letters"],
  ["an address that is not plain http", { pkiUrl: "https://pki.example.com" }, "plain http"],
  ["an address with a slash at the end", { pkiUrl: "http://pki.example.com/" }, "without a slash"],
  ["a beginning within a second", { notBefore: new Date(500) }, "whole second"],
])("%s makes no CA and no key", async (_, change, words) => {
  await expect(createCa({ ...options, folder: "/nowhere", ...change })).rejects.toThrow(words);
});
