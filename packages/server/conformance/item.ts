/** What is looked at: a subscriber's certificate, a CA's certificate, a CRL or an OCSP response. */
export type ItemKind = "certificate" | "ca" | "crl" | "ocsp";

/** One signed thing on disk, and all that an outside tool must be told to judge it. Paths are absolute. */
export interface Item {
  /** Says what it is: "OV/wildcard/P-256/tls-ecc-1/SHA384". */
  id: string;
  /** The line of the table that counts it. */
  row: string;
  kind: ItemKind;
  der: string;
  pem: string;
  /** The certificate of the CA that signed it; a root's is its own. */
  issuerDer: string;
  issuerPem: string;
  /** What it is to say: "OV_FINAL_CERTIFICATE", "ROOT_CA" and so on as pkilint names it; "CRL" or a root's "ARL"; "good" or "revoked". */
  type: string;
  /** A certificate's: the name a client asks for. */
  hostName: string | null;
  /** A certificate's: the PKCS#8 file of its key. */
  key: string | null;
  /** The address of the CRL that speaks of a certificate, or that a CRL is for. */
  crlAddress: string | null;
  /** An OCSP response's: the certificate it speaks of. */
  aboutDer: string | null;
  aboutPem: string | null;
}

/** Everything a run works on: the items, the root that clients trust, and the CRLs in force. */
export interface Bench {
  folder: string;
  rootDer: string;
  rootPem: string;
  /** The CRLs in force of every CA: one file each, the root's, and all in one. */
  crls: Pick<Item, "der" | "pem" | "crlAddress">[];
  rootCrlDer: string;
  allCrlsPem: string;
  items: Item[];
}

/** Fatal, error and warning fail a run; notice and info are counted. */
type Level = "fatal" | "error" | "warning" | "notice" | "info";

/** One thing that a tool says about an item; `id` is the tool's own name for it. */
export interface Finding {
  id: string;
  level: Level;
  text: string;
}

/** What a tool says of each item it looked at, by the item's id. No entry: it did not look. */
export type Verdicts = Map<string, Finding[]>;
