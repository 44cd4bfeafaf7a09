import { answersOcsp } from "./answers-ocsp.ts";
import { type ExtensionName, ExtensionOid } from "./extension.ts";
import { brProfiles, extensionOf, type LintRule, required } from "./lint-rule.ts";
import { readExtension, readSpki } from "./read-certificate.ts";

const caIssuers = "1.3.6.1.5.5.7.48.2";
const ocsp = "1.3.6.1.5.5.7.48.1";

// BR 7.1.2.7.6: what may be there, and whether it is critical; null: rules of its own decide.
const allowed: Partial<Record<ExtensionName, boolean | null>> = {
  authorityKeyIdentifier: false,
  subjectAltName: null,
  certificatePolicies: false,
  keyUsage: true,
  extKeyUsage: false,
  cRLDistributionPoints: false,
  authorityInfoAccess: false,
  basicConstraints: true,
};

/** BR 7.1.2.11: plain http, a host, nothing hidden in the address. */
function addressFault(address: string): string | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  const plain = url?.protocol === "http:" && url.hostname !== "" && url.username === "" && url.hash === "";
  return plain ? null : `${address} is not a plain http address`;
}

/** Each extension: there or not, critical or not, and exactly what it may hold. */
export const extensionRules: readonly LintRule[] = [
  {
    id: "extensions-known",
    citation: "BR 7.1.2.7.6; RFC 5280 §4.2",
    since: brProfiles,
    judge: ({ tbs }) => {
      const oids = tbs.extensions.map(({ oid }) => oid);
      const twice = oids.find((oid, at) => oids.indexOf(oid) !== at);
      if (twice) return `${twice} comes twice`;
      const known: string[] = Object.keys(allowed).map((name) => ExtensionOid[name as ExtensionName]);
      // Left to a rule that names it.
      known.push(ExtensionOid.subjectKeyIdentifier);
      const strange = oids.find((oid) => !known.includes(oid));
      return strange ? `${strange} has no place here` : null;
    },
  },
  {
    id: "extensions-critical",
    citation: "BR 7.1.2.7.6",
    since: brProfiles,
    judge: ({ tbs }) => {
      for (const [name, critical] of Object.entries(allowed)) {
        const found = tbs.extensions.find(({ oid }) => oid === ExtensionOid[name as ExtensionName]);
        if (found && critical !== null && found.critical !== critical)
          return `${name} is ${critical ? "not " : ""}critical`;
      }
      return null;
    },
  },
  {
    id: "no-subject-key-identifier",
    citation: "BR 7.1.2.7.6: NOT RECOMMENDED",
    since: brProfiles,
    judge: ({ tbs }) => (extensionOf(tbs, "subjectKeyIdentifier") === null ? null : "it is there"),
  },
  {
    id: "extended-key-usage",
    citation: "BR 7.1.2.7.10",
    since: brProfiles,
    judge: ({ tbs, profile }) => {
      const found = readExtension.oids(required(tbs, "extKeyUsage")).join(" ");
      return found === profile.extendedKeyUsage.join(" ") ? null : found;
    },
  },
  {
    id: "key-usage",
    citation: "BR 7.1.2.7.11",
    since: brProfiles,
    judge: ({ tbs, profile }) => {
      const { type } = readSpki(tbs.spki);
      const found = readExtension.keyUsage(required(tbs, "keyUsage")).join(" ");
      return type !== null && found === profile.keyUsage[type].join(" ") ? null : `bits ${found}`;
    },
  },
  {
    id: "certificate-policies",
    citation: "BR 7.1.2.7.9; EVG 7.1.6.1",
    since: brProfiles,
    judge: ({ tbs, profile }) => {
      const found = readExtension.policies(required(tbs, "certificatePolicies")).join(" ");
      return found === profile.policyOid ? null : found;
    },
  },
  {
    id: "authority-information-access",
    citation: "BR 7.1.2.7.7",
    since: brProfiles,
    judge: ({ tbs }) => {
      const found = readExtension.authorityInfoAccess(required(tbs, "authorityInfoAccess"));
      const strange = found.find(({ method }) => method !== caIssuers && method !== ocsp);
      if (strange) return `method ${strange.method}`;
      if (!found.some(({ method }) => method === caIssuers)) return "no address of the CA's certificate";
      return found.map(({ address }) => addressFault(address)).find((fault) => fault !== null) ?? null;
    },
  },
  {
    id: "access-locations-once",
    citation: "BR 7.1.2.7.7: each location of a method is unique",
    since: brProfiles,
    judge: ({ tbs }) => {
      const found = readExtension.authorityInfoAccess(required(tbs, "authorityInfoAccess"));
      const all = found.map(({ method, address }) => `${method} ${address}`);
      return all.find((one, at) => all.indexOf(one) !== at) ?? null;
    },
  },
  {
    id: "ocsp-address-iff-the-ca-answers",
    citation: "BR 7.1.2.7.7, 7.1.2.10.7: OCSP answers are signed by the CA itself, with digitalSignature",
    since: "2026-11-01",
    judge: ({ tbs, issuing }) => {
      const found = readExtension.authorityInfoAccess(required(tbs, "authorityInfoAccess"));
      const named = found.some(({ method }) => method === ocsp);
      if (named === answersOcsp(issuing)) return null;
      return named ? "an OCSP address, and the CA may not sign the answers" : "no OCSP address";
    },
  },
  {
    id: "crl-distribution-point",
    citation: "BR 7.1.2.11.2: required where there is no OCSP address",
    since: brProfiles,
    judge: ({ tbs }) => {
      const points = readExtension.distributionPoints(required(tbs, "cRLDistributionPoints"));
      const [address] = points[0] ?? [];
      if (points.length !== 1 || points[0]?.length !== 1 || !address) return "not exactly one address";
      return addressFault(address);
    },
  },
  {
    id: "not-a-ca",
    citation: "BR 7.1.2.7.8",
    since: brProfiles,
    judge: ({ tbs }) => {
      const value = extensionOf(tbs, "basicConstraints");
      if (value === null) return null;
      const { ca, pathLength } = readExtension.basicConstraints(value);
      return ca || pathLength !== null ? "a CA, or a path length" : null;
    },
  },
];
