import { type DerElement, hasShape, oidText, Tag } from "./der.ts";

/** The parts of a CertificationRequest (RFC 2986 §4), in the form everything else relies on. */
export interface CsrParts {
  signed: DerElement;
  version: DerElement;
  subject: DerElement;
  spki: DerElement;
  attributes: DerElement[];
  signatureAlgorithm: DerElement;
  signature: DerElement;
}

const { INTEGER, BIT_STRING, OCTET_STRING, OID, SEQUENCE } = Tag;
const attributesTag = 0xa0;

/** The parts of a CSR, or null when it has not that shape. */
export function csrParts(root: DerElement): CsrParts | null {
  if (root.tag !== SEQUENCE || !hasShape(root, SEQUENCE, SEQUENCE, BIT_STRING)) return null;
  const [signed, signatureAlgorithm, signature] = root.children as [DerElement, DerElement, DerElement];
  // RFC 2986 wants the attributes even when there are none; some clients leave them out.
  const common = [INTEGER, SEQUENCE, SEQUENCE];
  if (!hasShape(signed, ...common, attributesTag) && !hasShape(signed, ...common)) return null;
  const [version, subject, spki, attributes] = signed.children as [DerElement, DerElement, DerElement, DerElement?];
  if (!hasShape(spki, SEQUENCE, BIT_STRING) || spki.children[0]!.children[0]?.tag !== OID) return null;
  if (signatureAlgorithm.children[0]?.tag !== OID) return null;
  return { signed, version, subject, spki, attributes: attributes?.children ?? [], signatureAlgorithm, signature };
}

/** What a piece of DER that is no CSR is, or null when it is nothing known here. */
export function otherKind(root: DerElement): string | null {
  if (root.tag !== SEQUENCE) return null;
  const [first, second, third] = root.children;
  if (hasShape(root, SEQUENCE, SEQUENCE, BIT_STRING)) return signedKind(first!);
  if (hasShape(root, SEQUENCE, BIT_STRING)) return "public key";
  if (hasShape(root, SEQUENCE, OCTET_STRING)) return "private key";
  if (first?.tag === OID) return oidText(first.content).startsWith("1.2.840.113549.1.7.") ? "PKCS#7" : null;
  if (first?.tag !== INTEGER) return null;
  if (second?.tag === OCTET_STRING) return "private key";
  if (second?.tag === SEQUENCE && third?.tag === OCTET_STRING) return "private key";
  if (second?.tag === SEQUENCE && first.content[0] === 3) return "PKCS#12";
  const integers = root.children.filter((child) => child.tag === INTEGER).length;
  if (integers !== root.children.length) return null;
  return integers === 2 ? "public key" : integers >= 6 ? "private key" : null;
}

function signedKind(signed: DerElement): string | null {
  const times = (element: DerElement | undefined) => element?.tag === 0x17 || element?.tag === 0x18;
  if (
    signed.children.some((child) => child.tag === SEQUENCE && child.children.length === 2 && times(child.children[0]))
  ) {
    return "certificate";
  }
  return signed.children.some(times) ? "certificate revocation list" : null;
}
