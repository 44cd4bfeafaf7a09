import { fromBase64 } from "./bytes.ts";
import type { CsrFault } from "./csr-faults.ts";

/** What a paste or an upload comes to: DER, or the reason why there is none. */
export interface TextReading {
  der: Uint8Array | null;
  faults: CsrFault[];
}

const mostBytes = 64 * 1024;
const begin = "-----BEGIN ";
const end = "-----END ";
const dashes = "-----";

/** Finds the one CSR in a text: PEM with whatever stands around it, or base64 of the DER without armour. */
export function readText(text: string): TextReading {
  if (text.length > mostBytes || new TextEncoder().encode(text).length > mostBytes) return fault("TOO_LARGE", null);
  const trimmed = text.replace(/^\uFEFF/, "").trim();
  // Whatever else is there: a private key that was pasted has left its server.
  if (/PRIVATE KEY(?: BLOCK)?-{2,}|^PuTTY-User-Key-File/m.test(trimmed)) return fault("NOT_A_CSR", "private key");
  const blocks = pemBlocks(trimmed);
  if (blocks.length === 0) return readPlain(trimmed);
  const foreign = blocks.find(({ label }) => !isCsrLabel(label));
  if (foreign) return fault("NOT_A_CSR", labelName(foreign.label));
  const first = blocks[0]!;
  if (first.body === null) return fault("UNREADABLE", "no END line");
  const reading = readBase64(first.body);
  // The first is judged all the same, so that every fault is named at once.
  if (blocks.length > 1) reading.faults.push({ code: "TRAILING_DATA", found: `${blocks.length} CSRs` });
  const strange = reading.der && whatIsAround(trimmed, blocks);
  if (strange) reading.faults.push({ code: "TRAILING_DATA", found: strange });
  return reading;
}

// RFC 7468 §2: lines of text may stand around a block; nothing may follow on its END line, and binary data is no text.
function whatIsAround(text: string, blocks: PemBlock[]): string | null {
  const last = blocks.at(-1)!;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what tells binary from text
  if (/[\u0000-\u0008\u000e-\u001f\u007f\ufffd]/.test(text.slice(0, blocks[0]!.from) + text.slice(last.to)))
    return "binary data";
  return /^[^\r\n]*\S/.test(text.slice(last.to)) ? "text on the END line" : null;
}

const fault = (code: CsrFault["code"], found: string | null): TextReading => ({ der: null, faults: [{ code, found }] });

const isCsrLabel = (label: string): boolean => label === "CERTIFICATE REQUEST" || label === "NEW CERTIFICATE REQUEST";

/** An RFC 7468 §3 block and where it stands; the body is null where the END line with the same label is missing. */
interface PemBlock {
  label: string;
  body: string | null;
  from: number;
  to: number;
}

function pemBlocks(text: string): PemBlock[] {
  const blocks: PemBlock[] = [];
  for (let at = text.indexOf(begin); at !== -1; at = text.indexOf(begin, at)) {
    const from = at + begin.length;
    const close = text.indexOf(dashes, from);
    const label = close === -1 ? "" : text.slice(from, close);
    if (close === -1 || label.length > 64 || /[\r\n]/.test(label)) {
      at = from;
      continue;
    }
    const last = `${end}${label}${dashes}`;
    const next = text.indexOf(dashes, close + dashes.length);
    const closed = next !== -1 && text.startsWith(last, next);
    const to = closed ? next + last.length : close + dashes.length;
    blocks.push({ label, body: closed ? text.slice(close + dashes.length, next) : null, from: at, to });
    at = to;
  }
  return blocks;
}

function labelName(label: string): string {
  if (label.includes("PUBLIC KEY")) return "public key";
  if (label.endsWith("CRL")) return "certificate revocation list";
  if (/^PKCS ?#?7|^CMS$/.test(label)) return "PKCS#7";
  if (label.includes("CERTIFICATE") && !label.includes("REQUEST")) return "certificate";
  return label.trim().toLowerCase() || "PEM";
}

function readPlain(text: string): TextReading {
  if (text === "") return fault("UNREADABLE", "nothing");
  if (/^(?:sk-)?(?:ssh-|ecdsa-sha2-)\S+ |^---- BEGIN SSH2 /.test(text)) return fault("NOT_A_CSR", "SSH key");
  if (text.startsWith("<")) return fault("NOT_A_CSR", /^<\?xml/i.test(text) ? "XML" : "HTML");
  if (/^[{[]/.test(text)) return fault("NOT_A_CSR", "JSON");
  if (text.includes(end)) return fault("UNREADABLE", "no BEGIN line");
  return readBase64(text);
}

function readBase64(body: string): TextReading {
  const letters = body.replace(/[ \t\r\n]+/g, "");
  const der = fromBase64(letters);
  if (der && der.length > 0) return { der, faults: [] };
  return fault("UNREADABLE", whatIsWrong(letters));
}

function whatIsWrong(letters: string): string {
  if (letters === "") return "nothing between the lines";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what tells binary from text
  if (/[\u0000-\u0008\u000e-\u001f\ufffd]/.test(letters)) return "binary data";
  if (/\\[nr]/.test(letters)) return "escaped line ends";
  return /^[A-Za-z0-9+/]*={0,2}$/.test(letters) ? "base64 cut off" : "not base64";
}
