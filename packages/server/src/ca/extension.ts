/** The extensions we write or judge (RFC 5280 §4.2 and §5.2), by their name there. */
export const ExtensionOid = {
  subjectKeyIdentifier: "2.5.29.14",
  keyUsage: "2.5.29.15",
  subjectAltName: "2.5.29.17",
  basicConstraints: "2.5.29.19",
  cRLNumber: "2.5.29.20",
  reasonCode: "2.5.29.21",
  issuingDistributionPoint: "2.5.29.28",
  cRLDistributionPoints: "2.5.29.31",
  certificatePolicies: "2.5.29.32",
  authorityKeyIdentifier: "2.5.29.35",
  extKeyUsage: "2.5.29.37",
  authorityInfoAccess: "1.3.6.1.5.5.7.1.1",
} as const;
export type ExtensionName = keyof typeof ExtensionOid;

/** An X.509 extension as it is written; `value` is the DER inside it, as hex. */
export interface Extension {
  oid: string;
  critical: boolean;
  value: string;
}

/** An extension by its name. */
export function extension(name: ExtensionName, value: string, critical = false): Extension {
  return { oid: ExtensionOid[name], critical, value };
}
