import type { SignatureHash } from "@duplicert/shared/signature-hash";
import { maxValidityDays } from "@duplicert/shared/validity";
import type { CaKeyType } from "./signature-algorithm.ts";

/** Who and what a certificate speaks for; null where a fact is not known or has no place. */
export interface SubjectFacts {
  commonName: string;
  organization: string | null;
  streetAddress: string | null;
  locality: string | null;
  stateOrProvince: string | null;
  postalCode: string | null;
  country: string | null;
  businessCategory: string | null;
  jurisdictionCountry: string | null;
  registrationNumber: string | null;
}

/** What is public of an issuing CA. `slug` is its place under /pki/. */
export interface IssuingCaFacts {
  id: string;
  slug: string;
  keyType: CaKeyType;
  signatureHashes: SignatureHash[];
  /** Among how many CRLs its certificates are spread. */
  crlShards: number;
  certificateDer: Buffer;
}

export interface SubjectField {
  fact: keyof SubjectFacts;
  oid: string;
  encoding: "utf8" | "printable";
  /** Characters, RFC 5280 appendix A.1; EVG 7.1.4.2 for the EV fields. */
  longest: number;
  required: boolean;
}

export type ProfileName = "DV" | "OV" | "EV";

export interface Profile {
  name: ProfileName;
  /** Goes up with every change of content; a plan keeps the one it was made by. */
  version: number;
  policyOid: string;
  /** In the order they are written (BR 7.1.4.2). */
  subject: readonly SubjectField[];
  /** Of these at least one is there: BR 7.1.2.7.4, state or locality. */
  oneOf: readonly (keyof SubjectFacts)[];
  extendedKeyUsage: readonly string[];
  /** Bit numbers of RFC 5280 §4.2.1.3, by the type of the subject's key. */
  keyUsage: Record<CaKeyType, readonly number[]>;
  wildcards: boolean;
  maxDays: (signedAt: Date) => number;
}

/** How long before its signing a certificate may begin, so that clocks which are behind take it at once. */
export const clockSkewMs = 5 * 60_000;

export const KeyUsageBit = { digitalSignature: 0, keyEncipherment: 2, keyCertSign: 5, cRLSign: 6 } as const;
/** What a CA of ours holds that issues by every profile (BR 7.1.2.10.5, no policy restrictions). */
export const anyPolicy = "2.5.29.32.0";
export const serverAuth = "1.3.6.1.5.5.7.3.1";

// CA/Browser Forum's reserved identifiers, BR 7.1.6.1 and EVG 7.1.6.1.
const reservedPolicy: Record<ProfileName, string> = {
  DV: "2.23.140.1.2.1",
  OV: "2.23.140.1.2.2",
  EV: "2.23.140.1.1",
};

const field = (
  fact: keyof SubjectFacts,
  oid: string,
  longest: number,
  required: boolean,
  encoding: SubjectField["encoding"] = "utf8",
): SubjectField => ({ fact, oid, encoding, longest, required });

const commonName = field("commonName", "2.5.4.3", 64, false);
// Street address and postal code are NOT RECOMMENDED (BR 7.1.2.7.4) and stay out.
const place = [
  field("country", "2.5.4.6", 2, true, "printable"),
  field("stateOrProvince", "2.5.4.8", 128, false),
  field("locality", "2.5.4.7", 128, false),
  field("organization", "2.5.4.10", 64, true),
];
const register = [
  field("businessCategory", "2.5.4.15", 128, true),
  field("jurisdictionCountry", "1.3.6.1.4.1.311.60.2.1.3", 2, true, "printable"),
  field("registrationNumber", "2.5.4.5", 64, true, "printable"),
];

const tlsServer = {
  // 2: the address of OCSP, where the issuing CA may sign its answers.
  version: 2,
  extendedKeyUsage: [serverAuth],
  // BR 7.1.2.7.11. NSS refuses an RSA leaf without keyEncipherment.
  keyUsage: {
    RSA: [KeyUsageBit.digitalSignature, KeyUsageBit.keyEncipherment],
    EC: [KeyUsageBit.digitalSignature],
  },
  wildcards: true,
  maxDays: maxValidityDays,
} as const;

/** The reasons why a profile would break BR 7.1.2.7 or EVG 7.1; none for a good one. */
export function profileFaults(profile: Profile): string[] {
  const has = (fact: keyof SubjectFacts) => profile.subject.some((one) => one.fact === fact && one.required);
  const facts = profile.subject.map((one) => one.fact);
  const mustHave: (keyof SubjectFacts)[] = [
    ...(profile.name === "DV" ? [] : (["country", "organization"] as const)),
    ...(profile.name === "EV" ? (["businessCategory", "jurisdictionCountry", "registrationNumber"] as const) : []),
  ];
  const { RSA, EC } = profile.keyUsage;
  const checks: [boolean, string][] = [
    [Number.isInteger(profile.version) && profile.version > 0, "the version is a whole number from 1 on"],
    [profile.policyOid === reservedPolicy[profile.name], `the policy is ${reservedPolicy[profile.name]}`],
    [profile.extendedKeyUsage.join() === serverAuth, "the extended key usage is serverAuth and nothing else"],
    [RSA.every((bit) => bit === 0 || bit === 2) && RSA.includes(0), "RSA keys sign and encipher keys, no more"],
    [EC.join() === "0", "EC keys have digitalSignature alone"],
    [new Set(facts).size === facts.length, "no subject field comes twice"],
    [profile.name !== "DV" || facts.join() === "commonName", "a DV subject holds the common name alone"],
    [mustHave.every(has), `the subject requires ${mustHave.join(", ")}`],
    [profile.name === "DV" || profile.oneOf.length > 0, "the subject requires a state or a locality"],
    [profile.oneOf.every((fact) => facts.includes(fact)), "what one of is required is allowed"],
    [profile.name !== "EV" || !profile.wildcards, "an EV certificate has no wildcard"],
  ];
  return checks.filter(([holds]) => !holds).map(([, law]) => law);
}

/** Throws, with every reason, when a profile is bad: a CA with a bad profile must not start. */
export function loadProfiles(list: readonly Profile[]): ReadonlyMap<ProfileName, Profile> {
  for (const profile of list) {
    const faults = profileFaults(profile);
    if (faults.length > 0) throw new Error(`The certificate profile ${profile.name} is refused: ${faults.join("; ")}.`);
  }
  return new Map(list.map((profile) => [profile.name, profile]));
}

const profiles = loadProfiles([
  { ...tlsServer, name: "DV", policyOid: reservedPolicy.DV, subject: [commonName], oneOf: [] },
  {
    ...tlsServer,
    name: "OV",
    policyOid: reservedPolicy.OV,
    subject: [...place, commonName],
    oneOf: ["stateOrProvince", "locality"],
  },
  {
    ...tlsServer,
    name: "EV",
    policyOid: reservedPolicy.EV,
    subject: [...register, ...place, commonName],
    oneOf: ["stateOrProvince", "locality"],
    wildcards: false,
  },
]);

/** The profile in force under that name. */
export function profileOf(name: ProfileName): Profile {
  const profile = profiles.get(name);
  if (!profile) throw new Error(`There is no certificate profile ${name}.`);
  return profile;
}
