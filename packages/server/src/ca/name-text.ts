import { distinguishedName } from "@duplicert/shared/distinguished-name";
import { inside, oidText, readOne, Tag } from "./der.ts";

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
const textTags: readonly number[] = [Tag.UTF8_STRING, Tag.PRINTABLE_STRING];

/** A distinguished name, hex DER, as RFC 4514 writes it: the common name first. */
export function nameText(hex: string): string {
  const rdns = inside(readOne(Buffer.from(hex, "hex")), Tag.SEQUENCE);
  return distinguishedName(
    rdns.map((rdn) =>
      inside(rdn, Tag.SET).map((attribute) => {
        const [type, value] = inside(attribute, Tag.SEQUENCE);
        const oid = oidText(type);
        const known = attributeNames[oid];
        // RFC 4514 §2.4: what has no name of its own is shown by its bytes
        return known && value && textTags.includes(value.tag)
          ? { type: known, value: value.value.toString("utf8") }
          : { type: known ?? oid, value: null, encoded: value?.raw.toString("hex") ?? "" };
      }),
    ),
  );
}
