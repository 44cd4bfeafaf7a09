import { fromBase64 } from "./bytes.ts";
import { kindOf } from "./csr-kind.ts";
import { readDer } from "./der.ts";
import { pemBlocks, toPem } from "./pem-blocks.ts";

// PKCS#1, SEC 1, PKCS#8 (plain or encrypted), DSA, OpenSSH and PGP keys name themselves so; the others have a header of
// their own. Half an armour is enough: a private key that was pasted has left its server.
const armour =
  /PRIVATE KEY(?: BLOCK)?-{2,}|PuTTY-User-Key-File|---- BEGIN SSH2 ENCRYPTED PRIVATE KEY|SSH PRIVATE KEY FILE/;

/** The first private key in a text, as `privateKeysIn` finds it; null when there is none. */
export function privateKeyIn(text: string): string | null {
  return privateKeysIn(text)[0] ?? null;
}

/**
 * Every private key in a text, in whatever form and whatever stands around it. Each is given in the form it came in: a PEM
 * block (with its lines put right), base64 without armour, a JWK, an XML element, or a PuTTY or SSH2 file.
 */
export function privateKeysIn(text: string): string[] {
  const keys = [...inBlocks(text), ...inFiles(text)];
  if (keys.length > 0) return keys;
  if (armour.test(text)) return [text.trim()];
  return [...withoutArmour(text), ...inJson(text), ...inXml(text)];
}

function inBlocks(text: string): string[] {
  const blocks = pemBlocks(text);
  return blocks.flatMap(({ label, body, from, to }, index) => {
    if (!/PRIVATE KEY/.test(label)) return body === null ? [] : withoutArmour(body);
    if (body === null) return [text.slice(from, blocks[index + 1]?.from).trim()];
    const lines = unescaped(body)
      .split(/[\r\n]+/)
      .map((line) => line.trim());
    // RFC 1421 §4.6: the header lines of an encrypted key end with an empty one, and are part of it. PGP has some, too.
    if (label.endsWith("BLOCK") || lines.some((line) => line.includes(":")))
      return [`${unescaped(text.slice(from, to)).replace(/\r\n?/g, "\n")}\n`];
    return [toPem(label, lines.join("").replace(/\s+/g, ""))];
  });
}

// A key inside a JSON string, or copied out of one.
const unescaped = (text: string): string => text.replace(/\\r\\n|\\n|\\r/g, "\n");

function inFiles(text: string): string[] {
  const [, ...putty] = text.split("PuTTY-User-Key-File-");
  // Its last line is a checksum.
  const files = putty.map(
    (rest) => `PuTTY-User-Key-File-${/^.*?\nPrivate-(?:MAC|Hash): *[0-9a-f]+/s.exec(rest)?.[0] ?? rest}`,
  );
  const ssh2 = between(text, "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----", "---- END SSH2 ENCRYPTED PRIVATE KEY ----");
  return ssh2 ? [...files, ssh2] : files;
}

/** From the one to the other; null unless both are there. */
function between(text: string, first: string, last: string): string | null {
  const from = text.indexOf(first);
  const to = from === -1 ? -1 : text.indexOf(last, from);
  return to === -1 ? null : text.slice(from, to + last.length);
}

function withoutArmour(text: string): string[] {
  const letters = text.replace(/^\uFEFF/, "").replace(/\s+/g, "");
  const bytes = letters === "" ? null : fromBase64(letters);
  if (!bytes) return [];
  const kind = kindOf(bytes, readDer(bytes));
  if (kind === "private key") return [letters];
  // Kubernetes, for one, keeps PEM in base64.
  return kind === "PEM in base64" ? inBlocks(new TextDecoder().decode(bytes)) : [];
}

/** RFC 7517 and RFC 7518 §6: a key of an asymmetric type with its private part. */
function inJson(text: string): string[] {
  if (!text.includes('"kty"')) return [];
  try {
    const value: { keys?: unknown } | null = JSON.parse(text.replace(/^\uFEFF/, ""));
    const keys: unknown[] = Array.isArray(value?.keys) ? value.keys : [value];
    return keys.filter(isPrivateJwk).map((key) => JSON.stringify(key));
  } catch {
    return [];
  }
}

function isPrivateJwk(key: unknown): boolean {
  return typeof key === "object" && key !== null && "d" in key && typeof key.d === "string";
}

/** XML Signature's key value, as .NET writes it with the private part. */
function inXml(text: string): string[] {
  const value = between(text, "<RSAKeyValue>", "</RSAKeyValue>");
  return value?.includes("<D>") ? [value] : [];
}
