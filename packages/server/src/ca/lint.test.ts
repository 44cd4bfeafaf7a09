import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "@jest/globals";
import { encodeName, encodeSigned, encodeTbs, extensionValue, type NameAttribute } from "./asn1.ts";
import { type Draft, draftCertificate, newSerial } from "./draft.ts";
import { type ExtensionName, ExtensionOid, extension } from "./extension.ts";
import { LintedDraft, lint } from "./lint.ts";
import type { CertificateWish, Plan } from "./plan.ts";
import type { IssuingCaFacts } from "./profile.ts";
import { readCertificate } from "./read-certificate.ts";
import { eccCa, ecSpki, rootCa, rsaCa, rsaSpki, sampleDraft, samplePlan, signedAt, spkiOf, subject } from "./sample.ts";

interface Bad {
  draft: Draft;
  ca?: IssuingCaFacts;
  at?: Date;
  provedAt?: Date;
}

const judged = ({ draft, ca = rsaCa, at = signedAt, provedAt }: Bad) => lint(draft, ca, { at, provedAt });
const changed = (change: Partial<Plan>, plan = samplePlan()): Bad => ({ draft: sampleDraft({ ...plan, ...change }) });

/** An OV draft with another extension under that name; null takes it out. */
function having(name: ExtensionName, value: string | null, critical = false, plan = samplePlan()): Bad {
  const others = plan.extensions.filter(({ oid }) => oid !== ExtensionOid[name]);
  return changed({ extensions: value === null ? others : [...others, extension(name, value, critical)] }, plan);
}

const named = (...dnsNames: string[]): Bad => having("subjectAltName", extensionValue.subjectAltName(dnsNames));

const oidOf = { CN: "2.5.4.3", C: "2.5.4.6", L: "2.5.4.7", O: "2.5.4.10", OU: "2.5.4.11" };
const ofSubject = (...parts: [keyof typeof oidOf, string, ("utf8" | "printable")?][]): Bad => {
  const attributes = parts.map(
    ([type, value, encoding = type === "C" ? "printable" : "utf8"]): NameAttribute => ({
      oid: oidOf[type],
      encoding,
      value,
    }),
  );
  return changed({ subject: encodeName(attributes) });
};

/** The sample CA with another extension in its certificate. */
function caHaving(name: ExtensionName, value: string): IssuingCaFacts {
  const { facts } = readCertificate(rsaCa.certificateDer);
  const extensions = facts.extensions.map((one) => {
    const same = one.oid === ExtensionOid[name];
    return { oid: one.oid, critical: one.critical, value: same ? value : one.value.toString("hex") };
  });
  const tbs = encodeTbs({ ...facts, extensions });
  return { ...rsaCa, certificateDer: encodeSigned(tbs, facts.signatureAlgorithm, Buffer.alloc(384)) };
}

const keyed = (spki: Buffer): Bad => ({ draft: sampleDraft(samplePlan({ spkiDer: spki })) });
const rsaKey = (modulusLength: number, publicExponent = 65537) =>
  spkiOf(generateKeyPairSync("rsa", { modulusLength, publicExponent }).publicKey);
const numbers = (modulus: bigint): Buffer => {
  const hex = modulus.toString(16).padStart(512, "0");
  const at = rsaSpki.indexOf(Buffer.from("0282010100", "hex")) + 5;
  return Buffer.concat([rsaSpki.subarray(0, at), Buffer.from(hex, "hex"), rsaSpki.subarray(at + 256)]);
};
const replaced = (from: string, to: string, draft = sampleDraft()): Bad => ({
  draft: { ...draft, tbs: Buffer.from(draft.tbs.toString("hex").replace(from, to), "hex") },
});
const days = (count: number) => new Date(signedAt.getTime() + count * 86_400_000 - 1000);
const offCurve = Buffer.from(ecSpki);
offCurve[offCurve.length - 1]! ^= 1;
const compressed = Buffer.concat([
  Buffer.from("3039301306072a8648ce3d020106082a8648ce3d030107032200", "hex"),
  Buffer.of(2 + (ecSpki.at(-1)! & 1)),
  ecSpki.subarray(-64, -32),
]);
const { extKeyUsage, keyUsage, certificatePolicies, authorityInfoAccess, cRLDistributionPoints } = extensionValue;
const access = authorityInfoAccess({ caIssuers: "http://pki.example.com/a", ocsp: "http://pki.example.com/b" });
/** The same two locations, each of them twice. */
const twice = access.replace(/^30(..)(.*)$/, (_, length, inside) => {
  const doubled = Number.parseInt(length, 16) * 2;
  return `30${doubled < 128 ? "" : "81"}${doubled.toString(16).padStart(2, "0")}${inside}${inside}`;
});
const ev: Partial<CertificateWish> = { profile: "EV", dnsNames: ["www.example.com"] };

