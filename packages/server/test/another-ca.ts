import { constants, createHash, type KeyObject, randomBytes, sign } from "node:crypto";
import { encodeName, encodeSigned, encodeTbs, extensionValue, type NameAttribute } from "../src/ca/asn1.ts";
import { type Extension, extension } from "../src/ca/extension.ts";
import { certificatePem } from "../src/ca/pem.ts";
import { newKey } from "./house.ts";

type Keys = ReturnType<typeof newKey>;

/** How a CA of anybody's signs: DER AlgorithmIdentifiers as hex. */
const algorithms = {
  sha256: { RSA: "300d06092a864886f70d01010b0500", EC: "300a06082a8648ce3d040302" },
  sha384: { RSA: "300d06092a864886f70d01010c0500", EC: "300a06082a8648ce3d040303" },
  sha1: { RSA: "300d06092a864886f70d0101050500", EC: "300906072a8648ce3d0401" },
  // RFC 4055 §3.1: SHA-256, MGF1 with SHA-256, 32 octets of salt
  pss: {
    RSA: "304106092a864886f70d01010a3034a00f300d06096086480165030402010500a11c301a06092a864886f70d010108300d06096086480165030402010500a203020120",
    EC: "",
  },
};

export const policies = { DV: "2.23.140.1.2.1", OV: "2.23.140.1.2.2", EV: "2.23.140.1.1" };
const serverAuth = "1.3.6.1.5.5.7.3.1";

interface LeafWish {
  names?: string[];
  commonName?: string | null;
  organization?: string | null;
  country?: string;
  policy?: string | null;
  usages?: string[] | null;
  notBefore?: Date;
  notAfter?: Date;
  hash?: keyof typeof algorithms;
  keys?: Keys;
  /** Further general names, DER as hex. */
  otherNames?: string[];
}

/** A CA that is none of ours, as everybody's on the internet. */
export interface AnotherCa {
  pem: string;
  der: Buffer;
  name: string;
  /** A certificate of a server, PEM. */
  issue(wish?: LeafWish): string;
  /** A CA under it. */
  subordinate(commonName: string, type?: "P-256" | "RSA"): AnotherCa;
}

const day = 86_400_000;

/** Makes a root. */
export function anotherRoot(now: Date, commonName = "Elsewhere Root", type: "P-256" | "RSA" = "P-256"): AnotherCa {
  const keys = newKey(type);
  const name = nameOf({ commonName, organization: "Elsewhere", country: "NL" });
  return anotherCa(now, keys, name, signed(now, caParts(now, name, keys), { name, keys }, "sha256"));
}

function anotherCa(now: Date, keys: Keys, name: string, der: Buffer): AnotherCa {
  const by = { name, keys };
  return {
    der,
    name,
    pem: certificatePem(der),
    issue: (wish = {}) => certificatePem(signed(now, leafParts(now, wish), by, wish.hash ?? "sha256")),
    subordinate(commonName, type = "P-256") {
      const own = newKey(type);
      const ownName = nameOf({ commonName, organization: "Elsewhere", country: "NL" });
      return anotherCa(now, own, ownName, signed(now, caParts(now, ownName, own), by, "sha256"));
    },
  };
}

interface Parts {
  subject: string;
  keys: Keys;
  notBefore: Date;
  notAfter: Date;
  extensions: Extension[];
}

function caParts(now: Date, subject: string, keys: Keys): Parts {
  return {
    ...{ subject, keys },
    notBefore: new Date(now.getTime() - 365 * day),
    notAfter: new Date(now.getTime() + 3650 * day),
    extensions: [
      extension("basicConstraints", extensionValue.isACa(null), true),
      extension("keyUsage", extensionValue.keyUsage([5, 6]), true),
    ],
  };
}

function leafParts(now: Date, wish: LeafWish): Parts {
  const { names = ["www.example.com", "example.com"], organization = "Example Widgets Ltd", country = "TW" } = wish;
  const { commonName = names[0] ?? null, policy = policies.OV, usages = [serverAuth] } = wish;
  const san = extensionValue.subjectAltName(names);
  const extensions = [
    ...(names.length + (wish.otherNames ?? []).length > 0
      ? [extension("subjectAltName", wish.otherNames ? withOthers(san, wish.otherNames) : san)]
      : []),
    ...(policy ? [extension("certificatePolicies", extensionValue.certificatePolicies([policy]))] : []),
    ...(usages ? [extension("extKeyUsage", extensionValue.extKeyUsage(usages))] : []),
    extension("basicConstraints", extensionValue.notACa(), true),
  ];
  return {
    subject: nameOf({ commonName, organization, country: organization ? country : null }),
    keys: wish.keys ?? newKey(),
    notBefore: wish.notBefore ?? new Date(now.getTime() - 30 * day),
    notAfter: wish.notAfter ?? new Date(now.getTime() + 150 * day),
    extensions,
  };
}

function withOthers(san: string, others: string[]): string {
  const contents = Buffer.concat([
    Buffer.from(san, "hex").subarray(2),
    ...others.map((hex) => Buffer.from(hex, "hex")),
  ]);
  return Buffer.concat([Buffer.from([0x30, contents.length]), contents]).toString("hex");
}

function nameOf(facts: { commonName: string | null; organization: string | null; country: string | null }): string {
  const attribute = (oid: string, value: string | null, encoding: "utf8" | "printable"): NameAttribute[] =>
    value === null ? [] : [{ oid, value, encoding }];
  return encodeName([
    ...attribute("2.5.4.6", facts.country, "printable"),
    ...attribute("2.5.4.10", facts.organization, "utf8"),
    ...attribute("2.5.4.3", facts.commonName, "utf8"),
  ]);
}

function signed(now: Date, parts: Parts, by: { name: string; keys: Keys }, hash: keyof typeof algorithms): Buffer {
  const algorithm = algorithms[hash][by.keys.privateKey.asymmetricKeyType === "rsa" ? "RSA" : "EC"];
  const whole = (at: Date) => new Date(Math.floor(at.getTime() / 1000) * 1000);
  const tbs = encodeTbs({
    serial: createHash("sha256").update(randomBytes(8)).update(now.toISOString()).digest().subarray(0, 16),
    signatureAlgorithm: algorithm,
    issuer: by.name,
    notBefore: whole(parts.notBefore),
    notAfter: whole(parts.notAfter),
    subject: parts.subject,
    spki: parts.keys.publicKey.export({ format: "der", type: "spki" }).toString("hex"),
    extensions: parts.extensions,
  });
  return encodeSigned(tbs, algorithm, signatureOver(tbs, by.keys.privateKey, hash));
}

function signatureOver(tbs: Buffer, key: KeyObject, hash: keyof typeof algorithms): Buffer {
  if (hash !== "pss") return sign(hash, tbs, key);
  return sign("sha256", tbs, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 });
}
