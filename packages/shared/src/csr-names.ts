import type { Csr } from "./csr.ts";
import { type CsrNameNote, type CsrNameNoteCode, csrNameNoteWords } from "./csr-name-notes.ts";
import { normalizeDnsName } from "./dns-name.ts";
import { dnsNameFlaw, notPublic } from "./dns-name-flaw.ts";

/** How a name inside a CSR stands to an order. It is advice: a duplicate's names come from the order. */
export const CsrNameStatus = {
  ON_ORDER: "ON_ORDER",
  NOT_ON_ORDER: "NOT_ON_ORDER",
  NOT_A_DNS_NAME: "NOT_A_DNS_NAME",
} as const;
export type CsrNameStatus = (typeof CsrNameStatus)[keyof typeof CsrNameStatus];

export interface CsrName {
  value: string;
  status: CsrNameStatus;
  /** The notes in English. */
  note: string | null;
  notes: CsrNameNote[];
}

/** The CSR's common name and subject alternative names, each once. Without an order, no name is on it. */
export function csrNames(
  csr: Pick<Csr, "commonName" | "dnsNames" | "otherNames">,
  orderNames: string[] | null,
): CsrName[] {
  const onOrder = orderNames && new Set(orderNames.map((name) => normalizeDnsName(name) ?? name));
  const written = csr.commonName ? [csr.commonName, ...csr.dnsNames] : csr.dnsNames;
  const spellings = new Map<string, string[]>();
  const flawed = new Set<string>();
  for (const one of written) {
    const name = normalizeDnsName(one);
    if (name === null) flawed.add(one);
    const ways = spellings.get(name ?? one);
    if (ways) ways.push(one);
    else spellings.set(name ?? one, [one]);
  }
  const dns = [...spellings].map(([name, ways]) =>
    flawed.has(name) ? named(name, "NOT_A_DNS_NAME", [note(dnsNameFlaw(name))]) : judge(name, ways, onOrder),
  );
  const others = [...new Set(csr.otherNames)].filter((one) => !spellings.has(one));
  return [...dns, ...others.map((one) => named(one, "NOT_A_DNS_NAME", [note(otherKind(one))]))];
}

function judge(value: string, spellings: string[], onOrder: Set<string> | null): CsrName {
  const spelled = spellingNotes(value, spellings);
  if (onOrder?.has(value)) return named(value, "ON_ORDER", spelled);
  return named(value, "NOT_ON_ORDER", [...spelled, ...standing(value, onOrder)]);
}

/** How the CSR writes the name, where that is not as a certificate does. */
function spellingNotes(value: string, spellings: string[]): CsrNameNote[] {
  const unicode = spellings.find((one) => /[\u0080-\u{10ffff}]/u.test(one));
  if (unicode) return [note("UNICODE", unicode)];
  const dotted = spellings.find((one) => one.endsWith("."));
  if (dotted) return [note("TRAILING_DOT", dotted)];
  const other = new Set(spellings).size > 1 && spellings.find((one) => one !== value);
  return other ? [note("OTHER_CASE", other)] : [];
}

/** Why the duplicate will not carry the name. */
function standing(value: string, onOrder: Set<string> | null): CsrNameNote[] {
  if (/^\*\.[^.]+$/.test(value)) return [note("WILDCARD_TOO_BROAD")];
  const kind = notPublic(value);
  if (kind) return [note(kind)];
  if (!onOrder) return [];
  // RFC 9525 §6.3: the asterisk stands for exactly one label.
  const wildcard = value.replace(/^[^.]+/, "*");
  return [onOrder.has(wildcard) ? note("COVERED_BY_WILDCARD", wildcard) : note("NOT_ON_ORDER")];
}

/** By the words `readCsr` puts in front of it. */
function otherKind(name: string): CsrNameNoteCode {
  if (name.startsWith("IP:")) return "IP_ADDRESS";
  if (name.startsWith("email:")) return "EMAIL";
  if (name.startsWith("URI:")) return "URI";
  if (name.startsWith("UPN:")) return "USER_NAME";
  return name.startsWith("directory name:") ? "DIRECTORY_NAME" : "OTHER_KIND";
}

const note = (code: CsrNameNoteCode, about: string | null = null): CsrNameNote => ({ code, about });

function named(value: string, status: CsrNameStatus, notes: CsrNameNote[]): CsrName {
  return { value, status, note: csrNameNoteWords(notes), notes };
}
