import type { CsrParts } from "./csr-kind.ts";
import { type DerElement, hasShape, oidText, readInner, Tag } from "./der.ts";

// No type that is looked for is half as long, and a thousand long ones cost 17 MiB to write out.
const longestType = 20;
const isOneOf = ({ content }: DerElement, types: string[]): boolean =>
  content.length <= longestType && types.includes(oidText(content));

/** The values of the attributes of these types; attributes of another shape than RFC 2986 §4.1 are passed over. */
function attributeValues(parts: CsrParts, types: string[]): DerElement[] {
  return parts.attributes
    .filter((attribute) => hasShape(attribute, Tag.OID, Tag.SET) && isOneOf(attribute.children[0]!, types))
    .flatMap((attribute) => attribute.children[1]!.children);
}

// RFC 2985 §5.4.1
const challengePassword = "1.2.840.113549.1.9.7";
// RFC 2985 §5.4.2, and the one of Microsoft's old enrolment controls.
const extensionRequests = ["1.2.840.113549.1.9.14", "1.3.6.1.4.1.311.2.1.14"];
const subjectAltName = "2.5.29.17";

/** What a CSR's challenge passwords are in. */
export function challengePasswords(parts: CsrParts): DerElement[] {
  return attributeValues(parts, [challengePassword]);
}

/** The general names (RFC 5280 §4.2.1.6) of a CSR's extension requests. */
export function altNames(parts: CsrParts): DerElement[] {
  return attributeValues(parts, extensionRequests)
    .flatMap((extensions) => extensions.children)
    .filter((extension) => extension.children[0]?.tag === Tag.OID)
    .filter((extension) => isOneOf(extension.children[0]!, [subjectAltName]))
    .flatMap((extension) => {
      const value = extension.children.at(-1)!;
      return (value.tag === Tag.OCTET_STRING && readInner(value.content)?.children) || [];
    });
}
