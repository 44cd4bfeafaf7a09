import { fromBase64 } from "@duplicert/shared/bytes";
import { csrParts, kindOf } from "@duplicert/shared/csr-kind";
import { readDer } from "@duplicert/shared/der";
import { type ImportRefusal, refusal } from "@duplicert/shared/import-refusals";
import { type PemBlock, pemBlocks } from "@duplicert/shared/pem-blocks";
import { type AnyCertificate, readAnyCertificate } from "../ca/any-certificate.ts";
import { certificatesInPkcs7 } from "../ca/read-pkcs7.ts";

const mostText = 64 * 1024;
const mostCertificates = 20;

/** The certificates in what somebody sent, each once; or why it is not read. */
export function readCertificates(texts: readonly string[]): AnyCertificate[] | ImportRefusal[] {
  const longest = Math.max(...texts.map((text) => text.length));
  if (longest > mostText) return [refusal("TOO_LARGE", "64 KiB", `${Math.ceil(longest / 1024)} KiB of text`)];
  const ders: Buffer[] = [];
  for (const text of texts) {
    const found = dersIn(text);
    if (!Array.isArray(found)) return [found];
    ders.push(...found);
  }
  if (ders.length > 2 * mostCertificates) return tooMany(ders.length);
  const certificates = ders.map(readAnyCertificate);
  const unreadable = certificates.indexOf(null);
  if (unreadable !== -1)
    return [refusal("UNREADABLE", ders.length > 1 ? `Certificate ${unreadable + 1}` : "The certificate")];
  const different = new Map((certificates as AnyCertificate[]).map((one) => [one.sha256, one]));
  if (different.size > mostCertificates) return tooMany(different.size);
  return different.size > 0 ? [...different.values()] : [refusal("UNREADABLE")];
}

const tooMany = (count: number): ImportRefusal[] => [
  refusal("TOO_LARGE", `${mostCertificates} certificates`, `${count} of them`),
];

/** The DER of each certificate in a text: of PEM blocks, of PKCS#7, or of base64 without armour. */
function dersIn(text: string): Buffer[] | ImportRefusal {
  if (text.trim() === "") return [];
  const blocks = pemBlocks(text);
  const ders: Buffer[] = [];
  for (const found of blocks.length > 0 ? blocks.map(inBlock) : [inBytes(bytesOf(text), null)]) {
    if (!Array.isArray(found)) return found;
    ders.push(...found);
  }
  return ders;
}

function inBlock({ label, body }: PemBlock): Buffer[] | ImportRefusal {
  const bytes = body === null ? null : bytesOf(body);
  if (/CERTIFICATE REQUEST$/.test(label))
    return refusal("NOT_A_CERTIFICATE", null, "certificate signing request (CSR)");
  if (/^(X509 |TRUSTED )?CERTIFICATE$|^PKCS7$|^CMS$|^PKCS #7 SIGNED DATA$/.test(label)) return inBytes(bytes, label);
  return refusal("NOT_A_CERTIFICATE", null, `PEM block of ${label.slice(0, 40)}`);
}

function inBytes(bytes: Buffer | null, label: string | null): Buffer[] | ImportRefusal {
  if (!bytes) return refusal("UNREADABLE", label ? "A PEM block" : "The text");
  const root = readDer(bytes);
  const kind = typeof root !== "string" && csrParts(root) ? "certificate signing request (CSR)" : kindOf(bytes, root);
  if (kind === "certificate") return [bytes];
  if (kind === "PKCS#7") return certificatesInPkcs7(bytes) ?? refusal("UNREADABLE", "The PKCS#7 file");
  return kind ? refusal("NOT_A_CERTIFICATE", null, kind) : refusal("UNREADABLE", label ? "A PEM block" : "The text");
}

function bytesOf(text: string): Buffer | null {
  const bytes = fromBase64(text.replace(/^\uFEFF/, "").replace(/\s+/g, ""));
  return bytes && bytes.length > 0 ? Buffer.from(bytes) : null;
}
