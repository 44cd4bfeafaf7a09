import { expect, test } from "@jest/globals";
import { encodeSigned, encodeTbs, extensionValue } from "./asn1.ts";
import { type Plan, planSha256 } from "./plan.ts";
import { readCertificate, readExtension } from "./read-certificate.ts";
import { eccCa, ecSpki, rsaCa, samplePlan, subject } from "./sample.ts";

const inside = (plan: Plan, oid: string): Buffer =>
  Buffer.from(plan.extensions.find((one) => one.oid === oid)!.value, "hex");

test("a plan is plain JSON, and its hash does not depend on the order of its keys", () => {
  const plan = samplePlan();
  const stored = Object.fromEntries(Object.entries(JSON.parse(JSON.stringify(plan))).reverse()) as unknown as Plan;

  expect(stored).toEqual(plan);
  expect(planSha256(stored)).toBe(planSha256(plan));
  expect(planSha256(plan)).toMatch(/^[0-9a-f]{64}$/);
});

test("whatever is planned otherwise has another hash", () => {
  const plans = [
    samplePlan(),
    samplePlan({ profile: "DV" }),
    samplePlan({ spkiDer: ecSpki }),
    samplePlan({ validTo: new Date("2027-05-01T23:59:58Z") }),
    samplePlan({ signatureHash: "SHA384" }),
    samplePlan({ dnsNames: ["www.example.com"] }),
    samplePlan({ subject: { ...subject, locality: "Tainan" } }),
    samplePlan({ signatureHash: "SHA384" }, eccCa),
  ];
  expect(new Set(plans.map(planSha256)).size).toBe(plans.length);
});

test("names are written in lower case and once, in the order they were given", () => {
  expect(samplePlan({ dnsNames: ["Example.com", "www.example.com", "example.COM."] }).dnsNames).toEqual([
    "example.com",
    "www.example.com",
  ]);
});

test("fractions of a second are cut from the end of validity", () => {
  expect(samplePlan({ validTo: new Date("2027-05-01T23:59:59.999Z") }).notAfter).toBe("2027-05-01T23:59:59.000Z");
});

test("key usage follows the type of the subject's key", () => {
  expect(readExtension.keyUsage(inside(samplePlan(), "2.5.29.15"))).toEqual([0, 2]);
  expect(readExtension.keyUsage(inside(samplePlan({ spkiDer: ecSpki }), "2.5.29.15"))).toEqual([0]);
});

test("addresses point to the CRL and the certificate of the issuing CA", () => {
  const plan = samplePlan({ signatureHash: "SHA384" }, eccCa);
  expect(readExtension.distributionPoints(inside(plan, "2.5.29.31"))).toEqual([
    [`http://pki.example.com/pki/tls-ecc-1/${plan.crlShard}.crl`],
  ]);
  expect(readExtension.authorityInfoAccess(inside(plan, "1.3.6.1.5.5.7.1.1"))).toEqual([
    { method: "1.3.6.1.5.5.7.48.1", address: "http://pki.example.com/pki/ocsp/tls-ecc-1" },
    { method: "1.3.6.1.5.5.7.48.2", address: "http://pki.example.com/pki/tls-ecc-1.crt" },
  ]);
});

test("a CA that may not sign OCSP answers has certificates without an OCSP address", () => {
  const { facts } = readCertificate(rsaCa.certificateDer);
  const extensions = facts.extensions.map(({ oid, critical, value }) => ({
    oid,
    critical,
    value: oid === "2.5.29.15" ? extensionValue.keyUsage([5, 6]) : value.toString("hex"),
  }));
  const tbs = encodeTbs({ ...facts, extensions });
  const older = { ...rsaCa, certificateDer: encodeSigned(tbs, facts.signatureAlgorithm, Buffer.alloc(384)) };
  expect(readExtension.authorityInfoAccess(inside(samplePlan({}, older), "1.3.6.1.5.5.7.1.1"))).toEqual([
    { method: "1.3.6.1.5.5.7.48.2", address: "http://pki.example.com/pki/tls-rsa-1.crt" },
  ]);
});

test("a name too long for a common name is in the subjectAltName alone, critical where the subject is empty then", () => {
  const commonName = `${"a".repeat(60)}.example.com`;
  const plan = samplePlan({ profile: "DV", subject: { ...subject, commonName }, dnsNames: [commonName] });
  expect(plan.subject).toBe("3000");
  expect(plan.extensions.find(({ oid }) => oid === "2.5.29.17")?.critical).toBe(true);
});

test.each([
  ["a common name that is not among the names", { dnsNames: ["example.com"] }, "not among the DNS names"],
  ["a name that is no DNS name", { dnsNames: ["www.example.com", "a b"] }, "is not a DNS name"],
  ["OV without an organization", { subject: { ...subject, organization: " " } }, "needs organization"],
  ["OV without a place", { subject: { ...subject, locality: null } }, "needs stateOrProvince or locality"],
])("%s cannot be planned", (_, change, words) => {
  expect(() => samplePlan(change)).toThrow(words);
});