const bad: Record<string, Bad[]> = {
  "tbs-is-the-plan": [
    { draft: { ...sampleDraft(), plan: samplePlan({ dnsNames: ["www.example.com"] }) } },
    { draft: { ...sampleDraft(), serial: newSerial() } },
  ],
  "second-reader-agrees": [
    having("keyUsage", keyUsage([0, 5]), true, {
      ...samplePlan(),
      extensions: having("basicConstraints", extensionValue.isACa(null), true).draft.plan.extensions,
    }),
  ],
  "version-3": [replaced("a003020102", "a003020101")],
  "serial-number": [
    { draft: draftCertificate(samplePlan(), Buffer.from([1]), signedAt) },
    { draft: draftCertificate(samplePlan(), Buffer.alloc(21, 1), signedAt) },
    replaced("021001", "0210ff", draftCertificate(samplePlan(), Buffer.alloc(16, 1), signedAt)),
  ],
  "signature-algorithm": [
    {
      ...changed({ signatureAlgorithm: "300a06082a8648ce3d040302" }, samplePlan({ signatureHash: "SHA384" }, eccCa)),
      ca: eccCa,
    },
    changed({ signatureAlgorithm: "300d06092a864886f70d0101050500" }),
  ],
  "signature-fits-the-ca's-key": [
    {
      draft: sampleDraft(samplePlan({ signatureHash: "SHA512" }, { ...eccCa, signatureHashes: ["SHA512"] })),
      ca: eccCa,
    },
    changed({ signatureAlgorithm: "300a06082a8648ce3d040303" }),
  ],
  "validity-longest": [
    changed({ notAfter: new Date(days(199).getTime() + 1000).toISOString() }),
    changed({ notAfter: "2026-11-20T09:59:59Z" }),
  ],
  "not-before-at-signing": [
    { draft: sampleDraft(), at: days(3) },
    { draft: sampleDraft(), at: days(-3) },
  ],
  "not-backdated": [{ draft: sampleDraft(), at: new Date(signedAt.getTime() + 301_000) }],
  "not-before-its-proof": [{ draft: sampleDraft(), provedAt: new Date(signedAt.getTime() + 1000) }],
  "not-over-at-signing": [{ draft: sampleDraft(samplePlan({ validTo: days(1) })), at: days(1.5) }],
  "within-the-ca": [
    { draft: draftCertificate(samplePlan({ validTo: days(-300) }), newSerial(), new Date("2025-12-31T23:59:59Z")) },
    changed({ notAfter: "2036-01-01T00:00:00Z" }),
  ],
  "issuer-name": [changed({ issuer: samplePlan({}, eccCa).issuer })],
  "authority-key-identifier": [
    having("authorityKeyIdentifier", extensionValue.authorityKeyIdentifier(Buffer.alloc(20, 7))),
    having("authorityKeyIdentifier", null),
  ],
  "issuer-may-sign": [
    { draft: sampleDraft(), ca: caHaving("basicConstraints", extensionValue.notACa()) },
    { draft: sampleDraft(), ca: caHaving("keyUsage", keyUsage([6])) },
    { draft: sampleDraft(), ca: caHaving("extKeyUsage", extKeyUsage(["1.3.6.1.5.5.7.3.4"])) },
  ],
  "policy-of-the-issuer": [
    { draft: sampleDraft(), ca: caHaving("certificatePolicies", certificatePolicies(["2.23.140.1.2.1"])) },
    { draft: sampleDraft(), ca: rootCa },
  ],
  "extensions-known": [
    changed({ extensions: [...samplePlan().extensions, { oid: "1.2.3.4", critical: false, value: "0500" }] }),
    changed({ extensions: [...samplePlan().extensions, samplePlan().extensions[4]!] }),
  ],
  "extensions-critical": [
    having("keyUsage", keyUsage([0, 2])),
    having("extKeyUsage", extKeyUsage(["1.3.6.1.5.5.7.3.1"]), true),
  ],
  "no-subject-key-identifier": [
    having("subjectKeyIdentifier", extensionValue.subjectKeyIdentifier(Buffer.alloc(20, 1))),
  ],
  "extended-key-usage": [
    having("extKeyUsage", extKeyUsage(["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"])),
    having("extKeyUsage", null),
  ],
  "key-usage": [
    having("keyUsage", keyUsage([0]), true),
    having("keyUsage", keyUsage([0, 2]), true, samplePlan({ spkiDer: ecSpki })),
  ],
  "certificate-policies": [
    having("certificatePolicies", certificatePolicies(["2.23.140.1.2.1"])),
    having("certificatePolicies", null),
  ],
  "authority-information-access": [
    having("authorityInfoAccess", authorityInfoAccess({ caIssuers: "https://pki.example.com/pki/a.crt" })),
    having("authorityInfoAccess", null),
  ],
  "access-locations-once": [having("authorityInfoAccess", twice)],
  "ocsp-address-iff-the-ca-answers": [
    having("authorityInfoAccess", authorityInfoAccess({ caIssuers: "http://pki.example.com/pki/tls-rsa-1.crt" })),
    { draft: sampleDraft(), ca: caHaving("keyUsage", keyUsage([5, 6])) },
  ],
  "crl-distribution-point": [
    having("cRLDistributionPoints", cRLDistributionPoints("ldap://pki.example.com/a")),
    having("cRLDistributionPoints", null),
  ],
  "not-a-ca": [having("basicConstraints", extensionValue.isACa(0), true)],
  "san-dns-names-only": [
    having("subjectAltName", "3000"),
    having("subjectAltName", "300687047f000001"),
    having("subjectAltName", null),
  ],
  "san-critical-iff-no-subject": [
    having("subjectAltName", extensionValue.subjectAltName(["www.example.com"]), true),
    changed({ subject: "3000" }),
  ],
  "dns-name-well-formed": [
    named("www.example.com", "WWW.example.com"),
    named("a_b.example.com"),
    named("xn--zzzzzz--.com"),
    named("ab--c.example.com"),
  ],
  "dns-name-has-a-zone": [named("intranet")],
  "dns-name-is-no-address": [named("192.0.2.1")],
  "dns-name-not-reserved": [named("1.2.0.192.in-addr.arpa"), named("printer.local")],
  "dns-name-once": [named("www.example.com", "www.example.com")],
  "wildcard-place": [named("www.*.example.com"), named("*.*.example.com"), named("w*.example.com")],
  "no-wildcard-in-ev": [
    having("subjectAltName", extensionValue.subjectAltName(["*.example.com"]), false, samplePlan(ev)),
  ],
  "common-name-is-a-name": [named("example.com")],
  "subject-fields-allowed": [
    ofSubject(["C", "TW"], ["L", "Taipei"], ["O", "Sample"], ["OU", "Sales"]),
    ofSubject(["C", "TW"], ["L", "Taipei"], ["O", "Sample"], ["O", "Sample"]),
    changed({ subject: samplePlan().subject }, samplePlan({ profile: "DV" })),
  ],
  "subject-fields-required": [
    ofSubject(["C", "TW"], ["L", "Taipei"]),
    ofSubject(["C", "TW"], ["O", "Sample"]),
    changed({ subject: samplePlan().subject }, samplePlan(ev)),
  ],
  "subject-order": [ofSubject(["O", "Sample"], ["L", "Taipei"], ["C", "TW"])],
  "subject-encoding": [
    ofSubject(["C", "TW", "utf8"], ["L", "Taipei"], ["O", "Sample"]),
    ofSubject(["C", "TW"], ["L", "Taipei", "printable"]),
  ],
  "subject-length": [ofSubject(["C", "TW"], ["L", "Taipei"], ["O", "範".repeat(65)])],
  "subject-says-something": [ofSubject(["C", "TW"], ["L", "-"], ["O", "Sample"])],
  "subject-clean": [
    ofSubject(["C", "TW"], ["L", "Taipei "], ["O", "Sample"]),
    ofSubject(["C", "TW"], ["L", "Tai\npei"]),
  ],
  "country-code": [ofSubject(["C", "Taiwan"], ["L", "Taipei"], ["O", "Sample"]), ofSubject(["C", "tw"])],
  "country-assigned": [ofSubject(["C", "ZZ"], ["L", "Taipei"], ["O", "Sample"])],
  "business-category": [
    { draft: sampleDraft(samplePlan({ ...ev, subject: { ...subject, businessCategory: "Charity" } })) },
  ],
  "key-algorithm": [
    changed({ spki: spkiOf(generateKeyPairSync("ec", { namedCurve: "P-521" }).publicKey).toString("hex") }),
    changed({ spki: spkiOf(generateKeyPairSync("ed25519").publicKey).toString("hex") }),
  ],
  "key-readable": [keyed(offCurve)],
  "ec-point-uncompressed": [keyed(compressed)],
  "rsa-size": [keyed(rsaKey(1024)), keyed(rsaKey(2052))],
  "rsa-exponent": [keyed(rsaKey(2048, 3))],
  "rsa-modulus": [keyed(numbers((3n ** 1290n) | (1n << 2047n))), keyed(numbers((2n ** 682n + 2n ** 681n + 15n) ** 3n))],
  "rsa-close-primes": [keyed(numbers((2n ** 1023n + 2n ** 1022n + 1n) ** 2n))],
  "rsa-roca": [keyed(numbers(65537n ** 127n))],
  "key-is-not-the-ca's": [changed({ spki: readCertificate(rsaCa.certificateDer).facts.spki })],
};

