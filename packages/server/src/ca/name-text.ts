import { distinguishedName } from "@duplicert/shared/distinguished-name";
import { type DerNode, inside, oidText, readOne, Tag } from "./der.ts";

// RFC 4514 §3 and the descriptors of RFC 4519; the last one is OpenSSL's name of what EVG 7.1.4.2.3 asks for.
const attributeNames: Record<string, string> = {
  "2.5.4.3": "CN",
  "2.5.4.5": "serialNumber",
  "2.5.4.6": "C",
  "2.5.4.7": "L",
  "2.5.4.8": "ST",
  "2.5.4.9": "STREET",
  "2.5.4.10": "O",
  "2.5.4.11": "OU",
  "2.5.4.15": "businessCategory",
  "2.5.4.17": "postalCode",
  "1.3.6.1.4.1.311.60.2.1.3": "jurisdictionC",
};

/** The short name of an attribute of a name; null for one that has none. */
export function attributeType(oid: string): string | null {
  return attributeNames[oid] ?? null;
}

/** The text of a string of any type that names are written in (RFC 5280 §4.1.2.4); null for anything else. */
export function textOf({ tag, value }: DerNode): string | null {
  if (tag === Tag.UTF8_STRING || tag === Tag.PRINTABLE_STRING) return value.toString("utf8");
  // IA5String, and TeletexString as everybody reads it
  if (tag === 0x16 || tag === 0x14) return value.toString("latin1");
  // BMPString
  return tag === 0x1e && value.length % 2 === 0 ? Buffer.from(value).swap16().toString("utf16le") : null;
}

/** A distinguished name, hex DER, as RFC 4514 writes it: the common name first. */
export function nameText(hex: string): string {
  const rdns = inside(readOne(Buffer.from(hex, "hex")), Tag.SEQUENCE);
  return distinguishedName(
    rdns.map((rdn) =>
      inside(rdn, Tag.SET).map((attribute) => {
        const [type, value] = inside(attribute, Tag.SEQUENCE);
        const oid = oidText(type);
        const known = attributeType(oid);
        const text = value ? textOf(value) : null;
        // RFC 4514 §2.4: what has no name of its own is shown by its bytes
        return known && text !== null
          ? { type: known, value: text }
          : { type: known ?? oid, value: null, encoded: value?.raw.toString("hex") ?? "" };
      }),
    ),
  );
}
