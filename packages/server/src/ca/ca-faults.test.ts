import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { encodeTbs, extensionValue } from "./asn1.ts";
import { signCa } from "./ca-certificate.ts";
import { hashesOfCaKey, issuingCaFaults, rootFaults, rootSlugOf } from "./ca-faults.ts";
import { type ExtensionName, ExtensionOid } from "./extension.ts";
import { type ReadTbs, readCertificate } from "./read-certificate.ts";
import { pkiUrl, signedAt, spkiOf } from "./sample.ts";
import { throwawayCa } from "./throwaway-ca.ts";

let house: Awaited<ReturnType<typeof throwawayCa>>;
beforeAll(async () => {
  house = await throwawayCa({ pkiUrl, notBefore: new Date("2026-11-01T00:00:00Z") });
});
afterAll(() => house.discard());

/** The RSA issuing CA's certificate with something changed, signed anew by the root. */
function changed(change: Partial<ReadTbs>, other: Partial<Record<ExtensionName, string | null>> = {}): Promise<Buffer> {
  const { facts } = readCertificate(house.rsa.facts.certificateDer);
  const extensions = facts.extensions.flatMap(({ oid, critical, value }) => {
    const name = Object.keys(other).find((one) => ExtensionOid[one as ExtensionName] === oid) as
      | ExtensionName
      | undefined;
    const now = name ? other[name] : value.toString("hex");
    return now ? [{ oid, critical, value: now }] : [];
  });
  return signCa(house.root.signer, encodeTbs({ ...facts, ...change, extensions }));
}

const root = () => ({ slug: "root", der: house.root.facts.certificateDer });
const { keyUsage, isACa, extKeyUsage, certificatePolicies, authorityInfoAccess, cRLDistributionPoints } =
  extensionValue;
const p256 = spkiOf(generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey).toString("hex");
const years = (count: number) => new Date(signedAt.getTime() + count * 366 * 86_400_000);

test("what this product makes is good, the root and both issuing CAs", () => {
  expect(rootFaults(house.root.facts.certificateDer, signedAt)).toEqual([]);
  for (const { facts } of [house.rsa, house.ecc]) {
    expect(issuingCaFaults(facts.certificateDer, root(), pkiUrl, signedAt)).toEqual([]);
    expect(rootSlugOf(facts.certificateDer, pkiUrl)).toBe("root");
  }
  expect(rootSlugOf(house.rsa.facts.certificateDer, "http://elsewhere.example.com")).toBeNull();
});

test.each<[string, () => Promise<Buffer>]>([
  ["no CA's", () => changed({}, { basicConstraints: extensionValue.notACa() })],
  ["path length is not 0", () => changed({}, { basicConstraints: isACa(1) })],
  ["may not sign certificates and CRLs", () => changed({}, { keyUsage: keyUsage([5]) })],
  [
    "not for TLS servers alone",
    () => changed({}, { extKeyUsage: extKeyUsage(["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"]) }),
  ],
  ["does not hold anyPolicy", () => changed({}, { certificatePolicies: certificatePolicies(["2.23.140.1.2.1"]) })],
  ["there is no keyUsage", () => changed({}, { keyUsage: null })],
  [
    "its CRL address is http://a.example.com/a.crl",
    () => changed({}, { cRLDistributionPoints: cRLDistributionPoints("http://a.example.com/a.crl") }),
  ],
  [
    "the address of its root is http://b.example.com",
    () => changed({}, { authorityInfoAccess: authorityInfoAccess({ caIssuers: "http://b.example.com" }) }),
  ],
  [
    "not the root's (RFC 5280",
    () => changed({}, { authorityKeyIdentifier: extensionValue.authorityKeyIdentifier(Buffer.alloc(20)) }),
  ],
  ["under 64 bits", () => changed({ serial: Buffer.from([1]) })],
  ["within the life of the root", () => changed({ notAfter: years(30) })],
  ["begins only at", () => changed({ notBefore: years(1) })],
  ["is over since", () => changed({ notAfter: years(-0.01) })],
  ["neither RSA of 3072 bits or more nor P-384", () => changed({ spki: p256 })],
  ["its key is the root's own", () => changed({ spki: readCertificate(house.root.facts.certificateDer).facts.spki })],
  ["is not signed by the root", () => signCa(house.rsa.signer, readCertificate(house.rsa.facts.certificateDer).tbs)],
  ["cannot be read as a CA's", async () => Buffer.from("3000", "hex")],
])("a certificate that is wrong is refused: %s", async (words, make) => {
  expect(issuingCaFaults(await make(), root(), pkiUrl, signedAt).join("; ")).toContain(words);
});

test("an issuing CA's certificate is no root", () => {
  expect(rootFaults(house.rsa.facts.certificateDer, signedAt)).toContain("the root is not signed by its own key");
});

test("a CA signs with the hashes that its key may", () => {
  const rsa = (modulusLength: number) =>
    spkiOf(generateKeyPairSync("rsa", { modulusLength }).publicKey).toString("hex");
  const p384 = spkiOf(generateKeyPairSync("ec", { namedCurve: "P-384" }).publicKey).toString("hex");
  expect([rsa(3072), p384, rsa(3000), p256].map(hashesOfCaKey)).toEqual([
    ["SHA256", "SHA384", "SHA512"],
    ["SHA384"],
    [],
    [],
  ]);
});