test.each(["DV", "OV", "EV"] as const)("a good %s draft passes every rule, by either CA", (profile) => {
  for (const ca of [rsaCa, eccCa]) {
    for (const spkiDer of [rsaSpki, ecSpki]) {
      const draft = sampleDraft(samplePlan({ profile, spkiDer, signatureHash: "SHA384" }, ca));
      const { linted, report } = judged({ draft, ca });
      expect(report.filter(({ pass }) => !pass)).toEqual([]);
      expect(linted?.draft).toEqual(draft);
    }
  }
});

test("wildcards and A-labels have their place in an OV certificate", () => {
  expect(judged(named("www.example.com", "*.example.com", "xn--fiqs8s.example.com")).linted).not.toBeNull();
});

test("the longest validity passes to the second", () => {
  expect(judged(changed({ notAfter: days(199).toISOString() })).linted).not.toBeNull();
});

test("a certificate may begin five minutes before it is signed, at its newest proof at the earliest", () => {
  const at = new Date(signedAt.getTime() + 300_000);
  expect(judged({ draft: sampleDraft(), at, provedAt: signedAt }).linted).not.toBeNull();
});

test("the longest validity is that of the day of issue, even where the certificate begins the day before", () => {
  const eve = new Date("2027-03-14T23:57:00Z");
  const draft = draftCertificate(samplePlan({ validTo: new Date("2027-09-01T00:00:00Z") }), newSerial(), eve);
  const refused = (at: Date) => judged({ draft, at }).report.flatMap(({ rule, pass }) => (pass ? [] : [rule]));
  expect(refused(eve)).toEqual([]);
  expect(refused(new Date("2027-03-15T00:00:30Z"))).toEqual(["validity-longest"]);
});

