import { binaryKind } from "./binary-kind.ts";
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
const ENUMERATED = 0x0a;
const IA5_STRING = 0x16;
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

/** What bytes that are no CSR are, read as DER or not; null when they are nothing known here. */
export function kindOf(bytes: Uint8Array, root: DerElement | string): string | null {
  return (typeof root === "string" ? null : otherKind(root)) ?? binaryKind(bytes);
}

function otherKind(root: DerElement): string | null {
  if (root.tag !== SEQUENCE) return null;
  const [first, second] = root.children;
  if (hasShape(root, SEQUENCE, SEQUENCE, BIT_STRING)) return signedKind(first!);
  if (hasShape(root, SEQUENCE, BIT_STRING)) return "public key";
  // RFC 5958 §3, EncryptedPrivateKeyInfo
  if (hasShape(root, SEQUENCE, OCTET_STRING)) return "private key";
  if (first?.tag === OID) return oidText(first.content).startsWith("1.2.840.113549.1.7.") ? "PKCS#7" : null;
  if (first?.tag === INTEGER) return numberedKind(root);
  if (first?.tag === ENUMERATED) return second === undefined || second.tag === 0xa0 ? "OCSP response" : null;
  return first?.tag === SEQUENCE ? messageKind(first, second) : null;
}

/** What begins with a number: the private keys of RFC 8017, 5915, 5958 and openssl's for DSA, PKCS#12, and keys of RSA. */
function numberedKind(root: DerElement): string | null {
  const [first, second, third] = root.children;
  if (second?.tag === OCTET_STRING) return "private key";
  if (second?.tag === SEQUENCE && third?.tag === OCTET_STRING) return "private key";
  if (second?.tag === SEQUENCE && first!.content[0] === 3) return "PKCS#12";
  if (hasShape(root, INTEGER, INTEGER)) return "public key";
  const integers = root.children.filter((child) => child.tag === INTEGER).length;
  // RFC 8017 Appendix A.1.2: nine, and a SEQUENCE of further primes may come last. DSA has six.
  const others = root.children.slice(integers);
  return (integers === 9 || integers === 6) && others.every(({ tag }) => tag === SEQUENCE) ? "private key" : null;
}

/** RFC 9810 §5.1 */
function messageKind(header: DerElement, body: DerElement | undefined): string | null {
  const [version, sender] = header.children;
  const contextual = (element: DerElement | undefined) => element !== undefined && (element.tag & 0xe0) === 0xa0;
  return version?.tag === INTEGER && contextual(sender) && contextual(body) ? "CMP message" : null;
}

function signedKind(signed: DerElement): string | null {
  const times = (element: DerElement | undefined) => element?.tag === 0x17 || element?.tag === 0x18;
  if (
    signed.children.some((child) => child.tag === SEQUENCE && child.children.length === 2 && times(child.children[0]))
  ) {
    return "certificate";
  }
  if (signed.children.some(times)) return "certificate revocation list";
  // SignedPublicKeyAndChallenge, as old browsers made it
  return hasShape(signed, SEQUENCE, IA5_STRING) ? "SPKAC" : null;
}
