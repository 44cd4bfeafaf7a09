import type { X509 } from "jsrsasign";
import { toBase64, toHex } from "./bytes.ts";
import { altNames, challengePasswords } from "./csr-attributes.ts";
import type { CsrFault } from "./csr-faults.ts";
import { type CsrKey, keyAlgorithmName, type ReadableKey, readKey } from "./csr-key.ts";
import { type CsrParts, csrParts, kindOf } from "./csr-kind.ts";
import { signatureAlgorithmName, signatureFaults, type VerifySignature } from "./csr-signature.ts";
import { readText } from "./csr-text.ts";
import { type DerElement, oidText, readDer, Tag } from "./der.ts";
import { distinguishedName, type NameAttribute } from "./distinguished-name.ts";
import { toPem } from "./pem-blocks.ts";

export type { VerifySignature } from "./csr-signature.ts";

/** What a CSR holds. Its names are advice; its key, and that its sender has it, are what a certificate is built on. */
export interface Csr {
  der: Uint8Array;
  /** Written anew: 64 columns, one label. */
  pem: string;
  /** The same for keeping: a challenge password in it is blotted out, so that its signature verifies no more. */
  pemForRecord: string;
  /** With an uncompressed point whatever the CSR has, so that one key has one fingerprint. */
  spkiDer: Uint8Array;
  key: CsrKey;
  keyAlgorithm: string;
  signatureAlgorithm: string;
  /** RFC 4514. */
  subject: string;
  commonName: string | null;
  /** As written in the CSR. */
  dnsNames: string[];
  /** "IP:192.0.2.1", "email:a@b" */
  otherNames: string[];
  hasChallengePassword: boolean;
}

export interface CsrReading {
  /** Null when there is nothing that can be read, or its key is of no kind known here. */
  csr: Csr | null;
  /** All that is wrong, not the first found; empty means that a certificate can be issued for this key. */
  faults: CsrFault[];
}

/** Reads PEM or base64 of DER, whatever it may be. Nothing reaches a foreign parser that was not read strictly before. */
export async function readCsr(text: string, verify: VerifySignature): Promise<CsrReading> {
  const { der, faults } = readText(text);
  if (!der) return { csr: null, faults };
  const root = readDer(der);
  const parts = typeof root === "string" ? null : csrParts(root);
  if (typeof root === "string" || !parts) {
    const kind = kindOf(der, root);
    if (kind) return refused(faults, "NOT_A_CSR", kind);
    return refused(faults, "UNREADABLE", typeof root === "string" ? root : "another structure");
  }
  if (root.der.length < der.length)
    faults.push({ code: "TRAILING_DATA", found: `${der.length - root.der.length} bytes` });
  // RFC 2986 §4.1 knows version 0 alone, but clients that write 1 or 2 are about, and it changes nothing.
  const version = parts.version.content;
  const known = version.length === 1 && version[0]! <= 2;
  if (!known) faults.push({ code: "UNREADABLE", found: "unknown version" });
  const { readable, faults: keyFaults } = readKey(parts.spki);
  faults.push(...keyFaults, ...(await signatureFaults(parts, readable, verify)));
  return { csr: known && readable ? await describe(root, parts, readable) : null, faults };
}

function refused(faults: CsrFault[], code: CsrFault["code"], found: string): CsrReading {
  return { csr: null, faults: [...faults, { code, found }] };
}

const label = "CERTIFICATE REQUEST";

async function describe(root: DerElement, parts: CsrParts, { key, spkiDer }: ReadableKey): Promise<Csr> {
  const der = root.der.slice();
  const passwords = challengePasswords(parts);
  return {
    der,
    pem: toPem(label, toBase64(der)),
    pemForRecord: toPem(label, toBase64(withoutPasswords(root, passwords))),
    spkiDer,
    key,
    keyAlgorithm: keyAlgorithmName(key),
    signatureAlgorithm: signatureAlgorithmName(parts),
    ...(await readNames(parts)),
    hasChallengePassword: passwords.length > 0,
  };
}

