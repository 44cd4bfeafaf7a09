import { inside, oidText, readOne, Tag } from "./der.ts";

/** The certificates in a PKCS#7 SignedData (RFC 2315 §9.1, RFC 5652 §5.1), DER; null when it is none. Never throws. */
export function certificatesInPkcs7(der: Buffer): Buffer[] | null {
  try {
    const [type, content] = inside(readOne(der), Tag.SEQUENCE);
    if (oidText(type) !== "1.2.840.113549.1.7.2") return null;
    const parts = inside(inside(content, 0xa0)[0], Tag.SEQUENCE);
    const certificates = parts.find(({ tag }) => tag === 0xa0);
    return certificates ? inside(certificates, 0xa0).map(({ raw }) => raw) : null;
  } catch {
    return null;
  }
}
