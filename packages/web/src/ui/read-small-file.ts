/** What became of a file that was dropped or chosen: its text, or why there is none. */
export type SmallFile = { text: string } | { problem: "TOO_LARGE" | "UNREADABLE" };

/** The most that a CSR or a key may have, in bytes; the server and `readCsr` hold the same limit. */
const maxBytes = 64 * 1024;

/** Reads the file of a CSR or a key: text as it is, DER as base64 without armour. One over 64 KiB is refused unread. */
export async function readSmallFile(file: Blob): Promise<SmallFile> {
  if (file.size > maxBytes) return { problem: "TOO_LARGE" };
  try {
    return { text: textOf(new Uint8Array(await file.arrayBuffer())) };
  } catch {
    return { problem: "UNREADABLE" };
  }
}

function textOf(bytes: Uint8Array): string {
  // PowerShell's ">" writes UTF-16 with a byte order mark
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  // Line ends and tabs aside, text has no control characters; DER of more than a few bytes does
  const binary = bytes.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d);
  return binary ? base64(bytes) : new TextDecoder("utf-8").decode(bytes);
}

function base64(bytes: Uint8Array): string {
  const characters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return (btoa(characters).match(/.{1,64}/g) ?? []).join("\n");
}