/** A copy of the CSR's bytes with every letter of these values an "x". */
function withoutPasswords(root: DerElement, passwords: DerElement[]): Uint8Array {
  const copy = root.der.slice();
  const blot = ({ content, children }: DerElement) => {
    const from = content.byteOffset - root.der.byteOffset;
    if (children.length === 0) copy.fill(0x78, from, from + content.length);
    else children.forEach(blot);
  };
  passwords.forEach(blot);
  return copy;
}

// Names are shown and never relied on, so what no honest CSR has is not worth the foreign parser's time.
const most = { parts: 30, attributesOfPart: 5, dnsNames: 1000, otherNames: 100, bytes: 1024, bytesOfSubject: 8192 };

// Loaded when first needed: it is large, and most pages never read a CSR. Kept, as each import asks the module loader anew.
let loading: Promise<typeof import("jsrsasign")> | null = null;
function foreignParser(): Promise<typeof import("jsrsasign")> {
  loading ??= import("jsrsasign").catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function readNames(parts: CsrParts): Promise<Pick<Csr, "subject" | "commonName" | "dnsNames" | "otherNames">> {
  const { X509 } = await foreignParser();
  const reader = new X509();
  const budget = { left: most.bytesOfSubject };
  const subject = parts.subject.children
    .slice(0, most.parts)
    .map((part) => part.children.slice(0, most.attributesOfPart).map((one) => readAttribute(reader, one, budget)));
  const names = altNames(parts);
  const dns = names.filter(({ tag }) => tag === dnsName).slice(0, most.dnsNames);
  const others = names.filter(({ tag }) => tag !== dnsName).slice(0, most.otherNames);
  return {
    subject: distinguishedName(subject),
    commonName: subject.flat().findLast(({ type, value }) => type === "CN" && value)?.value ?? null,
    dnsNames: dns.map(({ content }) => asText(content)),
    otherNames: others.map((name) => readOtherName(reader, name)),
  };
}

function readAttribute(reader: X509, attribute: DerElement, budget: { left: number }): NameAttribute {
  const [type, value] = attribute.children;
  const name = type?.tag === Tag.OID ? oidText(type.content) : "?";
  const { length } = attribute.der;
  if (length > most.bytes || length > budget.left) return { type: name, value: "…" };
  budget.left -= length;
  const read = orNull(() => reader.getAttrTypeAndValue(toHex(attribute.der)) as { type: string; value: string | null });
  if (typeof read?.value === "string") return { type: read.type, value: read.value };
  return { type: name, value: null, encoded: toHex(value?.der ?? new Uint8Array()) };
}

// RFC 5280 §4.2.1.6
const otherName = 0xa0;
const dnsName = 0x82;
// Microsoft's, for smart cards.
const userPrincipalName = "1.3.6.1.4.1.311.20.2.3";
const textNames = new Map([
  [0x81, "email"],
  [0x86, "URI"],
]);

function readOtherName(reader: X509, name: DerElement): string {
  const kind = textNames.get(name.tag);
  if (kind) return `${kind}:${asText(name.content)}`;
  const [type, value] = name.children;
  if (name.tag === otherName && type?.tag === Tag.OID && oidText(type.content) === userPrincipalName)
    return `UPN:${asText(value?.children[0]?.content ?? new Uint8Array())}`;
  if (name.der.length > most.bytes) return "another kind of name";
  const read = orNull(
    () => reader.getGeneralName(toHex(name.der)) as { ip?: string; dn?: { str: string } } | undefined,
  );
  if (read?.ip) return `IP:${read.ip}`;
  return read?.dn ? `directory name:${read.dn.str}` : "another kind of name";
}

function asText(content: Uint8Array): string {
  const text = new TextDecoder().decode(content.subarray(0, most.bytes));
  return content.length > most.bytes ? `${text}…` : text;
}

/** Names are never a fault: what cannot be read is null, and is shown as such. */
function orNull<T>(attempt: () => T): T | null {
  try {
    return attempt();
  } catch {
    return null;
  }
}
