import { toBigInt } from "./bytes.ts";
import { type DerElement, oidText, Tag } from "./der.ts";

/** How an RSASSA-PSS signature was made; the mask is generated with the same hash, as every signer does. */
export interface PssParameters {
  hash: "sha1" | "sha224" | "sha256" | "sha384" | "sha512";
  saltLength: number;
}

const hashes: Record<string, PssParameters["hash"]> = {
  "1.3.14.3.2.26": "sha1",
  "2.16.840.1.101.3.4.2.4": "sha224",
  "2.16.840.1.101.3.4.2.1": "sha256",
  "2.16.840.1.101.3.4.2.2": "sha384",
  "2.16.840.1.101.3.4.2.3": "sha512",
};
const mgf1 = "1.2.840.113549.1.1.8";
const fields = [0xa0, 0xa1, 0xa2, 0xa3];

/** Reads RSASSA-PSS-params (RFC 4055 §3.1), left-out fields by their defaults; null for anything that no platform verifies. */
export function readPssParameters(parameters: DerElement | undefined): PssParameters | null {
  if (parameters?.tag !== Tag.SEQUENCE) return null;
  const order = parameters.children.map(({ tag }) => fields.indexOf(tag));
  if (order.some((at, index) => at <= (order[index - 1] ?? -1))) return null;
  if (parameters.children.some(({ children }) => children.length !== 1)) return null;
  const [hashField, maskField, saltField, trailerField] = fields.map(
    (field) => parameters.children.find(({ tag }) => tag === field)?.children[0],
  );
  const hash = hashField ? hashOf(hashField) : "sha1";
  const mask = maskField ? maskHashOf(maskField) : "sha1";
  const saltLength = saltField ? smallNumber(saltField) : 20;
  const trailer = trailerField ? smallNumber(trailerField) : 1;
  return hash !== null && mask === hash && saltLength !== null && trailer === 1 ? { hash, saltLength } : null;
}

function hashOf(identifier: DerElement): PssParameters["hash"] | null {
  const [oid, parameters, more] = identifier.children;
  if (identifier.tag !== Tag.SEQUENCE || oid?.tag !== Tag.OID || more) return null;
  return parameters && parameters.tag !== 0x05 ? null : (hashes[oidText(oid.content)] ?? null);
}

function maskHashOf(identifier: DerElement): PssParameters["hash"] | null {
  const [oid, hash, more] = identifier.children;
  if (identifier.tag !== Tag.SEQUENCE || oid?.tag !== Tag.OID || !hash || more) return null;
  return oidText(oid.content) === mgf1 ? hashOf(hash) : null;
}

function smallNumber({ tag, content }: DerElement): number | null {
  return tag === Tag.INTEGER && content.length <= 2 && content[0]! < 0x80 ? Number(toBigInt(content)) : null;
}
