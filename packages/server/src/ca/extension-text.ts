import type { Extension } from "./extension.ts";
import { ExtensionOid } from "./extension.ts";
import { readExtension } from "./read-certificate.ts";

/** What an extension is called in RFC 5280, and what it says, as `openssl x509 -text` prints it. */
export interface ExtensionText {
  name: string;
  text: string;
}

// RFC 5280 §4.2.1.3, by bit.
const keyUsages = [
  "Digital Signature",
  "Non Repudiation",
  "Key Encipherment",
  "Data Encipherment",
  "Key Agreement",
  "Certificate Sign",
  "CRL Sign",
  "Encipher Only",
  "Decipher Only",
];
const purposes: Record<string, string> = { "1.3.6.1.5.5.7.3.1": "TLS Web Server Authentication" };
const accessMethods: Record<string, string> = { "1.3.6.1.5.5.7.48.1": "OCSP", "1.3.6.1.5.5.7.48.2": "CA Issuers" };
const dnsName = 0x82;

const readings: Record<string, [name: string, text: (value: Buffer) => string]> = {
  [ExtensionOid.authorityKeyIdentifier]: [
    "Authority Key Identifier",
    (value) => octets(readExtension.authorityKeyIdentifier(value) ?? value),
  ],
  [ExtensionOid.subjectKeyIdentifier]: [
    "Subject Key Identifier",
    (value) => octets(readExtension.subjectKeyIdentifier(value)),
  ],
  [ExtensionOid.subjectAltName]: [
    "Subject Alternative Name",
    (value) =>
      readExtension
        .subjectAltName(value)
        .map(({ tag, value: name }) => (tag === dnsName ? `DNS:${name}` : `[${tag & 0x1f}]:${name}`))
        .join(", "),
  ],
  [ExtensionOid.certificatePolicies]: [
    "Certificate Policies",
    (value) =>
      readExtension
        .policies(value)
        .map((oid) => `Policy: ${oid}`)
        .join("\n"),
  ],
  [ExtensionOid.keyUsage]: [
    "Key Usage",
    (value) =>
      readExtension
        .keyUsage(value)
        .map((bit) => keyUsages[bit] ?? `bit ${bit}`)
        .join(", "),
  ],
  [ExtensionOid.extKeyUsage]: [
    "Extended Key Usage",
    (value) =>
      readExtension
        .oids(value)
        .map((oid) => purposes[oid] ?? oid)
        .join(", "),
  ],
  [ExtensionOid.cRLDistributionPoints]: [
    "CRL Distribution Points",
    (value) =>
      readExtension
        .distributionPoints(value)
        .map((addresses) => ["Full Name:", ...addresses.map((address) => `  URI:${address}`)].join("\n"))
        .join("\n"),
  ],
  [ExtensionOid.authorityInfoAccess]: [
    "Authority Information Access",
    (value) =>
      readExtension
        .authorityInfoAccess(value)
        .map(({ method, address }) => `${accessMethods[method] ?? method} - URI:${address}`)
        .join("\n"),
  ],
  [ExtensionOid.basicConstraints]: [
    "Basic Constraints",
    (value) => {
      const { ca, pathLength } = readExtension.basicConstraints(value);
      return `CA:${ca ? "TRUE" : "FALSE"}${pathLength === null ? "" : `, pathlen:${pathLength}`}`;
    },
  ],
};

/** An extension in words; one that has none of ours is shown by its OID and its bytes. */
export function extensionText({ oid, value }: Extension): ExtensionText {
  const bytes = Buffer.from(value, "hex");
  const reading = readings[oid];
  return reading ? { name: reading[0], text: reading[1](bytes) } : { name: oid, text: octets(bytes) };
}

function octets(bytes: Buffer): string {
  return (bytes.toString("hex").toUpperCase().match(/../g) ?? []).join(":");
}
