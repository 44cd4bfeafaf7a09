import type { ChainPart, DownloadFormat } from "@duplicert/shared/download-formats";
import { downloadPlan } from "@duplicert/shared/download-formats";
import { zipSync } from "fflate";
import { pkcs7 } from "../ca/asn1.ts";
import { certificatePem, fromPem } from "../ca/pem.ts";
import type { CertificateDer } from "./certificate.ts";

/** A certificate and those above it, as DER. */
export interface ChainDers {
  leaf: Buffer;
  /** The CA certificates between it and the root, its issuer's first. */
  issuing: readonly Buffer[];
  /** Null: of an imported certificate, when nobody gave it. */
  root: Buffer | null;
}

/** A file to hand out. */
export interface DownloadFile {
  contentType: string;
  fileName: string;
  body: Buffer;
}

// A ZIP states a time for each file, in local time of no zone: this one is the same everywhere, so the bytes are too.
const zipTime = "1980-01-01T00:00:00";

/** A certificate in one of the nine formats; the same bytes every time. */
export function downloadOf(certificate: { commonName: string }, ders: ChainDers, format: DownloadFormat): DownloadFile {
  const { contentType, fileName, files, zip } = downloadPlan(format, certificate.commonName, partsOf(ders));
  const written = files.map(({ name, holds, encoding }) => {
    const parts = holds.flatMap((part) => partOf(ders, part));
    return { name, text: encoding === "pkcs7" ? pkcs7(parts) : parts.map(certificatePem).join("") };
  });
  return { contentType, fileName, body: zip ? zipOf(written) : Buffer.from(written.map((file) => file.text).join("")) };
}

/** What there is of a chain: of an imported certificate perhaps not all. */
export function partsOf({ issuing, root }: Pick<ChainDers, "issuing" | "root">): ChainPart[] {
  return ["leaf", ...(issuing.length > 0 ? (["intermediate"] as const) : []), ...(root ? (["root"] as const) : [])];
}

function partOf({ leaf, issuing, root }: ChainDers, part: ChainPart): readonly Buffer[] {
  if (part === "leaf") return [leaf];
  if (part === "intermediate") return issuing;
  return root ? [root] : [];
}

function zipOf(files: { name: string; text: string }[]): Buffer {
  const entries = files.map(({ name, text }) => [name, Buffer.from(text)] as const);
  // Stored: another version of the library might compress to other bytes.
  return Buffer.from(zipSync(Object.fromEntries(entries), { level: 0, mtime: zipTime }));
}

/** The chain as it is on record. */
export function chainDers({ der, chainPem, rootPem }: CertificateDer): ChainDers {
  const issuing = chainPem.split(/(?<=-----END CERTIFICATE-----)/).filter((block) => block.trim());
  return { leaf: der, issuing: issuing.map(derOf), root: rootPem === null ? null : derOf(rootPem) };
}

function derOf(pem: string): Buffer {
  const der = fromPem("CERTIFICATE", pem);
  if (!der) throw new Error("a chain on record holds something else than certificates");
  return der;
}
