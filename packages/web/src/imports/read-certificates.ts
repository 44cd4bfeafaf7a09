import { distinguishedName } from "@duplicert/shared/distinguished-name";
import { pemBlocks } from "@duplicert/shared/pem-blocks";
import { type BaseBlock, fromBER } from "asn1js";
import {
  AltName,
  BasicConstraints,
  Certificate,
  ContentInfo,
  type RelativeDistinguishedNames,
  SignedData,
} from "pkijs";
import { bytesOf } from "../keys/pem.ts";

/** A certificate as far as it is shown before it is imported. */
export interface ReadCertificate {
  subject: string;
  issuer: string;
  dnsNames: string[];
  /** ISO 8601 */
  validFrom: string;
  validTo: string;
  isCa: boolean;
}

/** What is in a text: the certificates that could be read, and how many parts could not. */
export interface CertificatesRead {
  certificates: ReadCertificate[];
  unreadable: number;
}

/** Reads PEM, PKCS#7 in PEM, and base64 without armour. It only shows what is there: whether it is imported, the server says. */
export function readCertificates(text: string): CertificatesRead {
  const blocks = pemBlocks(text);
  const parts = blocks.length > 0 ? blocks.map(({ body }) => body ?? "") : [text];
  const found: CertificatesRead = { certificates: [], unreadable: 0 };
  for (const part of parts) {
    const certificates = inPart(part);
    if (certificates.length === 0) found.unreadable++;
    found.certificates.push(...certificates);
  }
  return found;
}

function inPart(base64: string): ReadCertificate[] {
  const bytes = bytesOf(base64);
  if (!bytes) return [];
  const { result, offset } = fromBER(bytes);
  if (offset !== bytes.length) return [];
  try {
    return [shown(new Certificate({ schema: result }))];
  } catch {
    return inPkcs7(result);
  }
}

function inPkcs7(schema: BaseBlock): ReadCertificate[] {
  try {
    const { content } = new ContentInfo({ schema });
    const { certificates = [] } = new SignedData({ schema: content });
    return certificates.filter((one) => one instanceof Certificate).map(shown);
  } catch {
    return []; // what pkijs could not make sense of
  }
}

function shown(certificate: Certificate): ReadCertificate {
  const extension = (oid: string) => certificate.extensions?.find(({ extnID }) => extnID === oid)?.parsedValue;
  const alternative: unknown = extension("2.5.29.17");
  const constraints: unknown = extension("2.5.29.19");
  return {
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    dnsNames:
      alternative instanceof AltName
        ? alternative.altNames.filter(({ type }) => type === 2).map(({ value }) => String(value))
        : [],
    validFrom: certificate.notBefore.value.toISOString(),
    validTo: certificate.notAfter.value.toISOString(),
    isCa: constraints instanceof BasicConstraints && constraints.cA,
  };
}

// RFC 4514 §3 and RFC 4519
const attributeNames: Record<string, string> = {
  "2.5.4.3": "CN",
  "2.5.4.5": "serialNumber",
  "2.5.4.6": "C",
  "2.5.4.7": "L",
  "2.5.4.8": "ST",
  "2.5.4.9": "STREET",
  "2.5.4.10": "O",
  "2.5.4.11": "OU",
};

function nameOf({ typesAndValues }: RelativeDistinguishedNames): string {
  return distinguishedName(
    typesAndValues.map(({ type, value }) => [
      { type: attributeNames[type] ?? type, value: String(value.valueBlock.value ?? "") },
    ]),
  );
}
