import { fromBase64, toBase64 } from "@duplicert/shared/bytes";
import { pemBlocks, toPem } from "@duplicert/shared/pem-blocks";

/** DER under a PEM label. */
export function pemOf(label: string, der: ArrayBuffer): string {
  return toPem(label, toBase64(new Uint8Array(der)));
}

/** What is in the blocks of a PEM text, in their order. */
export function pemBytes(text: string): Uint8Array<ArrayBuffer>[] {
  return pemBlocks(text).flatMap(({ body }) => bytesOf(body ?? "") ?? []);
}

/** Base64, with white space in it or not, as bytes; null when it is not that. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
  const bytes = fromBase64(base64.replace(/\s/g, ""));
  // A copy is surely not shared between threads, and WebCrypto wants to know that.
  return bytes && Uint8Array.from(bytes);
}