test("every rule has a draft here that it refuses", () => {
  const asked = judged({ draft: sampleDraft() }).report.map(({ rule }) => rule);
  expect(asked).toEqual(["tbs-readable", ...Object.keys(bad)].sort((a, b) => asked.indexOf(a) - asked.indexOf(b)));
});

test.each(Object.entries(bad))("the rule %s refuses what breaks it", (rule, drafts) => {
  for (const one of drafts) {
    const { linted, report } = judged(one);
    expect(linted).toBeNull();
    expect(report.filter(({ pass }) => !pass).map((finding) => finding.rule)).toContain(rule);
    expect(report.find((finding) => finding.rule === rule)?.found).toMatch(/./);
  }
});

test("bytes that are no certificate are refused before any other rule is asked", () => {
  const draft = sampleDraft();
  const { linted, report } = judged({ draft: { ...draft, tbs: draft.tbs.subarray(0, 300) } });
  expect(linted).toBeNull();
  expect(report).toEqual([expect.objectContaining({ rule: "tbs-readable", pass: false })]);
});

test("a rule is not asked before the day it came into force", () => {
  const at = new Date("2026-03-01T00:00:00Z");
  const draft = draftCertificate(samplePlan({ validTo: new Date("2026-05-01T00:00:00Z") }), newSerial(), at);
  const { linted, report } = judged({ draft, at });
  expect(linted).not.toBeNull();
  expect(report.map(({ rule }) => rule)).not.toContain("dns-name-not-reserved");
});

test("what passed is kept as it was judged, whatever becomes of the draft that was handed in", () => {
  const draft = sampleDraft();
  const before = Buffer.from(draft.tbs);
  const { linted } = judged({ draft });
  draft.tbs.fill(0);
  draft.plan.signatureHash = "SHA512";

  expect(linted?.draft.tbs).toEqual(before);
  expect(linted?.draft.plan.signatureHash).toBe("SHA256");
});

test("nothing that is only shaped like a linted draft is one", () => {
  const { linted } = judged({ draft: sampleDraft() });
  expect(LintedDraft.holds(linted!)).toBe(true);
  expect(LintedDraft.holds({ ...linted! })).toBe(false);
  expect(LintedDraft.holds(Object.create(LintedDraft.prototype))).toBe(false);
});
